"""A date as typed, before its year is settled."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass

from portal.lib.dates import Precision
from portal.lib.typed.model import NotUnderstoodError


@dataclass(frozen=True, slots=True)
class Day:
    """A date as typed. `day` is 0 for a month, a quarter, a half or a year; `year` None where it is not typed."""

    month: int
    day: int
    year: int | None
    precision: Precision = Precision.DAY


def exists(year: int, month: int, day: int) -> bool:
    """Whether the calendar has that day."""
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


def date_of(day: Day, year: int, typed: str) -> dt.date:
    """Its first day; NotUnderstoodError where the calendar has none."""
    if not exists(year, day.month, day.day or 1):
        raise NotUnderstoodError("date", typed)
    return dt.date(year, day.month, day.day or 1)
