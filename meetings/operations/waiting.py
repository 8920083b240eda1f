"""Notices that wait until somebody sends them: found, made, brought up to date, taken up by others."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from meetings.enums import AnnouncementState, NoticeKind
from meetings.models import Announcement, Entry
from meetings.operations.table import Table
from portal.actors import Actor


def waiting_of(entry: Entry, kinds: tuple[NoticeKind, ...]) -> QuerySet[Announcement]:
    """Those of a row, the first one first."""
    found = Announcement.objects.filter(entry=entry, kind__in=kinds, state=AnnouncementState.WAITING)
    return found.select_related("entry").order_by("pk")


def take_up(waiting: Announcement, now: datetime, actor: Actor) -> None:
    """What waited is told with something else, or is no longer so."""
    waiting.state, waiting.decided_at, waiting.decided_by_id = AnnouncementState.DISCARDED, now, actor.user_id
    waiting.save(update_fields=["state", "decided_at", "decided_by"])


def wait(
    table: Table, entry: Entry, kind: NoticeKind, event: str, *, before: dict[str, Any], after: dict[str, Any]
) -> Announcement:
    """A new one, of a deed on the table."""
    return Announcement.objects.create(
        kind=kind,
        event=event,
        schedule=entry.schedule,
        entry=entry,
        before=before,
        after=after,
        reason=table.said or table.reason,
        created_at=table.now,
        created_by_id=table.actor.user_id,
    )
