"""Two meetings at once: the room, the officers, the delegations, bodies beside each other."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from groups.enums import Role
from meetings.conflicts import About, Severity, read_board
from meetings.models import DraftChange, Sitting
from meetings.transfer.entries import load_entries
from portal.actors import ANONYMOUS, SYSTEM, Actor
from portal.enums import Audience
from tests import make
from tests.meetings.conflicts.scene import DAY, Scene
from tests.queries import queries_of

pytestmark = pytest.mark.django_db
NOW = datetime(2012, 9, 20, tzinfo=UTC)


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_room_taken_by_another_group_is_a_clash_that_names_its_meeting(scene: Scene) -> None:
    meeting = scene.meet(scene.group, hours="15:00 16:00")
    clash = scene.conflicts(meeting)["room"]
    assert clash.severity is Severity.CLASH
    assert clash.holds
    assert clash.sentence == (
        "2:30 p.m. – 5:30 p.m.: "
        "Guerrero Room is taken by Joint Group on Social Charter (“Dialogue with civil society”)."
    )
    assert clash.url == scene.theirs.get_absolute_url()
    assert clash.keys == (meeting.entry.key,)


def test_clash_of_a_row_only_typed_is_found_before_it_is_saved(scene: Scene) -> None:
    typed = {
        "key": "new",
        "kind": "meeting",
        "start": "2012-11-13",
        "end": "2012-11-13",
        "precision": "day",
        "meeting": {
            "room": f"oas/{scene.room.key}",
            "sittings": [{"on": "2012-11-13", "start": "15:00", "end": "16:00"}],
        },
    }
    board = read_board(SYSTEM, scene.fresh(scene.group), [typed])
    assert "room" in {conflict.code for conflict in board.conflicts_of("new") if conflict.holds}
    free = typed | {"meeting": typed["meeting"] | {"room": f"oas/{scene.other_room.key}"}}
    assert not [c for c in read_board(SYSTEM, scene.fresh(scene.group), [free]).conflicts_of("new") if c.holds]


def test_clash_of_chair_states_is_listed_apart_from_the_room(scene: Scene) -> None:
    for schedule in (scene.casa, scene.group):
        scene.chaired(schedule)
    found = scene.conflicts(scene.meet(scene.group, hours="15:00 16:00"))
    assert (found["room"].about, found["officer_state"].about) == (About.ROOM, About.OFFICER)
    assert found["officer_state"].holds
    assert found["officer_state"].sentence.endswith(
        ": Peru chairs both here and in Joint Group on Social Charter (“Dialogue with civil society”)."
    )


def test_person_in_two_posts_clashes_once_whatever_the_state(scene: Scene) -> None:
    ana = make.person("Ana Ruiz")
    scene.chaired(scene.casa, ana)
    scene.chaired(scene.group, ana, Role.RAPPORTEUR)
    scene.chaired(scene.group, ana)
    meeting = scene.meet(scene.group, hours="15:00 16:00", room=scene.other_room)
    found = scene.board().conflicts_of(meeting.entry.key)
    assert [c.code for c in found if c.about is About.OFFICER] == ["officer"]
    assert "Ana Ruiz" in found[0].sentence


def test_state_of_a_vice_chair_may_chair_elsewhere(scene: Scene) -> None:
    scene.chaired(scene.casa)
    scene.chaired(scene.group, role=Role.VICE_CHAIR)
    found = scene.conflicts(scene.meet(scene.group, hours="15:00 16:00", room=scene.other_room))
    assert not {"officer", "officer_state"} & set(found)


def test_chair_of_another_day_does_not_clash(scene: Scene) -> None:
    post = make.post(scene.casa.term)
    make.tenure(post, delegation=scene.peru, person=None, began=date(2012, 9, 1), ended=date(2012, 10, 1))
    scene.chaired(scene.group)
    assert "officer_state" not in scene.conflicts(scene.meet(scene.group, hours="15:00 16:00"))


@pytest.mark.parametrize("hours", ["17:30 18:30", "10:00 14:30"])
def test_meetings_that_touch_do_not_clash(scene: Scene, hours: str) -> None:
    assert "room" not in scene.conflicts(scene.meet(scene.group, hours=hours))


def test_hours_are_compared_as_instants_of_their_zones(scene: Scene) -> None:
    """15:00 in Santiago is 13:00 in Washington that day, before the other meeting; 17:00 is within it."""
    before = scene.meet(scene.group, hours="15:00 16:00", zone="America/Santiago")
    assert "room" not in scene.conflicts(before)
    within = scene.meet(scene.group, hours="17:00 18:00", zone="America/Santiago")
    assert scene.conflicts(within)["room"].sentence.startswith("2:30 p.m. – 5:30 p.m. (New York): Guerrero Room")


def test_clash_over_midnight_is_found_on_the_day_after(scene: Scene) -> None:
    scene.meet(scene.casa, hours="20:00 00:00", room=scene.other_room)
    night = DAY + timedelta(days=1)
    meeting = scene.meet(scene.group, night, "02:00 05:00", room=scene.other_room, zone="Europe/Lisbon")
    assert scene.conflicts(meeting)["room"].sentence.startswith(
        "13 November 2012, 8:00 p.m. – 12:00 midnight (New York)"
    )


def test_room_of_a_sitting_stands_before_that_of_the_meeting(scene: Scene) -> None:
    meeting = scene.meet(scene.group, hours="15:00 16:00", room=scene.other_room)
    assert "room" not in scene.conflicts(meeting)
    Sitting.objects.filter(meeting=meeting).update(room=scene.room)
    assert "room" in scene.conflicts(meeting)


def test_end_not_stated_is_taken_to_be_three_hours_on(scene: Scene) -> None:
    late, early = (scene.meet(scene.group, DAY, hours, key=f"at-{hours[:2]}") for hours in ("12:00", "11:00"))
    found = scene.board().conflicts()
    named = {key: [c.url for c in found[key] if c.code == "room"] for key in (late.entry.key, early.entry.key)}
    theirs = scene.theirs.get_absolute_url()
    assert (theirs in named["at-12"], theirs in named["at-11"]) == (True, False)


def test_missing_hour_on_the_day_of_the_room_warns_and_holds_nothing(scene: Scene) -> None:
    found = scene.conflicts(scene.meet(scene.group, hours=""))
    assert "room" not in found
    assert not found["room_day"].holds


@pytest.mark.parametrize("status", ["postponed", "cancelled", "not_held", "no_quorum", "correspondence"])
def test_meeting_that_is_off_holds_nothing(scene: Scene, status: str) -> None:
    meeting = scene.meet(scene.group, hours="15:00 16:00")
    entry = scene.theirs.entry
    entry.status = status
    entry.save()
    assert "room" not in scene.conflicts(meeting)


def test_both_rows_of_one_schedule_are_told(scene: Scene) -> None:
    first = scene.meet(scene.group, DAY + timedelta(days=7), "10:00 13:00")
    second = scene.meet(scene.group, DAY + timedelta(days=7), "12:00 13:00")
    found = scene.board().conflicts()
    keys = {first.entry.key, second.entry.key}
    assert set(found) == keys
    for key in keys:
        assert {"room", "parallel"} <= {conflict.code for conflict in found[key]}
        assert {conflict.keys for conflict in found[key]} == {(key, *(keys - {key}))}


def test_draft_of_the_own_schedule_decides_where_its_other_rows_stand(scene: Scene) -> None:
    moved = scene.meet(scene.group, hours="15:00 16:00", room=scene.other_room, key="moved")
    asked = scene.meet(scene.group, hours="15:00 16:00", room=scene.other_room, key="asked")
    schedule = scene.fresh(scene.group)
    record = {
        "key": "asked",
        "kind": "meeting",
        "start": "2012-11-13",
        "precision": "day",
        "meeting": {
            "room": f"oas/{scene.other_room.key}",
            "sittings": [{"on": "2012-11-13", "start": "15:00", "end": "16:00"}],
        },
    }

    def codes() -> set[str]:
        return {c.code for c in read_board(SYSTEM, schedule, [record]).conflicts_of("asked")}

    assert "room" in codes()
    change = {"start": "2012-11-14", "meeting": {"sittings": [{"on": "2012-11-14", "start": "15:00", "end": "16:00"}]}}
    make.draft_change(scene.group, NOW, entry_key="moved", kind=DraftChange.Kind.CHANGE, content=change)
    assert "room" not in codes()
    DraftChange.objects.update(content={"meeting": {"mode": "hybrid"}})
    assert "room" in codes()
    DraftChange.objects.update(kind=DraftChange.Kind.WITHDRAW, content={})
    assert "room" not in codes()
    assert moved.room == asked.room


def test_draft_of_another_schedule_is_asked_for_beside_what_is_in_force(scene: Scene) -> None:
    scene.theirs.entry.delete()
    make.draft_change(
        scene.casa,
        NOW,
        entry_key="added",
        content={
            "key": "added",
            "kind": "meeting",
            "start": "2012-11-13",
            "end": "2012-11-13",
            "precision": "day",
            "meeting": {
                "room": f"oas/{scene.room.key}",
                "sittings": [{"on": "2012-11-13", "start": "15:30", "end": "17:00"}],
            },
        },
    )
    meeting = scene.meet(scene.group, hours="15:00 16:00")
    assert "in a draft" in scene.conflicts(meeting)["room"].sentence
    assert scene.conflicts(meeting)["room"].url == ""
    stranger_to_them = Actor(user_id=1, officer_of=frozenset({scene.group.term.body_id}))
    assert "room" not in scene.conflicts(meeting, stranger_to_them)


def test_meeting_that_the_reader_may_not_know_is_not_named(scene: Scene) -> None:
    entry = scene.theirs.entry
    entry.audience = Audience.STAFF
    entry.save()
    scene.under_council(scene.casa.term.body, scene.group.term.body)
    found = scene.conflicts(scene.meet(scene.group, hours="15:00 16:00"), ANONYMOUS)
    assert found["room"].sentence.endswith("Guerrero Room is taken by another meeting.")
    assert found["room"].url == ""
    assert "sister" not in found
    assert not any("Joint Group" in conflict.sentence for conflict in found.values())


def test_body_under_the_same_parent_in_session_warns(scene: Scene) -> None:
    meeting = scene.meet(scene.group, hours="15:00 16:00", room=scene.other_room)
    assert "sister" not in scene.conflicts(meeting)
    scene.under_council(scene.casa.term.body, scene.group.term.body)
    assert not scene.conflicts(meeting)["sister"].holds


def test_delegations_that_sit_in_both_are_listed(scene: Scene) -> None:
    states = [make.delegation(name={"en": name}) for name in ("Brazil", "Chile", "Jamaica", "Uruguay")]
    for state in states:
        for schedule in (scene.casa, scene.group):
            make.standing(state, schedule.term.body)
    make.standing(scene.peru, scene.group.term.body)
    found = scene.conflicts(scene.meet(scene.group, hours="15:00 16:00", room=scene.other_room))
    assert "Brazil, Chile, Jamaica and 1 more" in found["delegation"].sentence
    assert not found["delegation"].holds


def test_queries_are_as_many_for_three_rows_as_for_one(scene: Scene) -> None:
    scene.under_council(scene.casa.term.body, scene.group.term.body)
    schedule = scene.fresh(scene.group)
    for each in (scene.casa, scene.group):
        scene.chaired(each, make.person())
        make.standing(scene.peru, each.term.body)
    days = [DAY + timedelta(days=step) for step in (0, 7, 14)]

    def grow(day: date) -> None:
        scene.meet(scene.group, day, "15:00 16:00")
        if day != DAY:
            scene.meet(scene.casa, day)

    def read() -> None:
        contents = [live.content for live in load_entries(schedule).values()]
        board = read_board(SYSTEM, schedule, contents)
        assert any(conflict.holds for found in board.conflicts().values() for conflict in found)

    grow(days[0])
    once = queries_of(read)
    for day in days[1:]:
        grow(day)
    assert queries_of(read) == once
