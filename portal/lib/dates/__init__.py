"""Dates of any precision, hours and zones, as pages and papers write them in English, Spanish, French and Portuguese.

Spaces are plain ones: who sets the text keeps a date or an hour together with `white-space: nowrap`,
or by `unbroken_times` where there is no style sheet.
"""

from portal.lib.dates.blocks import DateBlock, date_block
from portal.lib.dates.days import format_date, format_span, month_name, short_month, short_quarter, weekday_name
from portal.lib.dates.hours import format_clock, format_hour, format_hours, format_second
from portal.lib.dates.precision import ImpreciseDate, Precision, Span
from portal.lib.dates.styles import LANGUAGES, Style
from portal.lib.dates.unbroken import unbroken_times
from portal.lib.dates.years import FIRST_DAY, FIRST_YEAR, LAST_DAY, LAST_YEAR, is_within_years
from portal.lib.dates.zones import (
    ClockReading,
    Occurrence,
    city_of,
    in_zone,
    instant,
    occurrence,
    utc_offset,
    zones_before,
)

__all__ = [
    "FIRST_DAY",
    "FIRST_YEAR",
    "LANGUAGES",
    "LAST_DAY",
    "LAST_YEAR",
    "ClockReading",
    "DateBlock",
    "ImpreciseDate",
    "Occurrence",
    "Precision",
    "Span",
    "Style",
    "city_of",
    "date_block",
    "format_clock",
    "format_date",
    "format_hour",
    "format_hours",
    "format_second",
    "format_span",
    "in_zone",
    "instant",
    "is_within_years",
    "month_name",
    "occurrence",
    "short_month",
    "short_quarter",
    "unbroken_times",
    "utc_offset",
    "weekday_name",
    "zones_before",
]
