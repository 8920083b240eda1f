"""Entries of schedules: meetings with sittings, agendas and outcomes, and deadlines."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from meetings.enums import DeadlineKind, EntryKind, EntryStatus, ItemAction, ItemState, MeetingMode, OutcomeKind
from meetings.models import AgendaItem, Citation, Deadline, Entry, Meeting, Outcome, Schedule, Sitting
from meetings.reference import words
from meetings.reference.plan import Plan, add
from meetings.reference.scale import shares
from portal.enums import Audience

HOURS = [(dt.time(10), dt.time(13)), (dt.time(15), dt.time(18))]
SUBITEMS_AFTER = 4
"""From this item on every other one stands under the one before it."""


def build(plan: Plan) -> None:
    """Entries first, then what hangs on them."""
    _entries(plan)
    _meetings(plan)
    _deadlines(plan)
    _agendas(plan)


def _entries(plan: Plan) -> None:
    scale, parts = plan.scale, len(plan.schedules)
    busy = parts // scale.groups  # the terms of the first group
    meetings = shares(scale.meetings, parts, plan.chance, busy=busy)
    deadlines = shares(scale.deadlines, parts, plan.chance, busy=busy)
    rows: list[Entry] = []
    for schedule, held, due in zip(plan.schedules, meetings, deadlines, strict=True):
        rows += _of_kind(plan, schedule, EntryKind.MEETING, held)
        rows += _of_kind(plan, schedule, EntryKind.DEADLINE, due)
    plan.entries = add(Entry, rows)


def _of_kind(plan: Plan, schedule: Schedule, kind: EntryKind, count: int) -> Iterator[Entry]:
    term = schedule.term
    assert term.began is not None
    assert term.ended is not None
    topic = plan.topics[term.body_id]
    days = sorted(plan.day_within(term.began, term.ended) for _ in range(count))
    for number, day in enumerate(days, 1):
        meets = kind == EntryKind.MEETING
        last = day + dt.timedelta(days=1) if meets and number % 4 == 0 and day.weekday() < 4 else day
        yield Entry(
            schedule=schedule,
            key=f"{kind}-{number}",
            kind=kind,
            start=day,
            end=last,
            precision="day",
            status=_status(plan, last, number) if meets else EntryStatus.SCHEDULED,
            text=words.about(words.MEETING if meets else words.DEADLINE, topic, number),
            audience=Audience.MEMBERS if number % 12 == 0 else Audience.PUBLIC,
            position=number,
        )


def _status(plan: Plan, day: dt.date, number: int) -> EntryStatus:
    if number % 15 == 0:
        return EntryStatus.POSTPONED
    if day >= plan.today:
        return EntryStatus.SCHEDULED if number % 5 else EntryStatus.TENTATIVE
    return EntryStatus.HELD


def _meetings(plan: Plan) -> None:
    entries = [entry for entry in plan.entries if entry.kind == EntryKind.MEETING]
    plan.meetings = add(
        Meeting,
        (
            Meeting(
                entry=entry,
                number=entry.position,
                mode=(MeetingMode.IN_PERSON, MeetingMode.HYBRID, MeetingMode.VIRTUAL)[entry.position % 3],
                closed=entry.position % 10 == 0,
                room=plan.chance.choice(plan.rooms[entry.schedule.term.body.organization_id]),
            )
            for entry in entries
        ),
    )
    add(Sitting, (sitting for meeting in plan.meetings for sitting in _sittings(meeting)))
    add(
        Citation,
        (
            Citation(entry=entry, instrument=mandate.instrument, mandate=mandate)
            for entry in entries
            for mandate in plan.mandates[entry.schedule.term_id][: 1 + entry.position % 2]
        ),
    )


def _sittings(meeting: Meeting) -> Iterator[Sitting]:
    first, last = meeting.entry.start, meeting.entry.end
    assert first is not None
    assert last is not None
    for number in range((last - first).days + 1):
        for position, (start, end) in enumerate(HOURS[: 1 + meeting.entry.position % 2]):
            yield Sitting(
                meeting=meeting, on=first + dt.timedelta(days=number), start=start, end=end, position=position
            )


def _deadlines(plan: Plan) -> None:
    add(
        Deadline,
        (
            Deadline(
                entry=entry,
                kind=(DeadlineKind.SOFT, DeadlineKind.HARD, DeadlineKind.NORM)[entry.position % 3],
                at=dt.time(17),
                zone=entry.schedule.term.body.organization.zone,
            )
            for entry in plan.entries
            if entry.kind == EntryKind.DEADLINE
        ),
    )


def _agendas(plan: Plan) -> None:
    counts = shares(plan.scale.items, len(plan.meetings), plan.chance)
    tops: list[AgendaItem] = []
    unders: list[tuple[int, AgendaItem]] = []
    for meeting, count in zip(plan.meetings, counts, strict=True):
        number = 0
        for position in range(count):
            nested = position >= SUBITEMS_AFTER and position % 2 == 1
            number += not nested
            label = f"{number} ({'abcdefghij'[position % 10]})" if nested else f"{number}."
            item = _item(plan, meeting, position, label)
            if nested:
                unders.append((len(tops) - 1, item))
            else:
                tops.append(item)
    add(AgendaItem, tops)
    for above, item in unders:
        item.parent = tops[above]
    plan.items = [*tops, *add(AgendaItem, (item for _above, item in unders))]
    held = [item for item in plan.items if item.meeting.entry.status == EntryStatus.HELD and item.position % 3 == 1]
    add(Outcome, (_outcome(item) for item in held))


def _item(plan: Plan, meeting: Meeting, position: int, label: str) -> AgendaItem:
    held = meeting.entry.status == EntryStatus.HELD
    topic = plan.topics[meeting.entry.schedule.term.body_id]
    return AgendaItem(
        meeting=meeting,
        key=f"item-{position + 1}",
        label=label,
        text=words.about(words.ITEMS[position % len(words.ITEMS)], topic),
        action=(ItemAction.DECISION, ItemAction.DISCUSSION, ItemAction.INFORMATION)[position % 3],
        state=ItemState.CONCLUDED if held else ItemState.ON_AGENDA,
        position=position,
    )


def _outcome(item: AgendaItem) -> Outcome:
    day = item.meeting.entry.end
    assert day is not None
    return Outcome(
        meeting=item.meeting,
        item=item,
        kind=OutcomeKind.NOTED,
        text=words.OUTCOME,
        released_at=dt.datetime.combine(day, dt.time(20), dt.UTC),
        position=item.position,
    )
