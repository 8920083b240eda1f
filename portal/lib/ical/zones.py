"""VTIMEZONE: what the clocks of a zone show, from 1970 on.

Always whole, whatever years a calendar needs: programs keep the first definition of a zone that they meet, and read
other calendars by it. Changes that come by one rule through several years are one observance with that rule.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from zoneinfo import ZoneInfo

from portal.lib.ical.text import escaped, folded

FIRST, LAST = 1970, 2037
"""The tables hold changes up to 2037; what goes on until then goes on."""
DAY, SECOND = dt.timedelta(days=1), dt.timedelta(seconds=1)
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(slots=True)
class _Observance:
    """Changes of the clock that follow one rule: in a month, the n-th such weekday (-1: the last), at one hour."""

    onsets: list[dt.datetime]
    """As the clock showed them until then (RFC 5545, 3.6.5)."""
    instants: list[dt.datetime]
    was: dt.timedelta
    now: dt.timedelta
    name: str
    daylight: bool
    weeks: set[int] = field(default_factory=set)

    def takes(self, other: _Observance) -> bool:
        """Join the change of the following year, where it comes by the same rule."""
        last, new = self.onsets[-1], other.onsets[0]
        same = (
            (self.was, self.now, self.name, self.daylight) == (other.was, other.now, other.name, other.daylight)
            and new.year == last.year + 1
            and (new.month, new.weekday(), new.time()) == (last.month, last.weekday(), last.time())
            and bool(self.weeks & other.weeks)
        )
        if same:
            self.onsets += other.onsets
            self.instants += other.instants
            self.weeks &= other.weeks
        return same


@lru_cache(maxsize=512)
def zone_lines(zone: str) -> str:
    """The component for a zone by its IANA name."""
    clock = ZoneInfo(zone)
    lines = ["BEGIN:VTIMEZONE", f"TZID:{escaped(zone)}"]
    for observance in _observances(clock):
        lines += _lines(observance)
    lines.append("END:VTIMEZONE")
    return "".join(folded(line) for line in lines)


def _observances(clock: ZoneInfo) -> list[_Observance]:
    start = dt.datetime(FIRST, 1, 1, tzinfo=dt.UTC)
    found = [_observance(start, start, clock)]
    running: list[_Observance] = []
    for change in _changes(clock, start):
        new = _observance(change, change - SECOND, clock)
        if not any(each.takes(new) for each in running):
            running.append(new)
            found.append(new)
    return found


def _changes(clock: ZoneInfo, start: dt.datetime) -> Iterator[dt.datetime]:
    """The instants, to the second, at which the clock or its name changes."""
    before = start
    while before.year <= LAST:
        after = before + DAY
        if _shown(before, clock) != _shown(after, clock):
            yield _between(before, after, clock)
        before = after


def _between(before: dt.datetime, after: dt.datetime, clock: ZoneInfo) -> dt.datetime:
    old = _shown(before, clock)
    while after - before > SECOND:
        middle = before + SECOND * ((after - before) // (2 * SECOND))
        if _shown(middle, clock) == old:
            before = middle
        else:
            after = middle
    return after


def _shown(moment: dt.datetime, clock: ZoneInfo) -> tuple[dt.timedelta | None, str | None]:
    there = moment.astimezone(clock)
    return there.utcoffset(), there.tzname()


def _observance(onset: dt.datetime, before: dt.datetime, clock: ZoneInfo) -> _Observance:
    was, now = before.astimezone(clock), onset.astimezone(clock)
    offset = was.utcoffset() or dt.timedelta()
    local = onset.replace(tzinfo=None) + offset
    weeks = {(local.day - 1) // 7 + 1}
    if local.day + 7 > calendar.monthrange(local.year, local.month)[1]:
        weeks.add(-1)
    there = now.utcoffset() or dt.timedelta()
    return _Observance([local], [onset], offset, there, now.tzname() or "", bool(now.dst()), weeks)


def _lines(observance: _Observance) -> list[str]:
    kind = "DAYLIGHT" if observance.daylight else "STANDARD"
    return [
        f"BEGIN:{kind}",
        f"DTSTART:{observance.onsets[0]:%Y%m%dT%H%M%S}",
        f"TZOFFSETFROM:{_offset(observance.was)}",
        f"TZOFFSETTO:{_offset(observance.now)}",
        f"TZNAME:{escaped(observance.name)}",
        *_rule(observance),
        f"END:{kind}",
    ]


def _rule(observance: _Observance) -> list[str]:
    first, last = observance.onsets[0], observance.onsets[-1]
    if first is last:
        return []
    week = -1 if -1 in observance.weeks else max(observance.weeks)
    # A day later than the last onset: some programs take the bound for an hour of the zone and would lose that one
    until = "" if last.year == LAST else f";UNTIL={observance.instants[-1] + DAY:%Y%m%dT%H%M%SZ}"
    return [f"RRULE:FREQ=YEARLY;BYMONTH={first.month};BYDAY={week}{WEEKDAYS[first.weekday()]}{until}"]


def _offset(offset: dt.timedelta) -> str:
    seconds = round(offset.total_seconds())
    sign, seconds = ("-" if seconds < 0 else "+"), abs(seconds)
    text = f"{sign}{seconds // 3600:02d}{seconds // 60 % 60:02d}"
    return f"{text}{seconds % 60:02d}" if seconds % 60 else text
