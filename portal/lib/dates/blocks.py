"""The block that anchors a row of a schedule: day, weekday and month, each on its own line."""

import datetime as dt
from dataclasses import dataclass

from portal.lib.dates.days import format_date, month_name, short_month, weekday_name
from portal.lib.dates.precision import Precision, Span
from portal.lib.dates.styles import known_language


@dataclass(frozen=True, slots=True)
class DateBlock:
    """The parts of a date as set in a block. `day` is `19` or `9–30`; empty for what is not known to the day."""

    day: str
    weekday: str
    month: str
    month_short: str
    year: str
    iso: str


def date_block(value: dt.date | Span, language: str) -> DateBlock:
    """The block of a day or a span; for a part of the year, `month` holds its name whole (`fourth quarter of 2020`)."""
    span = value if isinstance(value, Span) else Span(value)
    language = known_language(language)
    first, iso = span.first, span.opening
    if span.precision is not Precision.DAY:
        by_month = span.precision is Precision.MONTH
        name = month_name(first, language) if by_month else format_date(span.opening, language)
        short = short_month(first, language) if by_month else name
        return DateBlock(day="", weekday="", month=name, month_short=short, year=str(first.year), iso=str(iso))
    day = str(first.day)
    if span.end is not None and (span.end.year, span.end.month) == (first.year, first.month):
        day = f"{first.day}–{span.end.day}"
    return DateBlock(
        day=day,
        weekday=weekday_name(first, language) if span.end is None else "",
        month=month_name(first, language),
        month_short=short_month(first, language),
        year=str(first.year),
        iso=str(iso),
    )
