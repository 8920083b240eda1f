"""A venue's calendar as plain facts: which days are off, and why."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import cached_property

from meetings.calendars.public import Named, public_holiday, weekend_of
from meetings.enums import OwnDayKind
from portal.lib.multilingual import Multilingual

LONGEST = 4000
"""Days searched for working ones before a calendar without any is refused."""


@dataclass(frozen=True, slots=True)
class OwnDays:
    """Days on which the venue differs from its country."""

    start: dt.date
    end: dt.date
    kind: str
    name: Multilingual = field(default_factory=Multilingual)

    def covers(self, day: dt.date) -> bool:
        return self.start <= day <= self.end


@dataclass(frozen=True, slots=True)
class Hours:
    """A stretch of a weekday (1 is Monday) in which the house is open."""

    weekday: int
    start: dt.time
    end: dt.time


@dataclass(frozen=True, slots=True)
class DayOff:
    """Why a day is not a working one: `kind` is weekend, holiday, recess or closed."""

    kind: str
    name: Named | None = None


@dataclass(frozen=True)
class Calendar:
    """What a venue keeps. Without a country it has weekends and its own days alone."""

    country: str = ""
    subdivision: str = ""
    own: tuple[OwnDays, ...] = ()
    hours: tuple[Hours, ...] = ()

    def day_off(self, day: dt.date, language: str = "en") -> DayOff | None:
        """Why `day` is off; None for a working day. A day of work declared by the venue stands above all else."""
        own = [days for days in self.own if days.covers(day)]
        if any(days.kind == OwnDayKind.WORKING for days in own):
            return None
        if own:
            return DayOff(own[0].kind, _named(own[0].name, language))
        holiday = public_holiday(self.country, self.subdivision, day, language)
        if holiday:
            return DayOff(OwnDayKind.HOLIDAY, holiday)
        return DayOff("weekend") if day.weekday() in self.weekend else None

    def is_working(self, day: dt.date) -> bool:
        return self.day_off(day) is None

    def add_working_days(self, day: dt.date, count: int) -> dt.date:
        """The `count`-th working day after `day`, before it where `count` is negative; `day` itself is not counted.

        None at all is `day`, working or not: where it rolls to is the rule's to say.
        """
        step = dt.timedelta(days=1 if count > 0 else -1)
        left = abs(count)
        searched = 0
        while left:
            day += step
            searched += 1
            left -= self.is_working(day)
            if searched > LONGEST:
                raise ValueError(f"no {abs(count)} working days within {LONGEST} days")
        return day

    @cached_property
    def weekend(self) -> frozenset[int]:
        return weekend_of(self.country)

    def is_open(self, day: dt.date, start: dt.time, end: dt.time | None) -> bool:
        """Whether the house is open all through; always, where it states no hours."""
        if not self.hours:
            return True
        last = end if end is not None else start
        if end == dt.time(0):  # the midnight that ends the day
            return False
        return any(
            hours.weekday == day.isoweekday() and hours.start <= start and last <= hours.end for hours in self.hours
        )

    def hours_on(self, day: dt.date) -> list[Hours]:
        """The stretches of the day's weekday."""
        return [hours for hours in self.hours if hours.weekday == day.isoweekday()]


def _named(name: Multilingual, language: str) -> Named | None:
    if not name:
        return None
    picked = name.pick(language)
    return Named(picked.text, picked.language)
