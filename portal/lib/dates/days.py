"""Dates and spans of dates in words.

English: a page and the United Nations write `6 September 2012`, the OAS `September 6, 2012` and in a masthead
`6 September 2012`. Spanish, French and Portuguese differ only in the OAS masthead, which drops the prepositions.
"""

import datetime as dt
from functools import cache

from babel.dates import get_day_names, get_month_names, get_quarter_names

from portal.lib.dates.precision import ImpreciseDate, Precision, Span
from portal.lib.dates.styles import Style, known_language
from portal.lib.dates.words import FIRST_OF_MONTH, HALVES, OF, PARTS_OF_YEAR, QUARTERS, TO


@cache
def _months(language: str) -> dict[int, str]:
    return {number: str(get_month_names("wide", "format", language)[number]) for number in range(1, 13)}


def weekday_name(day: dt.date, language: str, *, short: bool = False) -> str:
    """`Tuesday`, `martes`; short: `Tue`, `mar`."""
    names = get_day_names("abbreviated" if short else "wide", "format", known_language(language))
    name = str(names[day.weekday()])
    return name.rstrip(".") if short else name


def month_name(day: dt.date, language: str) -> str:
    """`September`, `septiembre`."""
    return _months(known_language(language))[day.month]


def short_month(day: dt.date, language: str, *, stop: bool = False) -> str:
    """`Sep`, `sept`; with `stop`, and where the language puts one after it, `févr.`."""
    name = str(get_month_names("abbreviated", "format", known_language(language))[day.month])
    return name if stop else name.rstrip(".")


def short_quarter(day: dt.date, language: str) -> str:
    """`Q3`, `T3`."""
    return str(get_quarter_names("abbreviated", "format", known_language(language))[(day.month - 1) // 3 + 1])


def _day_number(day: dt.date, language: str) -> str:
    return FIRST_OF_MONTH.get(language, "1") if day.day == 1 else str(day.day)


def _month_first(language: str, style: Style) -> bool:
    return language == "en" and style is Style.OAS


def _of(language: str, style: Style) -> str:
    return " " if style is Style.OAS_MASTHEAD else OF[language]


def format_date(
    value: dt.date | ImpreciseDate,
    language: str,
    style: Style = Style.PAGE,
    *,
    weekday: bool = False,
    year: bool = True,
) -> str:
    """One date: `September 6, 2012`, `martes 6 de septiembre de 2012`, `fourth quarter of 2020`.

    `weekday` and `year` matter only for a date known to the day.
    """
    language, style = known_language(language), Style(style)
    if isinstance(value, ImpreciseDate):
        if value.precision is not Precision.DAY:
            return _format_part_of_year(value, language, style)
        value = value.date
    text = _day_and_month(value, language, style)
    if year:
        text += (", " if _month_first(language, style) else _of(language, style)) + str(value.year)
    if weekday:
        comma = "," if language in ("en", "pt") else ""
        text = f"{weekday_name(value, language)}{comma} {text}"
    return text


def _day_and_month(day: dt.date, language: str, style: Style) -> str:
    month = month_name(day, language)
    if _month_first(language, style):
        return f"{month} {day.day}"
    return f"{_day_number(day, language)}{_of(language, style)}{month}"


def _format_part_of_year(value: ImpreciseDate, language: str, style: Style) -> str:
    year = str(value.date.year)
    match value.precision:
        case Precision.MONTH:
            return month_name(value.date, language) + _of(language, style) + year
        case Precision.QUARTER:
            return PARTS_OF_YEAR[language].format(part=QUARTERS[language][value.ordinal - 1], year=year)
        case Precision.HALF:
            return PARTS_OF_YEAR[language].format(part=HALVES[language][value.ordinal - 1], year=year)
    return year


def format_span(
    span: Span,
    language: str,
    style: Style = Style.PAGE,
    *,
    dash: bool | None = None,
    weekday: bool = False,
) -> str:
    """A span: `October 9 to 30, 2012`, `9–30 October 2012`, `9 al 30 de octubre de 2012`, `du 9 au 30 octobre 2012`.

    `dash` asks for a dash (True) or for words (False); left out, English of the United Nations and of pages has the
    dash and everything else words. `weekday` names the day of a span that is a single day.
    """
    language, style = known_language(language), Style(style)
    if span.end is None:
        return format_date(span.opening, language, style, weekday=weekday)
    if dash is None:
        dash = language == "en" and style in (Style.PAGE, Style.UN)
    if span.precision is Precision.DAY:
        return _format_days(span.first, span.last, language, style, dash=dash)
    return _format_parts_of_year(span, language, style, dash=dash)


def _format_days(first: dt.date, last: dt.date, language: str, style: Style, *, dash: bool) -> str:
    same_year = first.year == last.year
    same_month = same_year and first.month == last.month
    if not same_month:
        start = format_date(first, language, style, year=not same_year)
        return _joined(start, format_date(last, language, style), language, dash=dash, tight=False)
    if _month_first(language, style):
        days = _joined(str(first.day), str(last.day), language, dash=dash, tight=True)
        return f"{month_name(first, language)} {days}, {first.year}"
    start = _day_number(first, language)
    return _joined(start, format_date(last, language, style), language, dash=dash, tight=True)


def _format_parts_of_year(span: Span, language: str, style: Style, *, dash: bool) -> str:
    start, end = (format_date(each, language, style) for each in (span.opening, span.closing))
    if span.precision is Precision.YEAR:
        return f"{start}–{end}"
    if span.precision is Precision.MONTH and span.first.year == span.last.year:
        start = month_name(span.first, language)
    return _joined(start, end, language, dash=dash or span.precision is not Precision.MONTH, tight=False)


def _joined(start: str, end: str, language: str, *, dash: bool, tight: bool) -> str:
    if dash:
        return f"{start}–{end}" if tight else f"{start} – {end}"
    by_day = start[0].isdigit()
    return TO[language][0 if by_day else 1].format(start=start, end=end)
