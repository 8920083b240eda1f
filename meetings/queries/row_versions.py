"""The states that a row of a schedule has had, and the rows that are gone from a draft."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Max, Q

from groups.permissions import serves
from meetings.models import DraftChange, Entry, RowVersion, Schedule
from meetings.queries.drafts import is_internal
from portal.actors import Actor

MOST = 50
KEPT = timedelta(days=90)


def versions_of_row(actor: Actor, schedule: Schedule, key: str) -> list[RowVersion]:
    """The last state and the fifty before it, the latest first, as far as `actor` may see them."""
    kept = RowVersion.objects.filter(schedule=schedule, entry_key=key).order_by("-pk")[: MOST + 1]
    everything = serves(actor, schedule.term.body.organization_id)
    return [version for version in kept if everything or version.content is None or not is_internal(version.content)]


def version_of_row(actor: Actor, schedule: Schedule, key: str, pk: int) -> RowVersion | None:
    """One of these that says something."""
    found = (version for version in versions_of_row(actor, schedule, key) if version.pk == pk)
    return next((version for version in found if version.content is not None), None)


def rows_gone(actor: Actor, schedule: Schedule, now: datetime) -> list[RowVersion]:
    """The last words of rows that went from the draft within ninety days, the latest gone first."""
    there = Q(entry_key__in=Entry.objects.filter(schedule=schedule).values("key"))
    there |= Q(entry_key__in=DraftChange.objects.filter(schedule=schedule).values("entry_key"))
    rows = RowVersion.objects.filter(schedule=schedule).exclude(there).order_by().values("entry_key")
    last = rows.annotate(gone=Max("at"), said=Max("pk", filter=Q(content__isnull=False))).filter(gone__gt=now - KEPT)
    kept = RowVersion.objects.filter(pk__in=last.values("said")).order_by("-pk")
    everything = serves(actor, schedule.term.body.organization_id)
    return [version for version in kept if everything or not is_internal(version.content)]
