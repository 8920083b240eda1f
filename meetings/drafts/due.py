"""When a deadline counted from a meeting falls due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Protocol

from meetings.drafts.dates import day_of
from meetings.enums import Direction, OffsetUnit


class WorkingDays(Protocol):
    """A calendar that knows which days count."""

    def add_working_days(self, day: dt.date, count: int) -> dt.date: ...


def due_on(deadline: Mapping[str, Any], anchor: Mapping[str, Any], calendar: WorkingDays) -> dt.date | None:
    """The day by the deadline's rule: counted back from the first day of the anchor, or on from its last.

    None where the anchor has no day. The anchor's own day is not counted.
    """
    before = deadline.get("direction", Direction.BEFORE) == Direction.BEFORE
    day = day_of(anchor) if before else day_of(anchor, "end")
    if day is None or anchor.get("precision") != "day":
        return None
    offset = int(deadline.get("offset", 0))
    count = -offset if before else offset
    unit = deadline.get("unit", OffsetUnit.DAYS)
    if unit == OffsetUnit.WORKING_DAYS:
        return calendar.add_working_days(day, count)
    if unit == OffsetUnit.MONTHS:
        return _months(day, count)
    if unit == OffsetUnit.HOURS:
        return (dt.datetime.combine(day, _clock(anchor, before=before)) + dt.timedelta(hours=count)).date()
    return day + dt.timedelta(days=count * (7 if unit == OffsetUnit.WEEKS else 1))


def _months(day: dt.date, count: int) -> dt.date:
    """The same day of another month, or its last where it is shorter."""
    number = day.year * 12 + day.month - 1 + count
    year, month = divmod(number, 12)
    last = (dt.date(year + (month == 11), (month + 1) % 12 + 1, 1) - dt.timedelta(days=1)).day
    return dt.date(year, month + 1, min(day.day, last))


def _clock(anchor: Mapping[str, Any], *, before: bool) -> dt.time:
    """The hour at which the anchor opens or closes, midnight where none is known."""
    sittings = (anchor.get("meeting") or {}).get("sittings") or []
    hours = [each.get("start" if before else "end") for each in sittings]
    known = [hour for hour in hours if hour]
    return dt.time.fromisoformat(known[0 if before else -1]) if known else dt.time()
