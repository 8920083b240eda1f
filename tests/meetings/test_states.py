"""Meetings convened, postponed, cancelled, not held, moved, split: at once, with all that hangs on them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest

from meetings.drafts.acts import Act, Part
from meetings.drafts.rows import EditableRow
from meetings.enums import ENTRY_TRANSITIONS, EntryStatus, ScheduleState
from meetings.models import AgendaItem, AgendaPaper, Deadline, DraftChange, Entry, Meeting, Schedule, ScheduleVersion
from meetings.operations.edits import add_row, edit_row
from meetings.operations.errors import InvalidError, RefusedError, StaleError
from meetings.operations.states import cancel, convene, hold, move, not_held, postpone, split
from meetings.queries.consequences import Preview, preview
from meetings.queries.drafts import row_for_editing
from meetings.queries.upcoming import coming
from portal.actors import Actor
from portal.models import AuditEvent
from tests import make
from tests.cast import NOW, Cast, gather

pytestmark = pytest.mark.django_db

DECEMBER, JANUARY = date(2026, 12, 12), date(2027, 1, 15)
Do = Callable[..., dict[str, EditableRow]]


@pytest.fixture
def cast() -> Cast:
    return gather()


@pytest.fixture
def secretary(cast: Cast) -> Actor:
    return cast.actor("secretary")


@pytest.fixture
def schedule(cast: Cast) -> Schedule:
    """Adopted: a meeting in December with two items, one in January with one."""
    made = make.schedule(cast.term, state_on=date(2026, 3, 1))
    room = make.room(cast.house)
    december = make.meeting(made, DECEMBER, key="december", room=room, items=("Paragraph 3", "Paragraph 4"))
    make.agenda_item(december, "Part", key="part", parent=december.items.all()[0])
    make.meeting(made, JANUARY, key="january", room=room, items=("Report",))
    return made


@pytest.fixture
def do(secretary: Actor, schedule: Schedule) -> Do:
    """An act of the secretary on a row as it is now."""

    def act(operation: Do, key: str, **facts: Any) -> dict[str, EditableRow]:
        row = row_for_editing(secretary, schedule, key)
        assert row is not None
        return operation(actor=secretary, now=NOW, schedule=schedule, key=key, seen=row.version, **facts)

    return act


def expect(actor: Actor, schedule: Schedule, key: str, act: Act, **facts: Any) -> Preview:
    found = preview(actor=actor, now=NOW, schedule=schedule, key=key, act=act, **facts)
    assert found is not None
    return found


def matters(key: str) -> list[tuple[str, str]]:
    items = AgendaItem.objects.filter(meeting__entry__key=key, parent=None)
    return [(item.label, item.text["en"]) for item in items]


def test_convening_takes_effect_at_once_and_is_marked_for_the_next_revision(do: Do) -> None:
    rows = do(convene, "december")
    entry = Entry.objects.get(key="december")
    assert (entry.status, entry.changed_in) == ("convened", 1)
    assert rows["december"].pending
    assert ScheduleVersion.objects.get().content["entries"][0].get("status") is None
    assert AuditEvent.objects.get().verb == "convene"


def test_meeting_is_convened_only_with_day_hour_place_and_matter(secretary: Actor, schedule: Schedule, do: Do) -> None:
    bare = make.entry(schedule, None, "meeting", key="bare", text={})
    Meeting.objects.create(entry=bare)
    with pytest.raises(InvalidError) as caught:
        do(convene, "bare")
    places = [fault.place for fault in caught.value.faults]
    assert places == ["start", "meeting.sittings", "meeting.room", "text"]
    assert [place for place, _says in expect(secretary, schedule, "bare", Act.CONVENE).lacks] == places
    virtual = make.meeting(schedule, key="virtual", mode="virtual")
    assert do(convene, "virtual")[virtual.entry.key].content["status"] == "convened"


def test_meeting_of_a_draft_is_not_convened(schedule: Schedule, do: Do) -> None:
    Schedule.objects.update(state=ScheduleState.DRAFT)
    with pytest.raises(RefusedError, match="Circulate"):
        do(convene, "december")


def test_meeting_that_is_only_proposed_is_convened_for_everyone(secretary: Actor, schedule: Schedule, do: Do) -> None:
    content = {
        "key": "extra",
        "kind": "meeting",
        "start": "2026-11-10",
        "text": {"en": "Extra"},
        "meeting": {"mode": "virtual", "sittings": [{"on": "2026-11-10", "start": "10:00"}]},
    }
    add_row(actor=secretary, now=NOW, schedule=schedule, content=content)
    assert not Entry.objects.filter(key="extra").exists()
    do(convene, "extra")
    assert Entry.objects.get(key="extra").status == "convened"
    assert not DraftChange.objects.exists()


def test_postponed_until_further_notice_stays_struck_and_leaves_the_calendar(
    cast: Cast, secretary: Actor, schedule: Schedule, do: Do
) -> None:
    due = make.deadline(schedule, date(2026, 12, 1), anchor="entry", anchor_entry=Entry.objects.get(key="december"))
    seen = expect(secretary, schedule, "december", Act.POSTPONE)
    assert (seen.calendar, seen.leaves_trace) == ("cancel", False)
    assert [(effect.key, effect.old, effect.new) for effect in seen.deadlines] == [
        (due.entry.key, date(2026, 12, 1), None)
    ]
    assert [target.key for target in seen.targets] == ["january"]
    do(postpone, "december", items_to="january")
    entry = Entry.objects.get(key="december")
    assert (entry.status, entry.start, entry.is_off) == ("postponed", DECEMBER, True)
    assert entry.status_note["en"] == "Postponed until further notice."
    assert matters("december") == []
    assert matters("january") == [("1.", "Report"), ("2.", "Paragraph 3"), ("3.", "Paragraph 4")]
    assert AgendaItem.objects.get(key="part").meeting.entry.key == "january"
    assert Deadline.objects.get().entry.start == date(2026, 12, 1)
    assert [each.key for each in coming(secretary, NOW.date(), kind="meeting", limit=9)] == ["january"]


def test_postponed_to_a_day_keeps_its_address_and_leaves_a_trace(secretary: Actor, schedule: Schedule, do: Do) -> None:
    pk = Meeting.objects.get(entry__key="december").pk
    rows = do(postpone, "december", to=date(2026, 12, 19))
    entry = Entry.objects.get(key="december")
    assert (entry.meeting.pk, entry.status, entry.start) == (pk, "scheduled", date(2026, 12, 19))
    assert entry.meeting.sittings.get().on == date(2026, 12, 19)
    trace = Entry.objects.get(trace_of=entry)
    assert (trace.start, trace.status, trace.changed_in) == (DECEMBER, "postponed", 1)
    assert "19 December 2026" in trace.status_note["en"]
    assert set(rows) == {"december", trace.key}


def test_moved_meeting_carries_its_room_deadlines_and_papers(
    cast: Cast, secretary: Actor, schedule: Schedule, do: Do
) -> None:
    december = Entry.objects.get(key="december")
    item = december.meeting.items.all()[0]
    item.papers.create(document=make.document(cast.body, "CAJP/GT/TM-24/05"))
    ten = make.deadline(
        schedule,
        date(2026, 11, 27),
        anchor="entry",
        anchor_entry=december,
        offset=10,
        unit="working_days",
    )
    fixed = make.deadline(schedule, date(2026, 12, 4))
    AgendaItem.objects.filter(pk=item.pk).update(deadline=fixed.entry)

    seen = expect(secretary, schedule, "december", Act.MOVE, to=date(2026, 12, 21))
    assert [(each.key, each.new, each.basis) for each in seen.deadlines] == [
        (ten.entry.key, date(2026, 12, 7), "rule"),
        (fixed.entry.key, None, "fixed"),
    ]
    assert [paper.symbol for paper in seen.papers] == ["CAJP/GT/TM-24/05"]
    assert (seen.calendar, seen.leaves_trace) == ("update", True)
    assert (seen.old["start"], seen.new["start"]) == ("2026-12-12", "2026-12-21")
    assert Entry.objects.get(key="december").start == DECEMBER

    do(move, "december", to=date(2026, 12, 21), deadlines={ten.entry.key: date(2026, 12, 7)})
    assert Entry.objects.get(pk=ten.entry.pk).start == date(2026, 12, 7)
    assert Entry.objects.get(pk=fixed.entry.pk).start == date(2026, 12, 4)
    meeting = Entry.objects.get(key="december").meeting
    assert meeting.room is not None
    assert AgendaPaper.objects.get().item.meeting == meeting


def test_deadline_in_hours_goes_to_the_hour_of_its_count(secretary: Actor, schedule: Schedule, do: Do) -> None:
    december = Entry.objects.get(key="december")
    facts = {"anchor": "entry", "anchor_entry": december, "offset": 2, "unit": "hours", "direction": "after"}
    texts = make.deadline(schedule, DECEMBER, at=time(19, 30), **facts)
    sittings = [{"on": "2026-12-12", "start": "16:00", "end": "18:00"}]
    seen = expect(secretary, schedule, "december", Act.MOVE, sittings=sittings)
    assert [(each.new, each.was, each.at) for each in seen.deadlines] == [(DECEMBER, time(19, 30), time(20))]
    do(move, "december", sittings=sittings, deadlines={texts.entry.key: DECEMBER})
    assert Deadline.objects.get(pk=texts.pk).at == time(20)


def test_deadlines_counted_from_the_next_meeting_hang_on_it(secretary: Actor, schedule: Schedule, do: Do) -> None:
    """Until another meeting comes before it: then that is the next one."""
    waiting = make.deadline(schedule, date(2026, 12, 9), anchor="next", offset=3)
    for to, new in ((date(2026, 12, 14), date(2026, 12, 11)), (date(2027, 1, 20), None)):
        seen = expect(secretary, schedule, "december", Act.MOVE, to=to)
        assert [(each.key, each.new, each.basis) for each in seen.deadlines] == [(waiting.entry.key, new, "next")]
    assert expect(secretary, schedule, "january", Act.POSTPONE).deadlines == ()
    do(not_held, "december", deadlines={waiting.entry.key: date(2027, 1, 12)})
    assert Entry.objects.get(pk=waiting.entry.pk).start == date(2027, 1, 12)


def test_deadline_by_rule_follows_the_calendar_of_the_venue(cast: Cast, secretary: Actor, schedule: Schedule) -> None:
    make.deadline(
        schedule,
        None,
        anchor="entry",
        anchor_entry=Entry.objects.get(key="january"),
        offset=10,
        unit="working_days",
    )
    plain = expect(secretary, schedule, "january", Act.MOVE, to=JANUARY)
    assert [effect.new for effect in plain.deadlines] == [date(2027, 1, 1)]
    make.venue(cast.house, country="", subdivision="").own_days.create(start=date(2027, 1, 1), end=date(2027, 1, 1))
    kept = expect(secretary, schedule, "january", Act.MOVE, to=JANUARY)
    assert [effect.new for effect in kept.deadlines] == [date(2026, 12, 31)]


def test_meeting_moved_back_takes_its_trace_away(schedule: Schedule, do: Do) -> None:
    do(move, "december", to=date(2026, 12, 14))
    do(move, "december", to=DECEMBER)
    assert [trace.start for trace in Entry.objects.filter(trace_of__key="december")] == [date(2026, 12, 14)]


def test_room_and_hours_are_moved_in_one_deed(cast: Cast, schedule: Schedule, do: Do) -> None:
    hall = make.room(cast.house, "Simón Bolívar Room")
    sittings = [{"on": "2026-12-12", "start": "10:00", "end": "13:00"}]
    do(move, "december", room=f"{cast.house.key}/{hall.key}", sittings=sittings)
    meeting = Entry.objects.get(key="december").meeting
    assert meeting.room == hall
    assert str(meeting.sittings.get().start) == "10:00:00"
    assert not Entry.objects.exclude(trace_of=None).exists()


def test_act_wins_over_what_is_proposed_for_the_same_fields(secretary: Actor, schedule: Schedule, do: Do) -> None:
    row = row_for_editing(secretary, schedule, "december")
    assert row is not None
    edit_row(
        actor=secretary,
        now=NOW,
        schedule=schedule,
        key="december",
        seen=row.version,
        changes={"start": "2026-12-15", "text": {"en": "Proposed"}},
    )
    rows = do(move, "december", to=date(2026, 12, 16))
    assert rows["december"].content["start"] == "2026-12-16"
    assert rows["december"].changed == ("text",)


def test_meetings_are_cancelled_not_held_and_held(schedule: Schedule, do: Do) -> None:
    do(cancel, "december", note={"en": "For lack of interpreters."}, reason="Strike")
    entry = Entry.objects.get(key="december")
    assert (entry.status, entry.status_note["en"]) == ("cancelled", "For lack of interpreters.")
    assert AuditEvent.objects.get().reason == "Strike"
    with pytest.raises(RefusedError, match="not come yet"):
        do(hold, "january")
    make.meeting(schedule, date(2026, 3, 9), key="yesterday")
    assert do(hold, "yesterday")["yesterday"].content["status"] == "held"
    assert do(not_held, "january")["january"].content["status"] == "not_held"


def test_meeting_is_split_with_its_items(secretary: Actor, schedule: Schedule, do: Do) -> None:
    _first, second = AgendaItem.objects.filter(meeting__entry__key="december", parent=None)
    do(convene, "december")
    rows = do(
        split,
        "december",
        parts=[
            Part([{"on": "2026-12-12", "start": "10:00", "end": "13:00"}]),
            Part([{"on": "2026-12-14", "start": "14:30"}], [second.key]),
        ],
    )
    (new,) = set(rows) - {"december"}
    assert matters("december") == [("1.", "Paragraph 3")]
    assert matters(new) == [("1.", "Paragraph 4")]
    entry = Entry.objects.get(key=new)
    assert (entry.start, entry.status, entry.changed_in) == (date(2026, 12, 14), "convened", 1)
    with pytest.raises(RefusedError, match="two parts"):
        do(split, "january", parts=[Part([{"on": "2027-01-15"}])])


@pytest.mark.parametrize("status", EntryStatus.values)
def test_acts_follow_the_transitions_of_a_meeting(secretary: Actor, schedule: Schedule, do: Do, status: str) -> None:
    make.meeting(schedule, date(2026, 3, 9), key="one", status=status, mode="virtual")
    for act, operation, becomes in (
        (Act.CONVENE, convene, EntryStatus.CONVENED),
        (Act.HOLD, hold, EntryStatus.HELD),
        (Act.POSTPONE, postpone, EntryStatus.POSTPONED),
        (Act.CANCEL, cancel, EntryStatus.CANCELLED),
        (Act.NOT_HELD, not_held, EntryStatus.NOT_HELD),
    ):
        Entry.objects.filter(key="one").update(status=status)
        may = becomes in ENTRY_TRANSITIONS[EntryStatus(status)]
        assert (expect(secretary, schedule, "one", act).refusal == "") is may
        if may:
            assert do(operation, "one")["one"].content.get("status") == becomes
        else:
            with pytest.raises(RefusedError):
                do(operation, "one")


def test_item_with_an_outcome_stays_with_its_meeting(schedule: Schedule, do: Do) -> None:
    item = AgendaItem.objects.filter(meeting__entry__key="december")[0]
    make.outcome(item.meeting, released_at=NOW, item=item)
    with pytest.raises(RefusedError, match="concluded"):
        do(postpone, "december", items_to="january")
    assert Entry.objects.get(key="december").status == "scheduled"


def test_stale_act_is_refused(secretary: Actor, schedule: Schedule, do: Do) -> None:
    row = row_for_editing(secretary, schedule, "december")
    assert row is not None
    do(convene, "december")
    with pytest.raises(StaleError):
        cancel(actor=secretary, now=NOW, schedule=schedule, key="december", seen=row.version)


@pytest.mark.parametrize("part", ["stranger", "delegate", "vice_chair", "editor", "other_secretary"])
def test_acts_and_previews_are_for_secretariat_and_chair(
    cast: Cast, secretary: Actor, schedule: Schedule, part: str
) -> None:
    row = row_for_editing(secretary, schedule, "december")
    assert row is not None
    actor = cast.actor(part)
    assert preview(actor=actor, now=NOW, schedule=schedule, key="december", act=Act.CANCEL) is None
    with pytest.raises(RefusedError):
        cancel(actor=actor, now=NOW, schedule=schedule, key="december", seen=row.version)
    chair = cast.actor("chair")
    cancel(actor=chair, now=NOW, schedule=schedule, key="december", seen=row.version)
