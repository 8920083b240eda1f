"""When a calendar's reader must be told: the counter and the hour that each row of a schedule carries.

A calendar program takes a higher SEQUENCE for news and a later LAST-MODIFIED for other words. Neither may move for what
nobody reads yet, or for what only some may read.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import F, Model

from meetings.drafts.difference import aspects_between
from meetings.enums import ScheduleState
from meetings.models import AgendaItem, Entry, Schedule

NEWS = {"date", "hours", "room", "mode", "kind", "matter", "status", "certainty", "deadline"}
"""What people must know: when, where, how, what about, and whether at all."""


def stamps(entry: Entry, old: Mapping[str, Any], new: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """The columns of a row that is to say `new` (records of the format, as `old`); none where no calendar shows it."""
    aspects = set(aspects_between(dict(old), dict(new)))
    meeting = new.get("meeting") or {}
    if _arranged(old) != _arranged(new) or new.get("withdrawn_in") != old.get("withdrawn_in"):
        aspects.add("status")
    if meeting.get("closed"):
        aspects.discard("agenda")
    if not aspects:
        return {}
    return {"told_at": now, **({"sequence": entry.sequence + 1} if aspects & NEWS else {})}


def _arranged(content: Mapping[str, Any]) -> Any:
    """No part of the plan, and still what people must know."""
    meeting = content.get("meeting") or {}
    return meeting.get("join_url"), meeting.get("interpretation")


def tell_of_state(schedule: Schedule, before: str, now: datetime) -> None:
    """What was circulated is tentative; once presented, adopted or taken back, every row of it is news."""
    if before == ScheduleState.CIRCULATED and schedule.state != before:
        _news(Entry.objects.filter(schedule=schedule), now)


def tell_of_record(record: Model, now: datetime) -> None:
    """A record of the desk was written: the row that it hangs on is news, or its agenda has other words."""
    if isinstance(record, AgendaItem):
        if not record.meeting.closed:
            Entry.objects.filter(pk=record.meeting.entry_id).update(told_at=now)
        return
    found: Any = record
    while not isinstance(found, Entry):
        found = found.meeting if hasattr(found, "meeting_id") else found.entry
    _news(Entry.objects.filter(pk=found.pk), now)


def _news(entries: Any, now: datetime) -> None:
    entries.update(sequence=F("sequence") + 1, told_at=now)
