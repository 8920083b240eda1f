"""Dates known to the day, the month, the quarter, the half-year or the year."""

import calendar
import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Precision(StrEnum):
    """How much of a date is known."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"

    @property
    def months(self) -> int:
        """How many months a date of this precision covers; 0 for a day."""
        return {"day": 0, "month": 1, "quarter": 3, "half": 6, "year": 12}[self.value]


@dataclass(frozen=True, slots=True)
class ImpreciseDate:
    """A date and how much of it is known. Any day of the period may be given; `first` is kept."""

    date: dt.date
    precision: Precision = Precision.DAY

    def __post_init__(self) -> None:
        months = self.precision.months
        if months:
            month = (self.date.month - 1) // months * months + 1
            object.__setattr__(self, "date", dt.date(self.date.year, month, 1))

    @property
    def first(self) -> dt.date:
        """The first day it may be."""
        return self.date

    @property
    def last(self) -> dt.date:
        """The last day it may be."""
        if self.precision is Precision.DAY:
            return self.date
        month = self.date.month + self.precision.months - 1
        return dt.date(self.date.year, month, calendar.monthrange(self.date.year, month)[1])

    @property
    def ordinal(self) -> int:
        """Which month, quarter or half of its year it is, from 1; the day of the month for a day."""
        if self.precision is Precision.DAY:
            return self.date.day
        return (self.date.month - 1) // self.precision.months + 1

    def __contains__(self, day: dt.date) -> bool:
        return self.first <= day <= self.last

    def __str__(self) -> str:
        """`2020-10-21`, `2020-10`, `2020-Q4`, `2020-H2`, `2020`."""
        year = f"{self.date.year:04d}"
        match self.precision:
            case Precision.DAY:
                return self.date.isoformat()
            case Precision.MONTH:
                return f"{year}-{self.date.month:02d}"
            case Precision.QUARTER:
                return f"{year}-Q{self.ordinal}"
            case Precision.HALF:
                return f"{year}-H{self.ordinal}"
        return year


@dataclass(frozen=True, slots=True)
class Span:
    """From one date to another of the same precision, both included; one date where `end` is None."""

    start: dt.date
    end: dt.date | None = None
    precision: Precision = Precision.DAY

    def __post_init__(self) -> None:
        first = ImpreciseDate(self.start, self.precision)
        last = first if self.end is None else ImpreciseDate(self.end, self.precision)
        if last.first < first.first:
            raise ValueError(f"a span cannot end ({last}) before it starts ({first})")
        object.__setattr__(self, "start", first.first)
        object.__setattr__(self, "end", None if last == first else last.first)

    @property
    def opening(self) -> ImpreciseDate:
        """The date it starts."""
        return ImpreciseDate(self.start, self.precision)

    @property
    def closing(self) -> ImpreciseDate:
        """The date it ends, which may be the same."""
        return ImpreciseDate(self.end or self.start, self.precision)

    @property
    def first(self) -> dt.date:
        """The first day it covers."""
        return self.opening.first

    @property
    def last(self) -> dt.date:
        """The last day it covers."""
        return self.closing.last

    def __contains__(self, day: dt.date) -> bool:
        return self.first <= day <= self.last

    def __str__(self) -> str:
        """ISO-like: `2012-10-09/2012-10-30`."""
        return str(self.opening) if self.end is None else f"{self.opening}/{self.closing}"
