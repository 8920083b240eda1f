"""From the parts of a date that are printed to days."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import replace

from meetings.imports.date_parts import Point, Printed
from portal.lib.dates import ImpreciseDate, Precision

Days = tuple[dt.date, dt.date]


def ordered(point: Point, order: str) -> Point:
    """With day and month told apart."""
    if point.either is None:
        return point
    one, two = point.either
    day, month = (two, one) if (order == "mdy" and one <= 12) or two > 12 else (one, two)
    return replace(point, day=day, month=month, either=None)


def days_of(printed: Printed, order: str, year: int | None = None) -> Days | None:
    """First and last day, with `year` where none is printed; None for a day that no calendar has."""
    first, last = ordered(printed.first, order), printed.last and ordered(printed.last, order)
    if first.year is None:
        first = replace(first, year=(last.year if last and last.year else year))
    if last is not None and last.year is None:
        last = replace(last, year=first.year)
    opening = _one(first, printed.precision)
    closing = _one(last, printed.precision) if last else opening
    if opening is None or closing is None:
        return None
    if closing[1] < opening[0]:
        return _turned(printed, first, last or first, opening, closing)
    return opening[0], closing[1]


def _turned(printed: Printed, first: Point, last: Point, opening: Days, closing: Days) -> Days | None:
    """`28 December – 4 January 2013` begins the year before, unless both years are printed."""
    before = _one(replace(first, year=(first.year or 0) - 1), printed.precision)
    years_printed = printed.first.year is not None and printed.last is not None and printed.last.year is not None
    if years_printed and printed.first.year != (printed.last and printed.last.year):
        return opening[0], closing[1]
    if before is None or (closing[1] - before[0]).days > 300:
        return opening[0], closing[1]
    if printed.last is not None and printed.last.year is not None:
        return before[0], closing[1]
    after = _one(replace(last, year=(last.year or 0) + 1), printed.precision)
    return (opening[0], after[1]) if after else None


def _one(point: Point, precision: Precision) -> Days | None:
    if point.year is None:
        return None
    try:
        if precision in (Precision.QUARTER, Precision.HALF):
            month = ((point.part or 1) - 1) * precision.months + 1
            part = ImpreciseDate(dt.date(point.year, month, 1), precision)
            return part.first, part.last
        if precision is Precision.YEAR:
            return dt.date(point.year, 1, 1), dt.date(point.year, 12, 31)
        if precision is Precision.MONTH:
            last = calendar.monthrange(point.year, point.month or 1)[1]
            return dt.date(point.year, point.month or 1, 1), dt.date(point.year, point.month or 1, last)
        day = dt.date(point.year, point.month or 1, point.day or 1)
    except ValueError:
        return None
    return day, day
