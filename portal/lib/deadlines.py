"""When something is due: counted from an anchor by a rule, on a calendar, in a zone. No model, no settings, no clock.

A deadline of days is a day and perhaps a cut-off hour on the venue's clock; without one it is the whole day. A deadline
of hours is an instant: it is counted on the world's clock, and read on the venue's.
"""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol
from zoneinfo import ZoneInfo

from portal.lib.dates.zones import instant

MIDNIGHT = dt.time(0)
FIRST, LAST = dt.date(3, 1, 1), dt.date(9997, 12, 31)
"""Between these days a clock may be read in any zone, and a reminder set a year before or after."""


class UncountableError(ValueError):
    """The count leads out of the calendar, or finds no working day on it."""


class Unit(StrEnum):
    """What an offset is counted in."""

    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working_days"
    WEEKS = "weeks"
    MONTHS = "months"


MOST = {Unit.HOURS: 26_400, Unit.DAYS: 1_100, Unit.WORKING_DAYS: 800, Unit.WEEKS: 156, Unit.MONTHS: 36}
"""Three years: nothing is due so long before or after what it hangs on; more is a slip of the hand."""


class Count(StrEnum):
    """What becomes of the anchor's own day: not counted, counted as the first one, or only days that lie whole between.

    “Four full business days before” a Monday are Tuesday to Friday, so Monday before is the last day to hand in.
    """

    EXCLUSIVE = "exclusive"
    INCLUSIVE = "inclusive"
    FULL = "full"


class Roll(StrEnum):
    """Where a day off goes."""

    NONE = "none"
    BACK = "back"
    ON = "on"


class Calendar(Protocol):
    """Knows the venue's working days."""

    def is_working(self, day: dt.date) -> bool: ...

    def add_working_days(self, day: dt.date, count: int) -> dt.date: ...


@dataclass(frozen=True, slots=True)
class Rule:
    """So many units before or after one end of the anchor. `edge` is opening or closing; empty: the nearer one."""

    offset: int
    unit: Unit = Unit.DAYS
    before: bool = True
    edge: str = ""
    count: Count = Count.EXCLUSIVE
    roll: Roll = Roll.NONE
    at: dt.time | None = None

    @property
    def from_opening(self) -> bool:
        """Whether it is counted from the anchor's beginning."""
        return self.edge == "opening" if self.edge else self.before


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a deadline is counted from: its first and last day, and the hours at which it opens and closes if known.

    `zone`: on whose clock its hours are; empty: on that of what is counted from it.
    """

    first: dt.date
    last: dt.date
    opens: dt.time | None = None
    closes: dt.time | None = None
    zone: str = ""

    @classmethod
    def day(cls, day: dt.date, at: dt.time | None = None, zone: str = "") -> Anchor:
        """A single day, with an hour where it has one: a fixed date, a publication, another deadline."""
        return cls(day, day, at, at, zone)


@dataclass(frozen=True, slots=True)
class Due:
    """A day on the clock of a zone, with a cut-off hour; None, or 00:00, is the midnight that ends the day."""

    day: dt.date
    at: dt.time | None
    zone: str
    fold: int = 0

    @property
    def instant(self) -> dt.datetime:
        """The last instant that is in time, in UTC.

        End of 5 June 2020 in New York is 03:59:59 UTC on 6 June, the last second of the day.
        """
        day = min(max(self.day, FIRST), LAST)
        if self.at is None or self.at == MIDNIGHT:
            end = instant(day, MIDNIGHT, self.zone, closing=True)
            return end - dt.timedelta(seconds=1)
        return instant(day, self.at, self.zone, fold=self.fold)

    def is_late(self, moment: dt.datetime) -> bool:
        """Whether what came at `moment` came after it, by whole seconds: 18:00:00 is in time, 18:00:01 is late."""
        return moment.replace(microsecond=0) > self.instant

    def days_left(self, now: dt.datetime, zone: str | None = None) -> int:
        """Calendar days from today to the day it is due, both as the clock of `zone` (its own, else) reads them."""
        clock = ZoneInfo(zone or self.zone)
        return (self.instant.astimezone(clock).date() - now.astimezone(clock).date()).days


def due(rule: Rule, anchor: Anchor, days: Calendar, zone: str) -> Due:
    """When it is due by the rule, on the clock of `zone`; UncountableError where that is no day of any calendar."""
    try:
        if rule.unit is Unit.HOURS:
            return _hours(rule, anchor, days, zone)
        start = anchor.first if rule.from_opening else anchor.last
        return Due(_rolled(_counted(rule, start, days), rule.roll, days), rule.at, zone)
    except (OverflowError, ValueError) as error:
        raise UncountableError(str(error)) from error


def remind_at(due: Due, days_before: int, hour: dt.time, zone: str) -> dt.datetime:
    """The instant of a reminder: at `hour` on the reader's clock, so many days before the day it is due there.

    A negative number is so many days after it. An hour that the clock skips comes as much later as the clock is put on.
    """
    day = due.instant.astimezone(ZoneInfo(zone)).date() - dt.timedelta(days=days_before)
    return instant(day, hour, zone)


def _hours(rule: Rule, anchor: Anchor, days: Calendar, zone: str) -> Due:
    there_zone = anchor.zone or zone
    if rule.from_opening:
        from_there = instant(anchor.first, anchor.opens or MIDNIGHT, there_zone)
    else:
        from_there = instant(anchor.last, anchor.closes or MIDNIGHT, there_zone, closing=True)
    step = dt.timedelta(hours=rule.offset)
    there = (from_there - step if rule.before else from_there + step).astimezone(ZoneInfo(zone))
    day, at = there.date(), there.time()
    if at == MIDNIGHT:  # the midnight that ends the day before
        day -= dt.timedelta(days=1)
    rolled = _rolled(day, rule.roll, days)
    return Due(rolled, at.replace(fold=0), zone, there.fold if rolled == day else 0)


def _counted(rule: Rule, day: dt.date, days: Calendar) -> dt.date:
    step = -1 if rule.before else 1
    offset = rule.offset
    if rule.count is Count.INCLUSIVE and offset and (rule.unit is not Unit.WORKING_DAYS or days.is_working(day)):
        day -= dt.timedelta(days=step)
    if rule.unit is Unit.WORKING_DAYS:
        found = days.add_working_days(day, step * offset)
    elif rule.unit is Unit.MONTHS:
        found = _months(day, step * offset)
    else:
        found = day + dt.timedelta(days=step * offset * (7 if rule.unit is Unit.WEEKS else 1))
    if rule.count is Count.FULL and rule.before and offset:
        found -= dt.timedelta(days=1)
        if rule.unit is Unit.WORKING_DAYS and not days.is_working(found):
            found = days.add_working_days(found, -1)
    return found


def _months(day: dt.date, count: int) -> dt.date:
    """The same day of another month, or its last where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))


def _rolled(day: dt.date, roll: Roll, days: Calendar) -> dt.date:
    if roll is Roll.NONE or days.is_working(day):
        return day
    return days.add_working_days(day, -1 if roll is Roll.BACK else 1)
