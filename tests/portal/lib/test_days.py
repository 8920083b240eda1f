"""Dates of every precision, as pages and papers write them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.lib.dates import (
    LANGUAGES,
    ImpreciseDate,
    Precision,
    Span,
    Style,
    date_block,
    format_date,
    format_span,
    unbroken_times,
    weekday_name,
)

pytestmark = pytest.mark.once

MEETING = dt.date(2012, 9, 6)
dates = st.dates(dt.date(1948, 1, 1), dt.date(2100, 12, 31))
languages, styles, precisions = st.sampled_from(LANGUAGES), st.sampled_from(Style), st.sampled_from(Precision)


@pytest.mark.parametrize(
    ("language", "style", "text"),
    [
        ("en", "page", "6 September 2012"),
        ("en", "oas", "September 6, 2012"),
        ("en", "oas_masthead", "6 September 2012"),
        ("en", "un", "6 September 2012"),
        ("es", "page", "6 de septiembre de 2012"),
        ("es", "oas", "6 de septiembre de 2012"),
        ("es", "oas_masthead", "6 septiembre 2012"),
        ("fr", "oas", "6 septembre 2012"),
        ("fr", "oas_masthead", "6 septembre 2012"),
        ("pt", "oas", "6 de setembro de 2012"),
        ("pt", "oas_masthead", "6 setembro 2012"),
        ("pt-br", "un", "6 de setembro de 2012"),
        ("de", "un", "6 September 2012"),
    ],
)
def test_day_follows_language_and_house(language: str, style: Style, text: str) -> None:
    assert format_date(MEETING, language, style) == text


@pytest.mark.parametrize(
    ("language", "style", "text"),
    [
        ("en", "oas", "Thursday, September 6, 2012"),
        ("en", "un", "Thursday, 6 September 2012"),
        ("es", "oas", "jueves 6 de septiembre de 2012"),
        ("fr", "oas", "jeudi 6 septembre 2012"),
        ("pt", "oas", "quinta-feira, 6 de setembro de 2012"),
    ],
)
def test_weekday_stands_before_the_day(language: str, style: Style, text: str) -> None:
    assert format_date(MEETING, language, style, weekday=True) == text


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "1 October"), ("es", "1 de octubre"), ("fr", "1er octobre"), ("pt", "1º de outubro")],
)
def test_first_of_month_is_an_ordinal_in_french_and_portuguese(language: str, text: str) -> None:
    assert format_date(dt.date(2004, 10, 1), language, year=False) == text


@pytest.mark.parametrize(
    ("precision", "texts"),
    [
        ("month", ["September 2005", "septiembre de 2005", "septembre 2005", "setembro de 2005"]),
        (
            "quarter",
            [
                "third quarter of 2005",
                "tercer trimestre de 2005",
                "troisième trimestre 2005",
                "terceiro trimestre de 2005",
            ],
        ),
        (
            "half",
            ["second half of 2005", "segundo semestre de 2005", "second semestre 2005", "segundo semestre de 2005"],
        ),
        ("year", ["2005", "2005", "2005", "2005"]),
    ],
)
def test_what_is_known_of_a_date_is_what_is_said(precision: Precision, texts: list[str]) -> None:
    value = ImpreciseDate(dt.date(2005, 9, 17), Precision(precision))
    assert [format_date(value, language) for language in LANGUAGES] == texts


@pytest.mark.parametrize(
    ("first", "last", "texts"),
    [
        (
            "2012-10-09",
            "2012-10-30",
            [
                "October 9 to 30, 2012",
                "9 al 30 de octubre de 2012",
                "du 9 au 30 octobre 2012",
                "9 a 30 de outubro de 2012",
            ],
        ),
        (
            "2004-09-30",
            "2004-10-01",
            [
                "September 30 to October 1, 2004",
                "30 de septiembre al 1 de octubre de 2004",
                "du 30 septembre au 1er octobre 2004",
                "30 de setembro a 1º de outubro de 2004",
            ],
        ),
        (
            "2012-12-30",
            "2013-01-02",
            [
                "December 30, 2012 to January 2, 2013",
                "30 de diciembre de 2012 al 2 de enero de 2013",
                "du 30 décembre 2012 au 2 janvier 2013",
                "30 de dezembro de 2012 a 2 de janeiro de 2013",
            ],
        ),
    ],
)
def test_span_of_days_says_month_and_year_once(first: str, last: str, texts: list[str]) -> None:
    span = Span(dt.date.fromisoformat(first), dt.date.fromisoformat(last))
    assert [format_span(span, language, Style.OAS) for language in LANGUAGES] == texts


def test_english_of_pages_and_the_united_nations_has_dashes() -> None:
    october = Span(dt.date(2019, 10, 1), dt.date(2019, 10, 3))
    two_months = Span(dt.date(2004, 9, 30), dt.date(2004, 10, 1))
    assert format_span(october, "en", Style.UN) == "1–3 October 2019"
    assert format_span(two_months, "en", Style.PAGE) == "30 September – 1 October 2004"
    assert format_span(october, "en", Style.UN, dash=False) == "1 to 3 October 2019"
    assert format_span(two_months, "en", Style.OAS, dash=True) == "September 30 – October 1, 2004"
    assert format_span(october, "es", Style.UN, dash=True) == "1–3 de octubre de 2019"


@pytest.mark.parametrize(
    ("precision", "first", "last", "texts"),
    [
        (
            "month",
            "2012-09-01",
            "2013-04-01",
            ["September 2012 – April 2013", "septiembre de 2012 a abril de 2013", "septembre 2012 à avril 2013"],
        ),
        (
            "month",
            "2012-09-01",
            "2012-12-01",
            ["September – December 2012", "septiembre a diciembre de 2012", "septembre à décembre 2012"],
        ),
        (
            "quarter",
            "2020-09-01",
            "2021-03-01",
            [
                "third quarter of 2020 – first quarter of 2021",
                "tercer trimestre de 2020 – primer trimestre de 2021",
                "troisième trimestre 2020 – premier trimestre 2021",
            ],
        ),
        ("year", "2012-05-01", "2013-04-01", ["2012–2013", "2012–2013", "2012–2013"]),
    ],
)
def test_span_of_parts_of_the_year(precision: str, first: str, last: str, texts: list[str]) -> None:
    span = Span(dt.date.fromisoformat(first), dt.date.fromisoformat(last), Precision(precision))
    assert [format_span(span, language) for language in ("en", "es", "fr")] == texts


def test_span_of_one_day_is_a_day() -> None:
    assert format_span(Span(MEETING, MEETING), "en", Style.OAS, weekday=True) == "Thursday, September 6, 2012"


def test_span_does_not_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match=r"cannot end \(2012-10-08\) before it starts \(2012-10-09\)"):
        Span(dt.date(2012, 10, 9), dt.date(2012, 10, 8))


@given(dates, precisions)
def test_imprecise_date_holds_the_days_it_may_be(day: dt.date, precision: Precision) -> None:
    value = ImpreciseDate(day, precision)
    assert day in value
    assert value == ImpreciseDate(value.last, precision)
    assert (value.last - value.first).days + 1 in {
        Precision.DAY: {1},
        Precision.MONTH: {28, 29, 30, 31},
        Precision.QUARTER: {90, 91, 92},
        Precision.HALF: {181, 182, 184},
        Precision.YEAR: {365, 366},
    }[precision]
    assert value.last + dt.timedelta(days=1) not in value
    assert value.first - dt.timedelta(days=1) not in value


@pytest.mark.parametrize(
    ("precision", "text"),
    [("day", "2020-11-21"), ("month", "2020-11"), ("quarter", "2020-Q4"), ("half", "2020-H2"), ("year", "2020")],
)
def test_imprecise_date_has_a_short_form(precision: str, text: str) -> None:
    assert str(ImpreciseDate(dt.date(2020, 11, 21), Precision(precision))) == text


@given(dates, dates, languages, styles, precisions)
def test_every_span_names_its_years(
    one: dt.date,
    other: dt.date,
    language: str,
    style: Style,
    precision: Precision,
) -> None:
    span = Span(min(one, other), max(one, other), precision)
    text = format_span(span, language, style)
    assert str(span.first.year) in text
    assert str(span.last.year) in text
    assert span.first <= min(one, other) <= max(one, other) <= span.last


@given(dates, dates, languages, styles)
def test_different_days_are_written_differently(one: dt.date, other: dt.date, language: str, style: Style) -> None:
    assert (format_date(one, language, style) == format_date(other, language, style)) == (one == other)


def test_weekdays_have_short_names() -> None:
    names = [weekday_name(MEETING, language, short=True) for language in LANGUAGES]
    assert names == ["Thu", "jue", "jeu", "qui"]


def test_date_block_has_the_parts_of_a_day() -> None:
    block = date_block(dt.date(2012, 9, 19), "es")
    assert (block.day, block.weekday, block.month, block.month_short) == ("19", "miércoles", "septiembre", "sept")
    assert (block.year, block.iso) == ("2012", "2012-09-19")


def test_date_block_of_a_period_has_both_days_in_one_month() -> None:
    october = date_block(Span(dt.date(2012, 10, 9), dt.date(2012, 10, 30)), "en")
    assert (october.day, october.weekday, october.month) == ("9–30", "", "October")
    assert date_block(Span(dt.date(2004, 9, 30), dt.date(2004, 10, 1)), "en").day == "30"


def test_date_block_of_a_part_of_the_year_has_no_day() -> None:
    month = date_block(Span(dt.date(2005, 9, 1), precision=Precision.MONTH), "pt")
    quarter = date_block(Span(dt.date(2020, 10, 1), precision=Precision.QUARTER), "en")
    assert (month.day, month.weekday, month.month, month.iso) == ("", "", "setembro", "2005-09")
    assert (quarter.day, quarter.month, quarter.iso) == ("", "fourth quarter of 2020", "2020-Q4")


@pytest.mark.parametrize(
    ("language", "written", "whole"),
    [
        ("en", "Due on 8 October 2026, 6:00 p.m., or 12:00 noon", "Due on 8~October~2026, 6:00~p.m., or 12:00~noon"),
        ("en", "<p>Tuesday, 4–8 May 2026</p>\nMay it come", "<p>Tuesday, 4–8~May~2026</p>\nMay it come"),
        ("es", "Martes 6 de octubre de 2026, a las 10:00 a. m.", "Martes 6~de~octubre~de~2026, a las 10:00~a.~m."),
        ("es", "en marzo de 2026, del 4 al 8 de mayo", "en marzo~de~2026, del 4 al 8~de~mayo"),
        (
            "fr",
            "le 1er août 2026 à 14 h 30, 9 h ou 14 h 13 min 05 s",
            "le 1er~août~2026 à 14~h~30, 9~h ou 14~h~13~min~05~s",
        ),
        ("pt-br", "em 1º de março de 2026, às 18:00", "em 1º~de~março~de~2026, às 18:00"),
        ("de", "5 hours, 3 haches, 12 May be", "5 hours, 3 haches, 12~May be"),
    ],
)
def test_dates_and_hours_of_a_text_are_kept_whole(language: str, written: str, whole: str) -> None:
    assert unbroken_times(written, language) == whole.replace("~", "\u00a0")
