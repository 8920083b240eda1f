"""Hours in words, and on the clocks of venue and reader."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.lib.dates import (
    LANGUAGES,
    Occurrence,
    Style,
    city_of,
    format_clock,
    format_hour,
    format_hours,
    format_second,
    in_zone,
    instant,
    occurrence,
    utc_offset,
)

pytestmark = pytest.mark.once

NEW_YORK, LIMA, MEXICO = "America/New_York", "America/Lima", "America/Mexico_City"
ZONES = [NEW_YORK, LIMA, MEXICO, "America/Santiago", "America/St_Johns", "Europe/Paris", "Asia/Kolkata", "UTC"]
AFTERNOON = dt.time(14, 30)


@pytest.mark.parametrize(
    ("language", "style", "text"),
    [
        ("en", "page", "2:30 p.m. – 5:30 p.m."),
        ("en", "oas", "2:30 p.m. – 5:30 p.m."),
        ("en", "un", "2:30 p.m. – 5:30 p.m."),
        ("es", "oas", "14:30 – 17:30"),
        ("pt", "oas", "14:30 – 17:30"),
        ("fr", "oas", "14 h 30 – 17 h 30"),
    ],
)
def test_hours_follow_language(language: str, style: Style, text: str) -> None:
    assert format_hours(AFTERNOON, dt.time(17, 30), language, style) == text


@pytest.mark.parametrize(
    ("hour", "page", "un", "french"),
    [
        (dt.time(10), "10:00 a.m.", "10 a.m.", "10 h"),
        (dt.time(15, 5), "3:05 p.m.", "3:05 p.m.", "15 h 05"),
        (dt.time(12), "12:00 noon", "12 noon", "12 h"),
        (dt.time(12, 15), "12:15 p.m.", "12:15 p.m.", "12 h 15"),
        (dt.time(0), "12:00 a.m.", "12 a.m.", "0 h"),
    ],
)
def test_single_hour(hour: dt.time, page: str, un: str, french: str) -> None:
    assert format_hour(hour, "en") == page
    assert format_hours(hour, None, "en", Style.UN) == un
    assert format_hour(hour, "fr") == french


@pytest.mark.parametrize(
    ("hour", "words"),
    [
        (dt.time(14, 13, 5), ["2:13:05 p.m.", "14:13:05", "14 h 13 min 05 s", "14:13:05"]),
        (dt.time(0, 0, 1), ["12:00:01 a.m.", "00:00:01", "0 h 00 min 01 s", "00:00:01"]),
        (dt.time(12), ["12:00:00 p.m.", "12:00:00", "12 h 00 min 00 s", "12:00:00"]),
    ],
)
def test_hour_to_the_second(hour: dt.time, words: list[str]) -> None:
    assert [format_second(hour, language) for language in LANGUAGES] == words


def test_midnight_that_closes_is_twenty_four() -> None:
    evening = dt.time(19), dt.time(0)
    assert [format_hours(*evening, language, Style.OAS) for language in LANGUAGES] == [
        "7:00 p.m. – 12:00 midnight",
        "19:00 – 24:00",
        "19 h – 24 h",
        "19:00 – 24:00",
    ]
    assert format_clock(dt.time(0)) == "00:00"
    assert format_clock(dt.time(0), closing=True) == "24:00"


@pytest.mark.parametrize(
    ("date", "reader", "hour", "offset"),
    [
        # Washington on winter time, then on summer time: 2012-2013 and 2021.
        ("2012-10-02", LIMA, "13:30", "UTC−4"),
        ("2012-12-12", LIMA, "14:30", "UTC−5"),
        ("2013-02-19", LIMA, "14:30", "UTC−5"),
        ("2013-03-26", LIMA, "13:30", "UTC−4"),
        ("2021-01-26", LIMA, "14:30", "UTC−5"),
        ("2021-03-30", LIMA, "13:30", "UTC−4"),
        # Mexico keeps winter time until 4 April 2021.
        ("2021-03-30", MEXICO, "12:30", "UTC−4"),
        ("2021-04-13", MEXICO, "13:30", "UTC−4"),
        ("2021-03-12", NEW_YORK, "14:30", "UTC−5"),
        ("2021-03-15", NEW_YORK, "14:30", "UTC−4"),
    ],
)
def test_reader_has_own_hour(date: str, reader: str, hour: str, offset: str) -> None:
    day = dt.date.fromisoformat(date)
    reading = in_zone(day, AFTERNOON, NEW_YORK, reader)
    assert (reading.date, format_clock(reading.time), reading.day_shift) == (day, hour, 0)
    assert reading.same_clock == (hour == "14:30")
    assert utc_offset(instant(day, AFTERNOON, NEW_YORK), NEW_YORK) == offset


def test_reader_may_be_on_another_day() -> None:
    late = in_zone(dt.date(2021, 3, 30), dt.time(22), NEW_YORK, "Europe/Paris")
    early = in_zone(dt.date(2021, 3, 30), dt.time(9), "Asia/Tokyo", LIMA)
    assert (late.date, late.time, late.day_shift) == (dt.date(2021, 3, 31), dt.time(4), 1)
    assert (early.date, early.time, early.day_shift) == (dt.date(2021, 3, 29), dt.time(19), -1)


def test_end_of_a_day_is_the_next_midnight() -> None:
    day = dt.date(2020, 6, 5)
    assert instant(day, dt.time(0), NEW_YORK, closing=True) == dt.datetime(2020, 6, 6, 4, tzinfo=dt.UTC)
    assert instant(day, dt.time(0), NEW_YORK) == dt.datetime(2020, 6, 5, 4, tzinfo=dt.UTC)
    assert instant(day, dt.time(17), NEW_YORK, closing=True) == dt.datetime(2020, 6, 5, 21, tzinfo=dt.UTC)


def test_end_of_a_day_stays_on_that_day_for_the_same_clock() -> None:
    reading = in_zone(dt.date(2020, 6, 5), dt.time(0), NEW_YORK, NEW_YORK, closing=True)
    assert (reading.date, reading.day_shift) == (dt.date(2020, 6, 5), 0)
    assert format_clock(reading.time, closing=True) == "24:00"


@pytest.mark.parametrize(
    ("date", "hour", "times", "moment"),
    [
        ("2012-11-04", "00:30", "once", "04:30"),
        ("2012-11-04", "01:30", "twice", "05:30"),
        ("2012-11-04", "02:30", "once", "07:30"),
        ("2013-03-10", "02:30", "never", "07:30"),
        ("2013-03-10", "03:30", "once", "07:30"),
        ("2021-03-14", "02:00", "never", "07:00"),
        ("2021-11-07", "01:00", "twice", "05:00"),
    ],
)
def test_hours_at_a_change_of_clock(date: str, hour: str, times: str, moment: str) -> None:
    day, time = dt.date.fromisoformat(date), dt.time.fromisoformat(hour)
    assert occurrence(day, time, NEW_YORK) is Occurrence(times)
    assert instant(day, time, NEW_YORK).strftime("%H:%M") == moment


def test_second_coming_of_an_hour_can_be_asked_for() -> None:
    day, time = dt.date(2012, 11, 4), dt.time(1, 30)
    assert instant(day, time, NEW_YORK, fold=1) - instant(day, time, NEW_YORK) == dt.timedelta(hours=1)


def test_skipped_hour_shows_later_on_the_venue_clock() -> None:
    reading = in_zone(dt.date(2013, 3, 10), dt.time(2, 30), NEW_YORK, NEW_YORK)
    assert reading.time == dt.time(3, 30)


def test_day_that_a_country_skipped_never_comes() -> None:
    assert occurrence(dt.date(2011, 12, 30), dt.time(12), "Pacific/Apia") is Occurrence.NEVER


@given(
    st.dates(dt.date(2004, 1, 1), dt.date(2030, 12, 31)),
    st.times().map(lambda time: time.replace(microsecond=0)),
    st.sampled_from(ZONES),
    st.sampled_from(ZONES),
)
def test_reading_there_and_back_gives_the_same_instant(
    day: dt.date,
    time: dt.time,
    venue: str,
    reader: str,
) -> None:
    reading = in_zone(day, time, venue, reader)
    start = instant(day, time, venue)
    shown = dt.datetime.combine(reading.date, reading.time, tzinfo=ZoneInfo(reader))
    assert start in (shown.astimezone(dt.UTC), shown.replace(fold=1).astimezone(dt.UTC))
    assert reading.day_shift == (reading.date - day).days
    assert abs(reading.day_shift) <= 1
    if venue == reader and occurrence(day, time, venue) is not Occurrence.NEVER:
        assert (reading.date, reading.time, reading.same_clock) == (day, time, True)


@given(st.times())
def test_hours_are_told_apart_to_the_minute(hour: dt.time) -> None:
    later = (dt.datetime.combine(dt.date(2020, 1, 1), hour) + dt.timedelta(minutes=1)).time()
    for language in LANGUAGES:
        for style in Style:
            assert format_hour(hour, language, style) != format_hour(later, language, style)


@pytest.mark.parametrize(
    ("zone", "cities"),
    [
        (LIMA, ["Lima", "Lima", "Lima", "Lima"]),
        (MEXICO, ["Mexico City", "Ciudad de México", "Mexico", "Cidade do México"]),
        ("America/Argentina/Buenos_Aires", ["Buenos Aires"] * 4),
        ("America/Sao_Paulo", ["Sao Paulo", "São Paulo", "São Paulo", "São Paulo"]),
        ("Mars/Olympus_Mons", ["Olympus Mons"] * 4),
    ],
)
def test_zone_is_named_by_a_city(zone: str, cities: list[str]) -> None:
    assert [city_of(zone, language) for language in LANGUAGES] == cities


def test_city_of_the_venue_comes_first() -> None:
    assert city_of(NEW_YORK, "es", "Washington") == "Washington"
    assert city_of(NEW_YORK, "es") == "Nueva York"


@pytest.mark.parametrize(
    ("zone", "offset"),
    [("UTC", "UTC"), ("Asia/Kolkata", "UTC+5:30"), ("America/St_Johns", "UTC−3:30"), ("Asia/Tokyo", "UTC+9")],
)
def test_offset_is_printed_with_a_true_minus(zone: str, offset: str) -> None:
    assert utc_offset(dt.datetime(2021, 1, 26, tzinfo=dt.UTC), zone) == offset
