"""The order of a schedule: by date, and what has no date where it was put."""

from __future__ import annotations

from collections.abc import Iterable

from meetings.enums import Direction, EntryKind
from meetings.models import Deadline, Entry, Meeting


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """Dated entries by date; an undated one before what it is known to precede, else where it was put, else last.

    Done here since the database can only set all undated ones at one end, and a first meeting whose date the source
    does not give stands before the second. Entries need their meeting and their deadline selected.
    """
    rows = list(entries)
    ordered = sorted((row for row in rows if row.start is not None), key=_by_date)
    dated = sorted(ordered, key=lambda row: row.position)
    for row in sorted((row for row in rows if row.start is None), key=lambda row: row.position):
        following = _known_to_follow(row, ordered)
        following = following or next((other for other in dated if other.position > row.position), None)
        ordered.insert(ordered.index(following) if following else len(ordered), row)
    return ordered


def _known_to_follow(row: Entry, dated: list[Entry]) -> Entry | None:
    """For a numbered meeting the next of a higher number; for a deadline the row that it is to precede."""
    if row.kind == EntryKind.DEADLINE:
        deadline: Deadline | None = getattr(row, "deadline", None)
        before = deadline is not None and deadline.direction == Direction.BEFORE
        return next((other for other in dated if before and deadline and other.pk == deadline.anchor_entry_id), None)
    number = _number(row)
    return next((other for other in dated if number and (_number(other) or 0) > number), None)


def _number(row: Entry) -> int | None:
    """The number of a meeting; a row of another kind is not asked, which would cost a query."""
    meeting: Meeting | None = getattr(row, "meeting", None) if row.kind == EntryKind.MEETING else None
    return meeting.number if meeting else None


def _by_date(entry: Entry) -> tuple[object, int, int]:
    return (entry.start, entry.position, entry.pk or 0)
