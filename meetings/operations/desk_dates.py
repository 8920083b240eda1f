"""A row, or what belongs to it, written with its form on the desk, or put back there: what its date rests on, and who
is told.

The forms write one record at a time and know nothing of the others, so the same follows here as from an edit in the
table of the schedule: a date that an extension set stays, and who was told of another date, hour, room, link or item
is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db.models import Model

from meetings.deadlines.decided import Dated, leaves, why_decided
from meetings.drafts.rows import State
from meetings.models import Deadline, Entry, Schedule
from meetings.operations.announcing import note_rows
from meetings.operations.errors import RefusedError
from meetings.operations.table import Table
from meetings.queries.drafts import Row
from meetings.queries.extended import last_extension
from meetings.transfer.entries import Live, load_entries
from portal.actors import Actor

CORRECTED = "corrected"
WHOLE = ("entry", "deadline", "meeting")
PARTS = ("sitting", "agendaitem", "outcome")
"""Kinds of record whose forms change what a row tells; parts do by coming and going too."""


def keep_decided(old: Model, new: Model) -> None:
    """RefusedError where a correction of an entry or a deadline would leave the date that an extension set."""
    given = last_extension(_deadline(old))
    if given is not None and leaves(given, _dated(old), _dated(new)):
        raise RefusedError(why_decided(given))


def _deadline(record: Model) -> Deadline | None:
    return record if isinstance(record, Deadline) else getattr(record, "deadline", None)


def _dated(record: Model) -> Dated:
    if isinstance(record, Deadline):
        return Dated.of(record.entry, record)
    assert isinstance(record, Entry)
    return Dated.of(record, record.deadline)


def hold(record: Model) -> None:
    """The schedule first, as every edit of its table does: notices of one row are noted one after the other."""
    Schedule.objects.select_for_update(of=("self",)).filter(pk=_entry_of(record).schedule_id).first()


def _entry_of(record: Any) -> Entry:
    while not isinstance(record, Entry):
        record = record.meeting if hasattr(record, "meeting_id") else record.entry
    return record


@contextmanager
def noting(actor: Actor, now: datetime, old: Model) -> Iterator[None]:
    """What the row says to everyone before and after: notices and reminders follow from the difference."""
    entry = _entry_of(old)
    schedule = Schedule.objects.select_related("term__body__organization").get(pk=entry.schedule_id)
    before = _said(schedule, entry)
    yield
    after = _said(schedule, entry)
    key = after.entry.key
    table = Table(schedule, actor, now)
    table.rows[key] = Row(key, after, None)
    note_rows(table, {key: State(before.content, None)}, {key: State(after.content, None)}, CORRECTED)


def _said(schedule: Schedule, entry: Entry) -> Live:
    """Found by its number: its key may be corrected too."""
    key = Entry.objects.values_list("key", flat=True).get(pk=entry.pk)
    return load_entries(schedule, [key])[key]
