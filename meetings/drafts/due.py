"""When a deadline counted from a meeting falls due, by the records of both."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from meetings.drafts.dates import day_of
from meetings.enums import Direction, OffsetUnit
from portal.lib.deadlines import Anchor, Calendar, Count, Due, Roll, Rule, UncountableError, Unit, due


def due_by(
    deadline: Mapping[str, Any], anchor: Mapping[str, Any], calendar: Calendar, zone: str, anchor_zone: str = ""
) -> Due | None:
    """By the deadline's rule, on the clock of `zone`; None where the anchor has no day, or a decision fixed it.

    `anchor_zone`: on whose clock the hours of the anchor are, where on another.
    """
    first, last = day_of(anchor), day_of(anchor, "end")
    if first is None or last is None or anchor.get("precision") != "day" or deadline.get("fixed"):
        return None
    try:
        return due(_rule(deadline), Anchor(first, last, *_hours(anchor), anchor_zone), calendar, zone)
    except UncountableError:
        return None


def _rule(deadline: Mapping[str, Any]) -> Rule:
    at = deadline.get("at")
    return Rule(
        offset=int(deadline.get("offset", 0)),
        unit=Unit(deadline.get("unit", OffsetUnit.DAYS)),
        before=deadline.get("direction", Direction.BEFORE) == Direction.BEFORE,
        edge=deadline.get("edge", ""),
        count=Count(deadline.get("count", Count.EXCLUSIVE)),
        roll=Roll(deadline.get("roll", Roll.NONE)),
        at=dt.time.fromisoformat(at) if at else None,
    )


def _hours(anchor: Mapping[str, Any]) -> tuple[dt.time | None, dt.time | None]:
    """The hours at which the anchor opens and closes, as far as they are known."""
    if (due_hour := (anchor.get("deadline") or {}).get("at")) is not None:
        return dt.time.fromisoformat(due_hour), dt.time.fromisoformat(due_hour)
    sittings = (anchor.get("meeting") or {}).get("sittings") or []
    opens = [each["start"] for each in sittings if each.get("start")]
    closes = [each["end"] for each in sittings if each.get("end")]
    return (
        dt.time.fromisoformat(opens[0]) if opens else None,
        dt.time.fromisoformat(closes[-1]) if closes else None,
    )
