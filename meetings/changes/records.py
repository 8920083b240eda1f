"""What is told of records of this app that the desk keeps: the row of a schedule that they are part of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from groups.changes.facts import Fact, Told
from groups.models import Body
from meetings.changes.rows import facts_of_row
from meetings.enums import ScheduleState
from meetings.models import Entry, Schedule
from meetings.transfer.entries import load_entries
from portal.enums import Audience


def told_of_schedule(schedule: Schedule) -> Told:
    """Where it stands; a draft is known to who makes it."""
    body = schedule.term.body
    return Told(body, () if schedule.pk is None else (fact_of_schedule(schedule, body),))


def fact_of_schedule(schedule: Schedule, body: Body) -> Fact:
    """Its state, since when, and in which version."""
    says = {
        "state": str(schedule.state),
        "on": schedule.state_on.isoformat() if schedule.state_on else None,
        "version": [schedule.revision, schedule.corrigendum],
        "term": schedule.term.label,
    }
    audience = Audience.OFFICERS if schedule.state == ScheduleState.DRAFT else body.audience
    return Fact("schedule", schedule.pk, str(audience), says)


def told_of_entry(entry: Entry) -> Told:
    """The row with its agenda and outcomes as they stand in the database; nothing while its schedule is a draft."""
    schedule = entry.schedule
    body = schedule.term.body
    if entry.pk is None or schedule.state == ScheduleState.DRAFT:
        return Told(body)
    live = load_entries(schedule, [entry.key]).get(entry.key)
    content = live.content if live else None
    facts = facts_of_row(content, entry.pk, timezone.now(), closed_is_listed=body.closed_is_listed)
    return Told(body, tuple(facts))


TOLD: dict[str, Callable[[Any], Told]] = {
    "schedule": told_of_schedule,
    "entry": told_of_entry,
    "citation": lambda record: told_of_entry(record.entry),
    "deadline": lambda record: told_of_entry(record.entry),
    "meeting": lambda record: told_of_entry(record.entry),
    "sitting": lambda record: told_of_entry(record.meeting.entry),
    "agendaitem": lambda record: told_of_entry(record.meeting.entry),
    "agendapaper": lambda record: told_of_entry(record.item.meeting.entry),
    "outcome": lambda record: told_of_entry(record.meeting.entry),
}
"""By kind of record."""
