"""A row against its venue's calendar, its own hours, the term, the heading and the deadlines."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from meetings.conflicts import Conflict, read_board, read_house
from meetings.conflicts.board import board_of
from meetings.conflicts.entries import placement_of_entry
from meetings.models import Deadline, Entry, OfficeHours, OwnDay, Sitting
from meetings.transfer.entries import load_entries
from portal.actors import SYSTEM
from tests import make
from tests.cast import NOW
from tests.meetings.conflicts.scene import Scene

pytestmark = pytest.mark.django_db
TUESDAY = date(2012, 11, 20)


@pytest.fixture
def scene() -> Scene:
    return Scene()


def _codes(scene: Scene, on: date, hours: str = "10:00 13:00", **facts: Any) -> dict[str, Conflict]:
    found = scene.conflicts(scene.meet(scene.group, on, hours, **facts))
    assert not any(conflict.holds for conflict in found.values())
    return found


def test_plain_meeting_has_nothing_against_it(scene: Scene) -> None:
    assert _codes(scene, TUESDAY) == {}


@pytest.mark.parametrize(
    ("day", "code", "says"),
    [
        (date(2012, 11, 12), "holiday", "12 November 2012 is a holiday of the venue: Veterans Day (observed)."),
        (date(2012, 11, 17), "weekend", "17 November 2012 is a Saturday: a weekend of the venue."),
        (date(2013, 4, 16), "holiday", "16 April 2013 is a holiday of the venue: Emancipation Day."),
    ],
)
def test_meeting_on_a_day_off_of_the_venue_warns(scene: Scene, day: date, code: str, says: str) -> None:
    assert _codes(scene, day)[code].sentence == says


def test_venue_of_the_room_decides(scene: Scene) -> None:
    santiago = make.venue(
        scene.house, zone="America/Santiago", country="CL", subdivision="RM", seat=False, name={"en": "Santiago"}
    )
    there = make.room(scene.house, "Prebisch Room", venue=santiago, zone="America/Santiago")
    assert set(_codes(scene, date(2012, 9, 18), room=there)) == {"holiday"}
    assert set(_codes(scene, date(2012, 11, 22), room=there)) == set()  # Thanksgiving is none of theirs


def test_zone_alone_finds_the_venue(scene: Scene) -> None:
    make.venue(scene.house, zone="America/Santiago", country="CL", subdivision="RM", seat=False)
    assert "holiday" in _codes(scene, date(2012, 9, 18), room=None, zone="America/Santiago")


@pytest.mark.parametrize("kind", ["recess", "closed", "holiday"])
def test_own_day_of_the_venue_warns(scene: Scene, kind: str) -> None:
    OwnDay.objects.create(venue=scene.venue, start=TUESDAY, end=TUESDAY, kind=kind, name={"en": "Inventory"})
    found = _codes(scene, TUESDAY)
    assert set(found) == {kind}
    assert "Inventory" in found[kind].sentence


def test_own_day_without_a_name_makes_a_whole_sentence(scene: Scene) -> None:
    OwnDay.objects.create(venue=scene.venue, start=TUESDAY, end=TUESDAY, kind="closed")
    assert _codes(scene, TUESDAY)["closed"].sentence == "The venue is closed on 20 November 2012."


def test_deadline_on_a_day_off_warns(scene: Scene) -> None:
    row = make.deadline(scene.group, date(2012, 11, 12))
    assert "holiday" in {conflict.code for conflict in scene.board().conflicts_of(row.entry.key)}


@pytest.mark.parametrize(
    ("hours", "code"),
    [
        ("09:00 11:00", "hours"),
        ("10:00 13:00", ""),
        ("12:00 15:00", "hours"),
        ("00:00 13:00", "noon"),
        ("10:00 00:00", "noon"),
    ],
)
def test_hours_of_the_house(scene: Scene, hours: str, code: str) -> None:
    for start, end in ((time(10), time(13)), (time(14, 30), time(17, 30))):
        OfficeHours.objects.create(venue=scene.venue, weekday=2, start=start, end=end)
    assert set(_codes(scene, TUESDAY, hours)) == ({code} if code else set())


def test_hours_are_named_in_the_warning(scene: Scene) -> None:
    OfficeHours.objects.create(venue=scene.venue, weekday=2, start=time(10), end=time(13))
    assert _codes(scene, TUESDAY, "18:00 19:00")["hours"].sentence == (
        "6:00 p.m. – 7:00 p.m.: outside the hours of the house (10:00 a.m. – 1:00 p.m.)."
    )


def test_meeting_elsewhere_without_a_zone_warns(scene: Scene) -> None:
    place = {"place": {"en": "Antigua, Guatemala"}, "room": None}
    assert "zone" in _codes(scene, TUESDAY, **place)
    assert "zone" not in _codes(scene, date(2012, 11, 27), zone="America/Guatemala", **place)


@pytest.mark.parametrize(("day", "start"), [(date(2013, 3, 10), "02:30 05:00"), (date(2012, 11, 4), "01:30 05:00")])
def test_hour_that_no_clock_or_two_clocks_show_warns(scene: Scene, day: date, start: str) -> None:
    assert "clock" in _codes(scene, day, start)


def test_sittings_of_a_row_that_overlap_warn(scene: Scene) -> None:
    meeting = scene.meet(scene.group, TUESDAY, "10:00 13:00")
    second = Sitting.objects.create(meeting=meeting, on=TUESDAY, start=time(12), end=time(14))
    assert set(scene.conflicts(meeting)) == {"overlap"}
    Sitting.objects.filter(pk=second.pk).update(start=time(13))
    assert set(scene.conflicts(meeting)) == set()


def test_sitting_outside_the_dates_of_its_row_warns(scene: Scene) -> None:
    meeting = scene.meet(scene.group, TUESDAY)
    Sitting.objects.create(meeting=meeting, on=date(2012, 11, 27), start=time(10), end=time(13))
    assert set(scene.conflicts(meeting)) == {"sitting_day"}


def test_checks_of_dates_are_those_of_the_record(scene: Scene) -> None:
    meeting = scene.meet(scene.group, date(2013, 8, 13), "10:00 13:00")
    schedule = scene.group
    schedule.span_wording = {"en": "September 2012 - April 2013"}
    schedule.save()
    Entry.objects.filter(pk=meeting.entry.pk).update(weekday_printed=1, year_inferred=True)
    assert set(scene.conflicts(meeting)) == {"weekday", "year", "term", "range"}


def test_deadline_after_its_meeting_warns_on_both_rows(scene: Scene) -> None:
    meeting = scene.meet(scene.group, TUESDAY)
    due = make.entry(scene.group, date(2012, 11, 27))
    Deadline.objects.create(entry=due, anchor="entry", anchor_entry=meeting.entry)
    found = scene.board().conflicts()
    assert {key: [c.code for c in conflicts] for key, conflicts in found.items()} == {
        meeting.entry.key: ["deadline"],
        due.key: ["deadline"],
    }
    assert found[due.key][0].keys == (due.key, meeting.entry.key)
    Entry.objects.filter(pk=due.pk).update(start=date(2012, 11, 13), end=date(2012, 11, 13))
    assert scene.board().conflicts() == {}


def test_same_deadline_with_another_date_warns_on_both_rows(scene: Scene) -> None:
    text = "Comments on document {} are due by {} October"
    rows = [make.entry(scene.group, date(2012, 10, day), text={"en": text.format("CP/1", day)}) for day in (9, 10)]
    make.entry(scene.group, date(2012, 10, 11), text={"en": "Nominations are due"})
    found = scene.board().conflicts()
    assert {key: [c.code for c in conflicts] for key, conflicts in found.items()} == {
        row.key: ["deadline_twice"] for row in rows
    }
    assert found[rows[0].key][0].sentence == "The same deadline is also stated as 10 October 2012."


def test_same_deadline_before_each_of_several_meetings_is_no_conflict(scene: Scene) -> None:
    """As one rule sets it for each of them; two dates of it before one meeting are one."""
    meetings = [scene.meet(scene.group, date(2012, 11, day)) for day in (20, 27)]
    text = {"en": "Comments are due"}
    for meeting, day in zip(meetings, (6, 13), strict=True):
        due = make.entry(scene.group, date(2012, 11, day), text=text)
        Deadline.objects.create(entry=due, anchor="entry", anchor_entry=meeting.entry, offset=14)
    assert scene.board().conflicts() == {}
    again = make.entry(scene.group, date(2012, 11, 7), text=text)
    Deadline.objects.create(entry=again, anchor="entry", anchor_entry=meetings[0].entry, offset=13)
    assert [conflict.code for conflict in scene.board().conflicts_of(again.key)] == ["deadline_twice"]


def test_one_row_is_asked_with_the_deadlines_of_the_others(scene: Scene) -> None:
    text = {"en": "Comments are due"}
    make.entry(scene.group, date(2012, 10, 9), text=text)
    typed = {
        "key": "new",
        "kind": "deadline",
        "start": "2012-10-10",
        "end": "2012-10-10",
        "precision": "day",
        "text": text,
    }
    board = read_board(SYSTEM, scene.fresh(scene.group), [typed])
    assert [conflict.code for conflict in board.conflicts_of("new")] == ["deadline_twice"]


@pytest.mark.parametrize("precision", ["month", "quarter"])
def test_row_without_a_day_is_held_to_no_calendar(scene: Scene, precision: str) -> None:
    meeting = scene.meet(scene.group, date(2012, 12, 1), hours="")
    Entry.objects.filter(pk=meeting.entry.pk).update(end=date(2012, 12, 31), precision=precision)
    assert scene.conflicts(meeting) == {}


def test_entries_in_hand_stand_where_their_records_do(scene: Scene) -> None:
    meeting = scene.meet(scene.group, hours="15:00 16:00")
    scene.meet(scene.group, date(2012, 11, 12), "00:00 13:00", room=None, place={"en": "Elsewhere"})
    make.deadline(scene.group, date(2012, 11, 17), anchor="entry", anchor_entry=meeting.entry)
    schedule = scene.fresh(scene.group)
    house = read_house(schedule)
    rows = [placement_of_entry(entry, house) for entry in Entry.objects.filter(schedule=schedule)]
    assert board_of(SYSTEM, schedule, house, rows).conflicts() == scene.board().conflicts() != {}


def test_draft_decides_the_days_that_deadlines_are_held_to(scene: Scene) -> None:
    """The meeting is to be moved before its deadline, by a change that is only proposed."""
    meeting = scene.meet(scene.group, TUESDAY)
    due = make.deadline(scene.group, date(2012, 11, 13), anchor="entry", anchor_entry=meeting.entry).entry
    schedule = scene.fresh(scene.group)
    record = load_entries(schedule)[due.key].content

    def codes() -> list[str]:
        return [conflict.code for conflict in read_board(SYSTEM, schedule, [record]).conflicts_of(due.key)]

    assert codes() == []
    change = make.draft_change(
        scene.group, NOW, entry_key=meeting.entry.key, kind="change", content={"start": "2012-11-06"}
    )
    assert codes() == ["deadline"]
    change.kind, change.content = "withdraw", {}
    change.save()
    assert codes() == []


def test_deadline_only_proposed_is_compared_with_those_in_force(scene: Scene) -> None:
    row = make.entry(scene.group, date(2012, 10, 9), text={"en": "Comments are due"})
    content = {
        "key": "new",
        "kind": "deadline",
        "start": "2012-10-10",
        "precision": "day",
        "text": {"en": "Comments are due"},
    }
    make.draft_change(scene.group, NOW, entry_key="new", kind="add", content=content)
    assert [conflict.code for conflict in scene.board().conflicts_of(row.key)] == ["deadline_twice"]
