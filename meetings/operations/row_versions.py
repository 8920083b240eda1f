"""Keep what each row says after each write, so that any of it can be put back."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Max

from meetings.drafts.rows import State
from meetings.models import RowVersion
from meetings.operations.table import Table
from meetings.transfer.entries import Content


def keep_versions(table: Table, before: Mapping[str, State], after: Mapping[str, State], verb: str) -> None:
    """A version of each row written; before it, one of how it stood, where no version says that yet."""
    kept = RowVersion.objects.filter(schedule=table.schedule)
    newest = kept.filter(entry_key__in=after).order_by().values("entry_key").annotate(last=Max("pk")).values("last")
    known = dict(kept.filter(pk__in=newest).values_list("entry_key", "content"))
    made = []
    for key, state in after.items():
        was = before[key].planned
        if was is not None and known.get(key) != was:
            made.append(RowVersion(schedule=table.schedule, entry_key=key, at=table.now, content=was))
        if state.planned != was:
            made.append(_version(table, key, state.planned, verb))
    RowVersion.objects.bulk_create(made)


def _version(table: Table, key: str, content: Content | None, verb: str) -> RowVersion:
    return RowVersion(
        schedule=table.schedule,
        entry_key=key,
        at=table.now,
        actor_id=table.actor.user_id,
        actor_name=table.actor.name,
        verb=verb,
        reason=table.reason,
        content=content,
    )
