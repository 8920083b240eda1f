"""What is told of a schedule's changes: old and new, once, when they take effect."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from groups.models import Change
from meetings.models import Schedule
from meetings.operations.adoption import adopt, circulate, take_back
from meetings.operations.edits import add_row, withdraw_row
from meetings.operations.states import convene, postpone
from tests import make
from tests.cast import Cast, gather
from tests.changes import AFTERNOON, LATER, MORNING, NOW, edited, lines, moved, told, version_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return gather()


@pytest.fixture
def schedule(cast: Cast) -> Schedule:
    made = make.schedule(cast.term)
    make.meeting(made, date(2026, 4, 15), key="april", room=make.room(cast.house), items=("Opening", "Text"))
    make.meeting(made, date(2026, 5, 20), key="may", text={"en": "Second reading"})
    return made


def _lines(cast: Cast, part: str = "delegate", **more: Any) -> list[list[tuple[str, str, str]]]:
    return lines(told(cast.actor(part), cast.body, **more))


def test_another_hour_and_room_are_one_change_with_old_and_new_who_and_when(cast: Cast, schedule: Schedule) -> None:
    other = make.room(cast.house, "Simón Bolívar Room")
    moved(cast.actor("secretary"), schedule, "april", sittings=MORNING, room=f"{cast.house.key}/{other.key}")
    (row,) = told(cast.actor("delegate"), cast.body)
    assert lines([row]) == [
        [
            ("Hours", "2:30 p.m. – 5:30 p.m.", "10:00 a.m. – 1:00 p.m."),
            ("Room", "Guerrero Room", "Simón Bolívar Room"),
        ]
    ]
    assert (row["who"], row["when"]) == ("the secretariat", "10 March 2026, 11:00 a.m. (Washington)")
    assert (str(row["title"]), row["date"]) == ("A matter", "15 April 2026")
    assert row["url"] == f"/meetings/{schedule.entries.get(key='april').meeting.pk}/"


def test_another_day_is_told_once_and_the_trace_at_the_old_one_not_at_all(cast: Cast, schedule: Schedule) -> None:
    moved(cast.actor("secretary"), schedule, "april", to=date(2026, 4, 16))
    assert _lines(cast) == [[("Date", "Wednesday, 15 April 2026", "Thursday, 16 April 2026")]]
    assert schedule.entries.count() == 3


def test_what_is_undone_within_the_hour_is_nothing(cast: Cast, schedule: Schedule) -> None:
    secretary = cast.actor("secretary")
    moved(secretary, schedule, "april", sittings=MORNING)
    moved(secretary, schedule, "april", NOW + timedelta(minutes=5), sittings=AFTERNOON)
    assert _lines(cast) == []
    assert Change.objects.count() == 2


def test_edits_within_the_hour_are_one_change_from_the_first_old_to_the_last_new(
    cast: Cast, schedule: Schedule
) -> None:
    secretary = cast.actor("secretary")
    moved(secretary, schedule, "april", to=date(2026, 4, 16))
    moved(secretary, schedule, "april", NOW + timedelta(minutes=50), to=date(2026, 4, 17))
    assert _lines(cast) == [[("Date", "Wednesday, 15 April 2026", "Friday, 17 April 2026")]]
    moved(secretary, schedule, "april", NOW + timedelta(hours=2), to=date(2026, 4, 20))
    assert _lines(cast) == [
        [("Date", "Friday, 17 April 2026", "Monday, 20 April 2026")],
        [("Date", "Wednesday, 15 April 2026", "Friday, 17 April 2026")],
    ]


def test_two_persons_are_two_changes(cast: Cast, schedule: Schedule) -> None:
    moved(cast.actor("secretary"), schedule, "april", to=date(2026, 4, 16))
    chair = cast.actor("chair")
    seen = version_of(chair, schedule, "april")
    convene(actor=chair, now=NOW + timedelta(minutes=1), schedule=schedule, key="april", seen=seen)
    assert [row["who"] for row in told(cast.actor("delegate"), cast.body)] == [
        f"{chair.name}, officer",
        "the secretariat",
    ]


def test_the_secretariat_is_named_to_itself_alone(cast: Cast, schedule: Schedule) -> None:
    secretary = cast.actor("secretary")
    moved(secretary, schedule, "april", to=date(2026, 4, 16))
    said = {part: [row["who"] for row in told(actor, cast.body)] for part, actor in cast.actors().items()}
    named = {part for part, who in said.items() if who == [f"{secretary.name}, secretariat"]}
    assert named == {"rapporteur", "vice_chair", "chair", "editor", "secretary", "admin"}
    assert all(who == ["the secretariat"] for part, who in said.items() if part not in named)


def test_what_is_proposed_is_told_when_it_is_adopted_as_one_list(cast: Cast, schedule: Schedule) -> None:
    secretary = cast.actor("secretary")
    edited(secretary, schedule, "april", start="2026-04-22")
    withdraw_row(actor=secretary, now=NOW, schedule=schedule, key="may", seen=version_of(secretary, schedule, "may"))
    new = {"kind": "deadline", "start": "2026-04-01", "end": "2026-04-01", "precision": "day", "text": {"en": "Notes"}}
    add_row(actor=secretary, now=NOW, schedule=schedule, content=new)
    assert {part: told(actor, cast.body) for part, actor in cast.actors().items() if told(actor, cast.body)} == {}
    meeting = make.meeting(schedule, date(2026, 3, 9), key="march")
    adopt(actor=secretary, now=NOW, schedule=schedule, on=date(2026, 3, 10), at_meeting=meeting)
    (row,) = told(cast.actor("stranger"), cast.body)
    assert lines([row]) == [[("Version", "", "rev. 1")]]
    assert [(group["how"], lines(group["rows"])) for group in row["parts"]] == [
        ("moved", [[("Date", "Wednesday, 15 April 2026", "Wednesday, 22 April 2026")]]),
        ("added", [[("New", "", "Wednesday, 1 April 2026")]]),
        ("withdrawn", [[("Status", "scheduled", "withdrawn")]]),
    ]


def test_a_draft_is_told_of_to_nobody_until_it_is_circulated(cast: Cast) -> None:
    schedule = make.schedule(cast.term, state="draft")
    make.meeting(schedule, date(2026, 4, 15), key="april")
    secretary = cast.actor("secretary")
    edited(secretary, schedule, "april", start="2026-04-22")
    assert not Change.objects.exists()
    circulate(actor=secretary, now=NOW, schedule=schedule, on=NOW.date())
    assert _lines(cast, "stranger") == [[("Status", "", "circulated draft")]]
    assert _lines(cast, "chair") == [[("Status", "draft", "circulated draft")]]


def test_a_schedule_taken_back_takes_its_changes_out_of_sight(cast: Cast) -> None:
    schedule = make.schedule(cast.term, state="circulated")
    make.meeting(schedule, date(2026, 4, 15), key="april")
    secretary = cast.actor("secretary")
    moved(secretary, schedule, "april", to=date(2026, 4, 16))
    edited(secretary, schedule, "april", text={"en": "A secret proposal"})
    take_back(actor=secretary, now=LATER, schedule=schedule, on=NOW.date())
    assert _lines(cast, "stranger") == []
    assert "secret" not in str(_lines(cast, "secretary"))


def test_acts_are_told_at_once_with_their_note(cast: Cast, schedule: Schedule) -> None:
    secretary = cast.actor("secretary")
    seen = version_of(secretary, schedule, "april")
    convene(actor=secretary, now=NOW, schedule=schedule, key="april", seen=seen)
    seen = version_of(secretary, schedule, "april")
    note = {"en": "The room is flooded."}
    postpone(actor=secretary, now=LATER, schedule=schedule, key="april", seen=seen, note=note)
    assert _lines(cast, now=LATER) == [
        [("Status", "convened", "postponed"), ("Note", "", "The room is flooded.")],
        [("Status", "scheduled", "convened")],
    ]


def test_agendas_are_told_item_by_item_at_adoption(cast: Cast, schedule: Schedule) -> None:
    secretary = cast.actor("secretary")
    items = [
        {"key": "new", "label": "1.", "text": {"en": "Election of the Vice Chair"}},
        *(
            {"key": item.key, "label": f"{place}.", "text": dict(item.text)}
            for place, item in enumerate(schedule.entries.get(key="april").meeting.items.all(), start=2)
        ),
    ]
    edited(secretary, schedule, "april", meeting={"items": items})
    meeting = make.meeting(schedule, date(2026, 3, 9), key="march")
    adopt(actor=secretary, now=NOW, schedule=schedule, on=date(2026, 3, 10), at_meeting=meeting)
    (row,) = told(cast.actor("stranger"), cast.body)
    assert [lines(group["rows"]) for group in row["parts"]] == [
        [
            [
                ("Agenda item added", "", "1. Election of the Vice Chair"),
                ("Number of “Opening”", "1.", "2."),
                ("Number of “Text”", "2.", "3."),
            ]
        ]
    ]
