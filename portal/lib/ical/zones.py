"""VTIMEZONE: what the clocks of a zone show over some years, each change of them by its own onset."""

import datetime as dt
from functools import lru_cache
from zoneinfo import ZoneInfo

from portal.lib.ical.text import escaped, folded

DAY = dt.timedelta(days=1)


@lru_cache(maxsize=512)
def zone_lines(zone: str, first_year: int, last_year: int) -> str:
    """The component for a zone from the beginning of one year to the end of another.

    Each change is an observance of its own rather than a rule: governments change their rules within a term.
    """
    clock = ZoneInfo(zone)
    start = dt.datetime(first_year, 1, 1, tzinfo=dt.UTC)
    end = dt.datetime(last_year + 1, 1, 1, tzinfo=dt.UTC)
    lines = ["BEGIN:VTIMEZONE", f"TZID:{escaped(zone)}"]
    lines += _observance(start - DAY, start - DAY - dt.timedelta(seconds=1), clock)
    for change in _changes(clock, start, end):
        lines += _observance(change, change - dt.timedelta(seconds=1), clock)
    lines.append("END:VTIMEZONE")
    return "".join(folded(line) for line in lines)


def _changes(clock: ZoneInfo, start: dt.datetime, end: dt.datetime) -> list[dt.datetime]:
    """The instants, to the second, at which the clock or its name changes."""
    found = []
    before = start - DAY
    while before < end:
        after = before + DAY
        if _shown(before, clock) != _shown(after, clock):
            found.append(_between(before, after, clock))
        before = after
    return found


def _between(before: dt.datetime, after: dt.datetime, clock: ZoneInfo) -> dt.datetime:
    old = _shown(before, clock)
    while after - before > dt.timedelta(seconds=1):
        middle = before + dt.timedelta(seconds=(after - before) // dt.timedelta(seconds=2))
        if _shown(middle, clock) == old:
            before = middle
        else:
            after = middle
    return after


def _shown(moment: dt.datetime, clock: ZoneInfo) -> tuple[dt.timedelta | None, str | None]:
    there = moment.astimezone(clock)
    return there.utcoffset(), there.tzname()


def _observance(onset: dt.datetime, before: dt.datetime, clock: ZoneInfo) -> list[str]:
    """One observance; its onset is told in the hour that the clock showed until then (RFC 5545, 3.6.5)."""
    was, now = before.astimezone(clock), onset.astimezone(clock)
    kind = "DAYLIGHT" if now.dst() else "STANDARD"
    local = onset.replace(tzinfo=None) + (was.utcoffset() or dt.timedelta())
    return [
        f"BEGIN:{kind}",
        f"DTSTART:{local:%Y%m%dT%H%M%S}",
        f"TZOFFSETFROM:{_offset(was)}",
        f"TZOFFSETTO:{_offset(now)}",
        f"TZNAME:{escaped(now.tzname() or '')}",
        f"END:{kind}",
    ]


def _offset(there: dt.datetime) -> str:
    seconds = round((there.utcoffset() or dt.timedelta()).total_seconds())
    sign, seconds = ("-" if seconds < 0 else "+"), abs(seconds)
    text = f"{sign}{seconds // 3600:02d}{seconds // 60 % 60:02d}"
    return f"{text}{seconds % 60:02d}" if seconds % 60 else text
