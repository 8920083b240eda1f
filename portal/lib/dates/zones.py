"""Hours in zones: what instant an hour of the venue is, and what a reader's own clock shows then.

Where a clock is changed, two hours need a rule. An hour that is skipped (a gap) is read with the offset that held
before the change, so it falls as much later as the clock was put forward: 02:30 becomes 03:30. An hour that comes twice
(a fold) is its first coming unless `fold=1` is given. `occurrence` says which case it is, so that a form can ask.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from babel.dates import get_timezone_location

from portal.lib.dates.styles import known_language


class Occurrence(StrEnum):
    """How often an hour of a day comes in a zone."""

    ONCE = "once"
    NEVER = "never"
    TWICE = "twice"


@dataclass(frozen=True, slots=True)
class ClockReading:
    """What the reader's clock shows: date, hour, and how many days it is from the venue's date."""

    date: dt.date
    time: dt.time
    day_shift: int
    same_clock: bool
    zone: str


def _local(date: dt.date, time: dt.time, zone: str, *, fold: int, closing: bool) -> dt.datetime:
    if closing and (time.hour, time.minute) == (0, 0):
        date += dt.timedelta(days=1)
    return dt.datetime.combine(date, time.replace(fold=fold, tzinfo=None), tzinfo=ZoneInfo(zone))


def instant(date: dt.date, time: dt.time, zone: str, *, fold: int = 0, closing: bool = False) -> dt.datetime:
    """The instant, in UTC. With `closing`, 00:00 is the end of the date (24:00)."""
    return _local(date, time, zone, fold=fold, closing=closing).astimezone(dt.UTC)


def occurrence(date: dt.date, time: dt.time, zone: str) -> Occurrence:
    """Whether the hour comes once, never (the clock skips it) or twice on that date."""
    first = _local(date, time, zone, fold=0, closing=False)
    second = first.replace(fold=1)
    if first.utcoffset() == second.utcoffset():
        return Occurrence.ONCE
    back = first.astimezone(dt.UTC).astimezone(first.tzinfo)
    return Occurrence.TWICE if back.replace(tzinfo=None, fold=0) == first.replace(tzinfo=None) else Occurrence.NEVER


def in_zone(
    date: dt.date,
    time: dt.time,
    venue_zone: str,
    reader_zone: str,
    *,
    fold: int = 0,
    closing: bool = False,
) -> ClockReading:
    """What the reader's clock shows at an hour of the venue.

    `day_shift` is 1 when it is already the next day there. `same_clock` says that both clocks agree at that instant, so
    the reader's hour need not be printed.
    """
    moment = instant(date, time, venue_zone, fold=fold, closing=closing)
    there = moment.astimezone(ZoneInfo(reader_zone))
    here = moment.astimezone(ZoneInfo(venue_zone))
    shown_date, shown_time = there.date(), there.time().replace(fold=0)
    if closing and shown_time == dt.time(0):
        shown_date -= dt.timedelta(days=1)
    return ClockReading(
        date=shown_date,
        time=shown_time,
        day_shift=(shown_date - date).days,
        same_clock=there.utcoffset() == here.utcoffset(),
        zone=reader_zone,
    )


def zones_before(date: dt.date, moment: dt.datetime) -> frozenset[str]:
    """The zones (IANA names) in which `date` has not begun at an instant: none of them from noon in Greenwich on."""
    return _zones_before(
        date, moment.astimezone(dt.UTC).replace(minute=moment.minute // 15 * 15, second=0, microsecond=0)
    )


@lru_cache(maxsize=64)
def _zones_before(date: dt.date, quarter: dt.datetime) -> frozenset[str]:
    # No zone's midnight falls within a quarter of an hour.
    names = available_timezones() - {"localtime", "Factory"}
    return frozenset(name for name in names if quarter.astimezone(ZoneInfo(name)).date() < date)


def utc_offset(moment: dt.datetime, zone: str) -> str:
    """How far a zone is from UTC at an instant: `UTC−4`, `UTC+5:30`, `UTC`."""
    offset = moment.astimezone(ZoneInfo(zone)).utcoffset() or dt.timedelta()
    minutes = round(offset.total_seconds() / 60)
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '−'}{hours}" + (f":{rest:02d}" if rest else "")


@lru_cache(maxsize=2048)
def city_of(zone: str, language: str, venue_city: str = "") -> str:
    """The city that names a zone: the venue's own (`Washington`) if given, else CLDR's (`Lima`, `Nueva York`)."""
    if venue_city:
        return venue_city
    try:
        name = get_timezone_location(zone, locale=known_language(language), return_city=True)
    except LookupError:
        # A zone that CLDR does not know is still named by the last part of its identifier.
        name = zone.replace("_", " ")
    return name.rsplit("/", 1)[-1]
