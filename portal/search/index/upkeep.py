"""Keeping the index: what has changed is made anew before it is searched, and by the worker soon after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime

from django.db import OperationalError, connection, transaction

from portal import jobs
from portal.models import SearchChange, SearchRow
from portal.search.index.building import BUILDERS
from portal.search.index.sources import TABLES

BEFORE_A_SEARCH = 300
"""So many changes a search makes good itself; what more there is, after a load, waits for the worker, and a search
passes over it rather than find it by words that may be gone."""
AT_ONCE = 2_000
EVERY = 5
ONE_AT_A_TIME = 0x5EA4C4
"""Number of the lock on PostgreSQL: two that read the same thing at different times must not write in turn."""


def catch_up(limit: int = BEFORE_A_SEARCH) -> int:
    """Make rows anew for the oldest changes noted, at most `limit`; gives how many changes that were."""
    if not SearchChange.objects.exists():
        return 0
    try:
        with transaction.atomic():
            return _catch_up(limit)
    except OperationalError:
        return 0  # another process holds the file; what is not made good yet is passed over


def _catch_up(limit: int) -> int:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
    changes = list(SearchChange.objects.order_by("pk")[:limit])
    touched: dict[str, set[int]] = defaultdict(set)
    for change in changes:
        touched[change.kind].add(change.object_id)
    # Deleted before things are read: a change that commits meanwhile leaves a note of its own.
    SearchChange.objects.filter(pk__in=[change.pk for change in changes]).delete()
    for kind in sorted(touched):
        if kind in BUILDERS:
            _make_anew(kind, touched[kind])
    return len(changes)


def _make_anew(kind: str, ids: set[int]) -> None:
    build, kinds = BUILDERS[kind]
    SearchRow.objects.filter(kind__in=kinds, object_id__in=ids).delete()
    SearchRow.objects.bulk_create(build(ids), batch_size=500)


def rebuild() -> Iterator[tuple[str, int]]:
    """Make the whole index anew, kind by kind; gives each kind and how many rows it has."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
    SearchChange.objects.all().delete()
    SearchRow.objects.all().delete()
    for kind, (build, kinds) in BUILDERS.items():
        for ids in _batches(kind):
            SearchRow.objects.bulk_create(build(ids), batch_size=500)
        yield kind, SearchRow.objects.filter(kind__in=kinds).count()


def _batches(kind: str) -> Iterator[list[int]]:
    """The ids of all things of a kind, some at a time."""
    last = 0
    while True:
        with connection.cursor() as cursor:
            sql = f"SELECT id FROM {TABLES[kind]} WHERE id > %s ORDER BY id LIMIT %s"  # noqa: S608 a name of ours
            cursor.execute(sql, [last, AT_ONCE])
            ids = [number for (number,) in cursor.fetchall()]
        if not ids:
            return
        yield ids
        last = ids[-1]


def work(now: datetime) -> None:
    """The worker's share: everything that waits."""
    while catch_up(AT_ONCE):
        pass


jobs.register("search-index", every=EVERY, run=work)
