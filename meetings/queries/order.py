"""The order of a schedule: by date, and what has no date where it was put."""

from __future__ import annotations

from collections.abc import Iterable

from meetings.models import Entry


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """Dated entries by date; an undated one just before the dated entry that was put next after it, else last.

    Done here since the database can only set all undated ones at one end, and a first meeting whose date the source
    does not give stands before the second.
    """
    rows = list(entries)
    ordered = sorted((row for row in rows if row.start is not None), key=_by_date)
    dated = sorted(ordered, key=lambda row: row.position)
    for row in sorted((row for row in rows if row.start is None), key=lambda row: row.position):
        following = next((other for other in dated if other.position > row.position), None)
        ordered.insert(ordered.index(following) if following else len(ordered), row)
    return ordered


def _by_date(entry: Entry) -> tuple[object, int, int]:
    return (entry.start, entry.position, entry.pk or 0)
