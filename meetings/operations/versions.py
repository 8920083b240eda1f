"""Freezing a schedule as it stands."""

from __future__ import annotations

import datetime as dt
from datetime import datetime
from typing import Any

from meetings.drafts.frozen import frozen_row, rooms_of
from meetings.drafts.rows import EditableRow, in_order
from meetings.enums import ScheduleState
from meetings.models import Meeting, Room, Schedule, ScheduleVersion
from meetings.operations.table import Table
from meetings.transfer.entries import Content, load_entries
from meetings.transfer.frozen import digest
from meetings.transfer.keybook import pks_of
from meetings.transfer.values import to_json


def keep_base(table: Table) -> None:
    """Freeze the adopted schedule before its first row changes under it, where nobody has yet."""
    schedule = table.schedule
    if schedule.state != ScheduleState.ADOPTED or schedule.versions.exists():
        return
    freeze(schedule, table.now, on=schedule.state_on, at_meeting=schedule.decided_at)


def freeze(schedule: Schedule, now: datetime, *, on: dt.date | None, at_meeting: Meeting | None) -> ScheduleVersion:
    """A version of the schedule's number with its content and the hash of it."""
    content = content_of(schedule)
    return ScheduleVersion.objects.create(
        schedule=schedule,
        revision=schedule.revision,
        corrigendum=schedule.corrigendum,
        adopted_on=on,
        adopted_at=at_meeting,
        content=content,
        sha256=digest(content),
        frozen_at=now,
    )


def content_of(schedule: Schedule) -> dict[str, Any]:
    """The whole schedule as it stands, its rows in order, with the names of its rooms."""
    rows = [frozen_row(content) for content in plan_rows(schedule)]
    content: dict[str, Any] = {
        "revision": schedule.revision,
        "title": to_json(schedule.title),
        "span_wording": to_json(schedule.span_wording),
        "form": str(schedule.form),
        "notes": [{"text": to_json(note.text), "on_title": note.on_title} for note in schedule.notes.all()],
        "entries": rows,
        "rooms": _room_names(rows),
    }
    return content | ({"corrigendum": schedule.corrigendum} if schedule.corrigendum else {})


def plan_rows(schedule: Schedule) -> list[Content]:
    """The live rows in order, but for those that an earlier version withdrew."""
    rows = [
        EditableRow(key, live.content["kind"], live.content, live.content, position=live.entry.position)
        for key, live in load_entries(schedule).items()
    ]
    return [row.content for row in in_order(rows) if _belongs(row.content, schedule.revision)]


def _belongs(content: Content, revision: int) -> bool:
    withdrawn = content.get("withdrawn_in")
    return withdrawn is None or (withdrawn == revision and revision > 0)


def _room_names(rows: list[Content]) -> dict[str, Any]:
    keys = pks_of("room", rooms_of(rows))
    rooms = Room.objects.in_bulk(keys.values())
    return {key: to_json(rooms[pk].name) for key, pk in sorted(keys.items())}
