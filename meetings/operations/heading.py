"""A schedule's title, span and notes are drafted, undone and adopted as its rows are."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from meetings.drafts.keys import HEADING
from meetings.drafts.rows import EditableRow, State
from meetings.models import DraftChange, Schedule, ScheduleEdit, ScheduleNote
from meetings.operations.errors import StaleError
from meetings.operations.table import Table, opened
from meetings.queries.heading import Heading, heading_of
from meetings.transfer.entries import Content
from portal import audit
from portal.actors import Actor


@transaction.atomic
def edit_heading(
    *, actor: Actor, now: datetime, schedule: Schedule, seen: str, content: Mapping[str, Any], reason: str = ""
) -> EditableRow:
    """Give the schedule another title, span and notes; of a plan in force they are proposed.

    `content`: “title” and “span_wording” in their languages, “notes” as {“text”, “on_title”}. StaleError where somebody
    else changed them since they were seen.
    """
    table = opened(actor, now, schedule, reason)
    found = heading_of(table.schedule)
    if seen != found.row.version:
        raise StaleError(HEADING, found.row, dict(content))
    return lay_heading(table, found, content)


def lay_heading(table: Table, found: Heading, content: Mapping[str, Any]) -> EditableRow:
    """Another title, span and notes, where they belong: on what everyone reads, or proposed."""
    live = found.state.live or {}
    wanted = {name: content.get(name, live[name]) for name in live}
    if not table.in_force:
        return put_heading(table, found, State(wanted, None))
    rest = {name: value for name, value in wanted.items() if value != live[name]}
    return put_heading(table, found, State(live, _proposal(table, found, rest) if rest else None))


def _proposal(table: Table, found: Heading, content: Content) -> Content:
    made = table.proposal(HEADING, str(DraftChange.Kind.CHANGE), content)
    had = (found.state.change or {}).get("reason")
    return {"reason": had, **made} if had else made


def adopt_heading(table: Table) -> bool:
    """What is proposed becomes what everyone reads; whether there was anything."""
    found = heading_of(table.schedule)
    if found.state.change is None:
        return False
    put_heading(table, found, State(found.state.effective, None), journal=False, verb="adopted")
    return True


def put_heading(
    table: Table, found: Heading, after: State, *, journal: bool = True, verb: str = "edited"
) -> EditableRow:
    """Write both sides, with their trace; a heading that would not change leaves none."""
    before = found.state
    if before == after:
        return found.row
    schedule = table.schedule
    schedule.edit_count += 1
    Schedule.objects.filter(pk=schedule.pk).update(edit_count=F("edit_count") + 1)
    if after.live != before.live:
        _write_live(schedule, after.live or {})
    change = _write_change(table, found.change, after.change)
    old: Content = {}
    new: Content = {}
    for side in ("live", "change"):
        if getattr(before, side) != getattr(after, side):
            old[side], new[side] = getattr(before, side), getattr(after, side)
    if journal:
        ScheduleEdit.objects.create(
            schedule=schedule,
            at=table.now,
            actor_id=table.actor.user_id,
            group=table.group,
            entry_key=HEADING,
            before=old,
            after=new,
            reason=table.reason,
        )
    audit.record(
        actor=table.actor,
        verb=verb,
        subject=schedule,
        at=table.now,
        before=before.effective if verb != "adopted" else before.live,
        after=after.effective,
        reason=table.reason,
        action=table.group,
    )
    return Heading(after, change).row


def _write_live(schedule: Schedule, content: Content) -> None:
    schedule.title, schedule.span_wording = content["title"], content["span_wording"]
    schedule.save(update_fields=["title", "span_wording"])
    schedule.notes.all().delete()
    ScheduleNote.objects.bulk_create(
        ScheduleNote(schedule=schedule, text=note["text"], on_title=note["on_title"], position=position)
        for position, note in enumerate(content["notes"])
    )


def _write_change(table: Table, change: DraftChange | None, wanted: Content | None) -> DraftChange | None:
    if wanted is None:
        if change:
            change.delete()
        return None
    change = change or DraftChange(schedule=table.schedule, entry_key=HEADING)
    change.kind, change.content, change.reason = wanted["kind"], wanted["content"], wanted.get("reason", {})
    change.proposed_by_id, change.proposed_at = table.actor.user_id, table.now
    change.version = table.schedule.edit_count
    change.save()
    return change
