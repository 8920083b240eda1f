"""Dates of any precision, hours and zones, as pages and papers write them in English, Spanish, French and Portuguese.

Spaces are plain ones: who sets the text keeps a date or an hour together with `white-space: nowrap`.
"""

from portal.lib.dates.blocks import DateBlock, date_block
from portal.lib.dates.days import format_date, format_span, month_name, short_month, short_quarter, weekday_name
from portal.lib.dates.hours import format_clock, format_hour, format_hours
from portal.lib.dates.precision import ImpreciseDate, Precision, Span
from portal.lib.dates.styles import LANGUAGES, Style
from portal.lib.dates.zones import ClockReading, Occurrence, city_of, in_zone, instant, occurrence, utc_offset

__all__ = [
    "LANGUAGES",
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
    "format_span",
    "in_zone",
    "instant",
    "month_name",
    "occurrence",
    "short_month",
    "short_quarter",
    "utc_offset",
    "weekday_name",
]
