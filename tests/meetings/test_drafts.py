"""Editing rows: at once in a draft, as proposals in a schedule that others read."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from meetings.drafts.dates import EveryWeeks, MonthlyWeekday
from meetings.drafts.rows import EditableRow
from meetings.enums import ScheduleState
from meetings.models import DraftChange, Entry, Schedule, ScheduleEdit
from meetings.operations.bulk import copy_term, move_rows, repeat_row
from meetings.operations.edits import add_row, edit_row, reorder_items, restore_row, withdraw_row
from meetings.operations.errors import InvalidError, RefusedError, StaleError
from meetings.operations.undoing import redo, undo
from meetings.queries.drafts import row_for_editing, rows_for_editing
from portal.actors import Actor
from portal.models import AuditEvent
from tests import make
from tests.cast import NOW, Cast, gather
from tests.queries import queries_of

pytestmark = pytest.mark.django_db
FAR = 50
"""Deeds that are undone one by one."""


@pytest.fixture
def cast() -> Cast:
    return gather()


@pytest.fixture
def secretary(cast: Cast) -> Actor:
    return cast.actor("secretary")


def draft(cast: Cast) -> Schedule:
    return make.schedule(cast.term, state=ScheduleState.DRAFT)


def adopted(cast: Cast) -> Schedule:
    return make.schedule(cast.term, state=ScheduleState.ADOPTED, state_on=date(2026, 3, 1))


def row(actor: Actor, schedule: Schedule, key: str) -> EditableRow:
    found = row_for_editing(actor, schedule, key)
    assert found is not None
    return found


def edit(actor: Actor, schedule: Schedule, key: str, **changes: Any) -> EditableRow:
    seen = row(actor, schedule, key).version
    return edit_row(actor=actor, now=NOW, schedule=schedule, key=key, seen=seen, changes=changes)


def test_edit_of_a_draft_changes_the_row_that_stays_the_same_meeting(cast: Cast, secretary: Actor) -> None:
    meeting = make.meeting(draft(cast), key="first", items=("Opening", "Work plan"))
    schedule = meeting.entry.schedule
    after = edit(secretary, schedule, "first", start="2026-03-12", text={"en": "Opening", "es": "Apertura"})
    entry = Entry.objects.get(schedule=schedule, key="first")
    assert entry.meeting.pk == meeting.pk
    assert (entry.start, entry.end, dict(entry.text)["es"]) == (date(2026, 3, 12), date(2026, 3, 12), "Apertura")
    assert [sitting.on for sitting in entry.meeting.sittings.all()] == [date(2026, 3, 12)]
    assert after == row(secretary, schedule, "first")
    assert after.change == ""
    assert not DraftChange.objects.exists()


def test_edit_of_an_adopted_schedule_is_seen_by_officers_alone(cast: Cast, secretary: Actor) -> None:
    schedule = adopted(cast)
    make.meeting(schedule, key="first", items=("Opening",))
    after = edit(secretary, schedule, "first", start="2026-03-12")
    assert Entry.objects.get(key="first").start == date(2026, 3, 10)
    change = DraftChange.objects.get(entry_key="first")
    assert (change.kind, change.content["start"]) == ("change", "2026-03-12")
    assert set(after.changed) == {"start", "end", "meeting.sittings"}
    assert after.live is not None
    assert after.live["start"] == "2026-03-10"
    assert row(cast.actor("chair"), schedule, "first") == after
    assert rows_for_editing(cast.actor("delegate"), schedule) == []


def test_edit_back_to_what_is_live_leaves_nothing_proposed(cast: Cast, secretary: Actor) -> None:
    schedule = adopted(cast)
    make.meeting(schedule, key="first")
    edit(secretary, schedule, "first", start="2026-03-12")
    after = edit(secretary, schedule, "first", start="2026-03-10")
    assert not DraftChange.objects.exists()
    assert after.change == ""


def test_edit_that_changes_nothing_leaves_no_trace(cast: Cast, secretary: Actor) -> None:
    schedule = adopted(cast)
    make.meeting(schedule, key="first")
    before = row(secretary, schedule, "first")
    assert edit(secretary, schedule, "first", start="2026-03-10", text={"en": "A matter"}) == before
    assert not ScheduleEdit.objects.exists()
    assert not AuditEvent.objects.exists()


def test_stale_edit_is_refused_with_both_versions(cast: Cast, secretary: Actor) -> None:
    schedule = draft(cast)
    make.meeting(schedule, key="first")
    seen = row(secretary, schedule, "first").version
    edit(cast.actor("chair"), schedule, "first", text={"en": "Theirs"})
    with pytest.raises(StaleError) as caught:
        edit_row(actor=secretary, now=NOW, schedule=schedule, key="first", seen=seen, changes={"text": {"en": "Yours"}})
    assert caught.value.theirs is not None
    assert caught.value.theirs.content["text"] == {"en": "Theirs"}
    assert caught.value.yours == {"text": {"en": "Yours"}}
    assert row(secretary, schedule, "first").content["text"] == {"en": "Theirs"}


def test_edit_is_audited_with_old_and_new(cast: Cast, secretary: Actor) -> None:
    schedule = adopted(cast)
    make.meeting(schedule, key="first")
    edit(secretary, schedule, "first", text={"en": "Another matter"})
    event = AuditEvent.objects.get()
    assert (event.actor_name, event.verb) == (secretary.name, "edited")
    assert (event.before, event.after) == ({"text": {"en": "A matter"}}, {"text": {"en": "Another matter"}})


@pytest.mark.parametrize("part", ["stranger", "delegate", "rapporteur", "vice_chair", "editor", "other_secretary"])
def test_edit_is_for_secretariat_and_chair(cast: Cast, secretary: Actor, part: str) -> None:
    schedule = draft(cast)
    make.meeting(schedule, key="first")
    seen = row(secretary, schedule, "first").version
    with pytest.raises(RefusedError):
        edit_row(actor=cast.actor(part), now=NOW, schedule=schedule, key="first", seen=seen, changes={"text": {}})


def test_edit_of_a_closed_schedule_is_refused(cast: Cast, secretary: Actor) -> None:
    schedule = make.schedule(cast.term, state=ScheduleState.CLOSED)
    make.meeting(schedule, key="first")
    with pytest.raises(RefusedError, match="closed"):
        edit(secretary, schedule, "first", text={"en": "Late"})


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"start": "12 March"}, "start"),
        ({"end": "2026-03-01"}, "end"),
        ({"meeting": {"room": "nowhere/room"}}, "meeting.room"),
        (
            {"meeting": {"sittings": [{"on": "2026-03-10", "start": "17:30", "end": "14:30"}]}},
            "meeting.sittings[0].end",
        ),
        ({"meeting": {"sittings": [{"on": "2026-03-10", "end": "14:30"}]}}, "meeting.sittings[0].start"),
        ({"meeting": {"items": [{"label": "1."}]}}, "meeting.items[0].text"),
        ({"meeting": {"items": "none"}}, "meeting.items"),
        ({"colour": "blue"}, "colour"),
        ({"text": "plain"}, "text"),
    ],
)
def test_edit_that_no_row_can_say_is_refused_with_its_place(
    cast: Cast, secretary: Actor, changes: dict[str, Any], place: str
) -> None:
    for state in (ScheduleState.DRAFT, ScheduleState.ADOPTED):
        schedule = make.schedule(make.term(cast.body, str(state)), state=state)
        make.meeting(schedule, key="first")
        before = row(secretary, schedule, "first")
        with pytest.raises(InvalidError) as caught:
            edit(secretary, schedule, "first", **changes)
        assert place in [fault.place for fault in caught.value.faults]
        assert row(secretary, schedule, "first") == before


def test_hour_and_room_of_a_convened_meeting_change_at_once(cast: Cast, secretary: Actor) -> None:
    schedule = adopted(cast)
    hall = make.room(cast.house, "Padilha Vidal Room")
    make.meeting(schedule, key="first", status="convened")
    sittings = [{"on": "2026-03-10", "start": "10:00", "end": "13:00"}]
    after = edit(
        secretary,
        schedule,
        "first",
        text={"en": "Another matter"},
        meeting={"room": f"{cast.house.key}/{hall.key}", "sittings": sittings},
    )
    entry = Entry.objects.get(key="first")
    assert entry.meeting.room == hall
    assert str(entry.meeting.sittings.get().start) == "10:00:00"
    assert entry.changed_in == 1
    assert after.pending
    assert dict(entry.text) == {"en": "A matter"}
    assert after.changed == ("text",)


def test_day_of_a_convened_meeting_leaves_a_trace(cast: Cast, secretary: Actor) -> None:
    schedule = adopted(cast)
    make.meeting(schedule, key="first", status="convened")
    edit(secretary, schedule, "first", start="2026-03-17")
    trace = Entry.objects.get(trace_of__key="first")
    assert (trace.start, trace.status) == (date(2026, 3, 10), "postponed")
    assert "17 March 2026" in trace.status_note["en"]
    assert Entry.objects.get(key="first").start == date(2026, 3, 17)
    with pytest.raises(RefusedError, match="not edited"):
        edit(secretary, schedule, trace.key, text={"en": "No"})


def test_undo_of_a_day_moved_at_once_takes_the_trace_away(cast: Cast, secretary: Actor) -> None:
    schedule = adopted(cast)
    make.meeting(schedule, key="first", status="convened")
    before = row(secretary, schedule, "first").content
    edit(secretary, schedule, "first", start="2026-03-17")
    undo(actor=secretary, now=NOW, schedule=schedule)
    assert row(secretary, schedule, "first").content == before
    assert Entry.objects.count() == 1


def test_held_meeting_is_not_withdrawn(cast: Cast, secretary: Actor) -> None:
    schedule = adopted(cast)
    make.meeting(schedule, key="first", status="held")
    seen = row(secretary, schedule, "first").version
    with pytest.raises(RefusedError, match="opened or held"):
        withdraw_row(actor=secretary, now=NOW, schedule=schedule, key="first", seen=seen)


def test_new_agenda_items_get_keys_and_numbers(cast: Cast, secretary: Actor) -> None:
    schedule = draft(cast)
    make.meeting(schedule, key="first", items=("One", "Two"))
    items = row(secretary, schedule, "first").content["meeting"]["items"]
    after = edit(secretary, schedule, "first", meeting={"items": [items[0], {"text": {"en": "New"}}, items[1]]})
    found = after.content["meeting"]["items"]
    assert [(item["label"], item["text"]["en"]) for item in found] == [("1.", "One"), ("2.", "New"), ("3.", "Two")]
    assert found[1]["key"]
    assert found[2]["key"] == items[1]["key"]


def test_items_are_reordered_indented_and_numbered(cast: Cast, secretary: Actor) -> None:
    schedule = adopted(cast)
    make.meeting(schedule, key="first", items=("One", "Two", "Three"))
    seen = row(secretary, schedule, "first")
    one, two, three = (item["key"] for item in seen.content["meeting"]["items"])
    after = reorder_items(
        actor=secretary,
        now=NOW,
        schedule=schedule,
        key="first",
        seen=seen.version,
        order=[three, one, two],
        indents=[0, 1, 0],
    )
    items = after.content["meeting"]["items"]
    assert [(item["label"], item["text"]["en"]) for item in items] == [("1.", "Three"), ("2.", "Two")]
    assert [(item["label"], item["text"]["en"]) for item in items[0]["children"]] == [("(a)", "One")]
    with pytest.raises(RefusedError):
        reorder_items(
            actor=secretary,
            now=NOW,
            schedule=schedule,
            key="first",
            seen=after.version,
            order=[three, one],
            indents=[0, 2],
        )


def test_row_added_to_an_adopted_schedule_is_proposed_in_its_place(cast: Cast, secretary: Actor) -> None:
    schedule = adopted(cast)
    make.entry(schedule, date(2026, 3, 10), key="a")
    make.entry(schedule, date(2026, 3, 20), key="c")
    after = add_row(
        actor=secretary,
        now=NOW,
        schedule=schedule,
        content={"kind": "meeting", "start": "2026-03-15", "text": {"en": "Extra"}},
    )
    assert (after.key, after.change, after.content["precision"]) == ("meeting-2026-03-15", "add", "day")
    assert [each.key for each in rows_for_editing(secretary, schedule)] == ["a", after.key, "c"]
    assert Entry.objects.count() == 2


def test_row_is_withdrawn_and_restored(cast: Cast, secretary: Actor) -> None:
    schedule = adopted(cast)
    make.entry(schedule, key="a")
    before = row(secretary, schedule, "a")
    gone = withdraw_row(actor=secretary, now=NOW, schedule=schedule, key="a", seen=before.version)
    assert gone is not None
    assert gone.is_withdrawn
    back = restore_row(actor=secretary, now=NOW, schedule=schedule, key="a", seen=gone.version)
    assert back == before


def test_row_of_a_draft_goes_unless_others_rest_on_it(cast: Cast, secretary: Actor) -> None:
    schedule = draft(cast)
    make.meeting(schedule, key="a")
    deadline = make.deadline(schedule, anchor="entry", anchor_entry=Entry.objects.get(key="a"))
    seen = row(secretary, schedule, "a").version
    with pytest.raises(RefusedError, match="rest on it"):
        withdraw_row(actor=secretary, now=NOW, schedule=schedule, key="a", seen=seen)
    deadline.entry.delete()
    assert withdraw_row(actor=secretary, now=NOW, schedule=schedule, key="a", seen=seen) is None
    assert not Entry.objects.exists()


def test_kind_of_a_row_changes_with_what_hangs_on_it(cast: Cast, secretary: Actor) -> None:
    schedule = draft(cast)
    make.meeting(schedule, key="a")
    edit(secretary, schedule, "a", kind="deadline")
    entry = Entry.objects.get(key="a")
    assert not hasattr(entry, "meeting")
    assert entry.deadline.anchor == "date"


@pytest.mark.parametrize("state", [ScheduleState.DRAFT, ScheduleState.ADOPTED])
def test_undo_and_redo_walk_through_the_deeds(cast: Cast, secretary: Actor, state: str) -> None:
    schedule = make.schedule(cast.term, state=state)
    make.meeting(schedule, key="first", items=("One",))
    start = row(secretary, schedule, "first").content
    for number in range(FAR):
        edit(secretary, schedule, "first", start=f"{date(2026, 3, 11) + timedelta(days=number)}")
    last = row(secretary, schedule, "first").content
    for _step in range(FAR):
        undo(actor=secretary, now=NOW, schedule=schedule)
    assert row(secretary, schedule, "first").content == start
    with pytest.raises(RefusedError, match="nothing to undo"):
        undo(actor=secretary, now=NOW, schedule=schedule)
    for _step in range(FAR):
        redo(actor=secretary, now=NOW, schedule=schedule)
    assert row(secretary, schedule, "first").content == last
    with pytest.raises(RefusedError, match="nothing to redo"):
        redo(actor=secretary, now=NOW, schedule=schedule)


def test_undo_brings_back_what_was_removed_and_takes_back_what_was_added(cast: Cast, secretary: Actor) -> None:
    schedule = draft(cast)
    make.meeting(schedule, key="a", items=("One", "Two"))
    before = row(secretary, schedule, "a")
    withdraw_row(actor=secretary, now=NOW, schedule=schedule, key="a", seen=before.version)
    added = add_row(actor=secretary, now=NOW, schedule=schedule, content={"kind": "recess", "start": "2026-07-01"})
    assert undo(actor=secretary, now=NOW, schedule=schedule) == {added.key: None}
    undo(actor=secretary, now=NOW, schedule=schedule)
    assert row(secretary, schedule, "a").content == before.content


def test_undo_is_of_ones_own_deeds_and_refused_once_another_changed_the_row(cast: Cast, secretary: Actor) -> None:
    schedule = draft(cast)
    make.meeting(schedule, key="a")
    chair = cast.actor("chair")
    edit(secretary, schedule, "a", text={"en": "Secretary"})
    with pytest.raises(RefusedError, match="nothing to undo"):
        undo(actor=chair, now=NOW, schedule=schedule)
    edit(chair, schedule, "a", text={"en": "Chair"})
    with pytest.raises(RefusedError, match="changed again"):
        undo(actor=secretary, now=NOW, schedule=schedule)
    assert row(secretary, schedule, "a").content["text"] == {"en": "Chair"}


def test_new_deed_ends_redo(cast: Cast, secretary: Actor) -> None:
    schedule = draft(cast)
    make.meeting(schedule, key="a")
    edit(secretary, schedule, "a", text={"en": "1"})
    undo(actor=secretary, now=NOW, schedule=schedule)
    edit(secretary, schedule, "a", text={"en": "2"})
    with pytest.raises(RefusedError, match="nothing to redo"):
        redo(actor=secretary, now=NOW, schedule=schedule)


def test_many_rows_move_in_one_deed(cast: Cast, secretary: Actor) -> None:
    schedule = adopted(cast)
    for day in (10, 11, 12):
        make.meeting(schedule, date(2026, 3, day), key=f"m{day}")
    seen = {each.key: each.version for each in rows_for_editing(secretary, schedule)}
    moved = move_rows(actor=secretary, now=NOW, schedule=schedule, seen=seen, weeks=1, days=1)
    assert [moved[f"m{day}"].content["start"] for day in (10, 11, 12)] == ["2026-03-18", "2026-03-19", "2026-03-20"]
    with pytest.raises(StaleError):
        move_rows(actor=secretary, now=NOW, schedule=schedule, seen=seen, weeks=1)
    undo(actor=secretary, now=NOW, schedule=schedule)
    assert not DraftChange.objects.exists()
    seen = {each.key: each.version for each in rows_for_editing(secretary, schedule)}
    onto = move_rows(
        actor=secretary, now=NOW, schedule=schedule, seen=seen, next_same_weekday=date(2026, 4, 1)
    )  # a Wednesday
    assert [onto[f"m{day}"].content["start"] for day in (10, 11, 12)] == ["2026-04-07", "2026-04-01", "2026-04-02"]


def test_row_is_repeated_by_rule(cast: Cast, secretary: Actor) -> None:
    schedule = draft(cast)
    make.meeting(schedule, date(2026, 1, 20), key="a", number=1, attendance_count=30, items=("One",))
    seen = row(secretary, schedule, "a").version
    rule = MonthlyWeekday(nth=3, weekday=1, until=date(2026, 4, 30))
    made = repeat_row(actor=secretary, now=NOW, schedule=schedule, key="a", seen=seen, rule=rule)
    assert [each.content["start"] for each in made.values()] == ["2026-02-17", "2026-03-17", "2026-04-21"]
    first = made["meeting-2026-02-17"].content["meeting"]
    assert first["sittings"] == [{"on": "2026-02-17", "start": "14:30", "end": "17:30"}]
    assert [item["text"] for item in first["items"]] == [{"en": "One"}]
    assert "number" not in first
    assert "attendance_count" not in first
    with pytest.raises(RefusedError):
        repeat_row(
            actor=secretary,
            now=NOW,
            schedule=schedule,
            key="a",
            seen=seen,
            rule=EveryWeeks(weeks=2, until=date(2026, 1, 30)),
        )


def test_last_terms_plan_is_carried_over_to_the_same_weekdays(cast: Cast, secretary: Actor) -> None:
    old = make.schedule(make.term(cast.body, "2025", began=date(2025, 1, 1), ended=date(2025, 12, 31)))
    new = draft(cast)
    make.meeting(old, date(2025, 3, 11), key="opening", status="held", items=("One",))
    make.meeting(old, date(2025, 4, 8), key="off", status="cancelled")
    opening = Entry.objects.get(key="opening")
    make.deadline(old, date(2025, 3, 4), anchor="entry", anchor_entry=opening, offset=5)
    made = copy_term(actor=secretary, now=NOW, from_schedule=old, to_schedule=new)
    assert made["opening"].content["start"] == "2026-03-10"
    assert "status" not in made["opening"].content
    assert len(made) == 2
    (deadline,) = (each for each in made.values() if each.kind == "deadline")
    assert deadline.content["deadline"]["anchor_entry"] == f"{cast.body.slug}/{cast.term.label}#opening"
    assert Entry.objects.filter(schedule=new).count() == 2
    assert copy_term(actor=secretary, now=NOW, from_schedule=old, to_schedule=new) == {}


def test_rows_take_as_many_queries_for_one_as_for_many(cast: Cast, secretary: Actor) -> None:
    schedule = adopted(cast)

    def grow() -> None:
        meeting = make.meeting(schedule, items=("One", "Two"), room=make.room(cast.house))
        edit(secretary, schedule, meeting.entry.key, start="2026-03-20")
        make.deadline(schedule, anchor="entry", anchor_entry=meeting.entry)

    grow()
    once = queries_of(lambda: rows_for_editing(secretary, schedule))
    grow()
    grow()
    assert queries_of(lambda: rows_for_editing(secretary, schedule)) == once
