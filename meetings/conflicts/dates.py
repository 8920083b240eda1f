"""Dates against the term, the heading and themselves; deadlines against their meetings and each other."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from meetings.conflicts import sentences
from meetings.conflicts.around import Changes
from meetings.conflicts.conflict import About, Conflict, Severity
from meetings.conflicts.placements import Placement
from meetings.drafts.content import merged
from meetings.enums import OFF, Direction, EntryKind
from meetings.models import DraftChange, Entry, Schedule
from meetings.preflight.dates import check_rows, heading_span, late_deadline
from portal.lib.multilingual import Multilingual


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline of the schedule: its day, what it is for in words, the row it is counted from and on which side."""

    key: str
    on: dt.date
    matter: frozenset[str]
    anchor: str = ""
    precedes: bool = True

    @property
    def before(self) -> str:
        """The row it is to precede."""
        return self.anchor if self.precedes else ""


@dataclass(slots=True)
class Calendar:
    """The deadlines and days of a schedule's rows, as its draft has them."""

    deadlines: dict[str, Deadline] = field(default_factory=dict)
    days: dict[str, dt.date] = field(default_factory=dict)

    def late(self) -> Iterator[Deadline]:
        """Deadlines after the rows that they are to precede."""
        for deadline in self.deadlines.values():
            day = self.days.get(deadline.before)
            if day is not None and deadline.on > day:
                yield deadline


def _matter(text: Multilingual) -> frozenset[str]:
    """The words in each language, without numbers and signs, so that a date within them tells nothing apart."""
    found = {" ".join(re.findall(r"[^\W\d_]+", words.casefold())) for words in text.values()}
    return frozenset(found - {""})


def read_calendar(schedule: Schedule, asked: dict[str, Placement], changes: Changes) -> Calendar:
    """From the deadlines in force, what is proposed for the schedule, and the rows asked about: one query."""
    calendar = Calendar()
    records: dict[str, dict[str, Any]] = {}
    columns = ("key", "start", "text", "status", "anchor", "anchored_to", "deadline__direction")
    rows = (
        Entry.objects.filter(schedule=schedule, kind=EntryKind.DEADLINE, withdrawn_in=None, trace_of=None)
        .order_by()
        .annotate(anchor=F("deadline__anchor_entry__key"), anchored_to=F("deadline__anchor_entry__start"))
    )
    for key, start, text, status, anchor, anchored_to, direction in rows.values_list(*columns):
        if anchor and anchored_to:
            calendar.days[anchor] = anchored_to
        due = {"anchor_entry": f"#{anchor}", "direction": direction} if anchor else {}
        day = start.isoformat() if start else None
        records[key] = {"kind": EntryKind.DEADLINE, "start": day, "text": text, "status": status, "deadline": due}
    _lay_draft(schedule, changes, records, calendar)
    for key, record in records.items():
        if key not in asked:
            _add_record(calendar, key, record)
    for row in asked.values():
        if row.start and not row.off:
            anchor, precedes = (row.due.anchor, row.due.before) if row.due else ("", True)
            _add(calendar, row.key, row.kind, row.start, row.text, anchor, precedes=precedes)
    return calendar


def _lay_draft(schedule: Schedule, changes: Changes, records: dict[str, dict[str, Any]], calendar: Calendar) -> None:
    """What the draft makes of deadlines, and of the days of other rows."""
    for (place, key), (kind, content, _body) in changes.items():
        if place != schedule.pk:
            continue
        if kind == DraftChange.Kind.WITHDRAW:
            records.pop(key, None)
            calendar.days.pop(key, None)
        elif key in records or content.get("kind") == EntryKind.DEADLINE:
            records[key] = merged(records.get(key, {}), content)
        elif content.get("start"):
            calendar.days[key] = dt.date.fromisoformat(content["start"])


def _add_record(calendar: Calendar, key: str, record: dict[str, Any]) -> None:
    if not record.get("start") or record.get("status") in OFF:
        return
    due = record.get("deadline") or {}
    anchor = str(due.get("anchor_entry") or "").partition("#")[2]
    on, text = dt.date.fromisoformat(record["start"]), Multilingual(record.get("text") or {})
    precedes = due.get("direction", Direction.BEFORE) == Direction.BEFORE
    _add(calendar, key, record["kind"], on, text, anchor, precedes=precedes)


def _add(
    calendar: Calendar, key: str, kind: object, on: dt.date, text: Multilingual, anchor: str, *, precedes: bool
) -> None:
    calendar.days[key] = on
    if kind == EntryKind.DEADLINE:
        calendar.deadlines[key] = Deadline(key, on, _matter(text), anchor, precedes)


def check_dates(row: Placement, schedule: Schedule, calendar: Calendar) -> Iterator[Conflict]:
    """What the row's date says against the rest of the record."""
    for remark in check_rows(schedule.term, [row]):
        yield _warning(remark.code, str(remark.text), row.key)
    yield from _heading(row, schedule)
    if not row.off:
        yield from _deadlines(row, calendar)


def _warning(code: str, sentence: str, *keys: str) -> Conflict:
    return Conflict(code, Severity.WARNING, About.DATE, sentence, keys)


def _heading(row: Placement, schedule: Schedule) -> Iterator[Conflict]:
    span = heading_span(schedule.span_wording) if schedule.span_wording and row.start and row.end else None
    if span is None or row.start is None or row.end is None:
        return
    wording, first, last = span
    if row.start < first or row.end > last:
        day = row.start if row.start < first else row.end
        words = _("%(date)s lies outside the span of the heading, “%(span)s”.")
        yield _warning("range", words % {"date": sentences.day(day), "span": wording}, row.key)


def _deadlines(row: Placement, calendar: Calendar) -> Iterator[Conflict]:
    """Deadlines after their meetings, on both rows; and the same deadline with another date."""
    for deadline in calendar.late():
        if row.key in (deadline.key, deadline.before):
            other = deadline.before if row.key == deadline.key else deadline.key
            yield _warning("deadline", str(late_deadline(deadline.key, deadline.on).text), row.key, other)
    own = calendar.deadlines.get(row.key)
    if own is None:
        return
    for deadline in calendar.deadlines.values():
        if deadline.anchor and own.anchor and deadline.anchor != own.anchor:
            continue  # The same is due for each of several meetings, each by its own date.
        if deadline.key != own.key and deadline.on != own.on and own.matter & deadline.matter:
            words = _("The same deadline is also stated as %(date)s.") % {"date": sentences.day(deadline.on)}
            yield _warning("deadline_twice", words, row.key, deadline.key)
