"""Hours of a meeting in words. An end at midnight is stored as 00:00 and written as 24:00."""

import datetime as dt

from portal.lib.dates.styles import Style, known_language
from portal.lib.dates.words import MIDNIGHT, NOON


def format_clock(hour: dt.time, *, closing: bool = False) -> str:
    """The 24-hour clock, for machines and boxes of forms: `14:30`; `24:00` for a midnight that closes.

    People read `format_hour`: nobody should see two ways of writing hours on one page.
    """
    return "24:00" if closing and _is_midnight(hour) else f"{hour.hour:02d}:{hour.minute:02d}"


def format_hour(hour: dt.time, language: str, style: Style = Style.PAGE, *, closing: bool = False) -> str:
    """One hour: `2:30 p.m.`, `10 a.m.` (United Nations), `14:30`, `14 h 30`; `closing` makes 00:00 the end of a day."""
    language, style = known_language(language), Style(style)
    if language == "en":
        return _english(hour, style, closing=closing)
    if language == "fr":
        hours = 24 if closing and _is_midnight(hour) else hour.hour
        return f"{hours} h {hour.minute:02d}" if hour.minute else f"{hours} h"
    return format_clock(hour, closing=closing)


def format_second(hour: dt.time, language: str) -> str:
    """An hour to the second, where each counts: `2:13:05 p.m.`, `14:13:05`, `14 h 13 min 05 s`."""
    language = known_language(language)
    if language == "en":
        return f"{hour.hour % 12 or 12}:{hour:%M:%S} {_half(hour)}"
    if language == "fr":
        return f"{hour.hour} h {hour:%M} min {hour:%S} s"
    return f"{hour:%H:%M:%S}"


def format_hours(start: dt.time, end: dt.time | None, language: str, style: Style = Style.PAGE) -> str:
    """From one hour to another, `2:30 p.m. – 5:30 p.m.`; the start alone where the end is not known."""
    opening = format_hour(start, language, style)
    return opening if end is None else f"{opening} – {format_hour(end, language, style, closing=True)}"


def _is_midnight(hour: dt.time) -> bool:
    return (hour.hour, hour.minute) == (0, 0)


def _english(hour: dt.time, style: Style, *, closing: bool) -> str:
    if (hour.hour, hour.minute) == (12, 0):
        return NOON[style]
    if closing and _is_midnight(hour):
        return MIDNIGHT[style]
    minutes = "" if style is Style.UN and not hour.minute else f":{hour.minute:02d}"
    return f"{hour.hour % 12 or 12}{minutes} {_half(hour)}"


def _half(hour: dt.time) -> str:
    return "a.m." if hour.hour < 12 else "p.m."
