"""Typed cells: the forms that staff write, and that what the editor writes reads back as itself."""

import datetime as dt
from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from portal.lib.dates import Precision, Span, Style, format_date, format_hours, format_span
from portal.lib.typed import NotUnderstoodError, Setting, Slot, Typed, read_cell, write_cell

LANGUAGES = st.sampled_from(["en", "es", "fr", "pt"])
DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2050, 12, 31))
PRECISIONS = st.sampled_from(list(Precision))
ROOMS = st.sampled_from(["", "Guerrero Room", "Salón Simón Bolívar", "Sala 2", "Room C-21"])


def setting(language: str = "en", near: dt.date = dt.date(2012, 10, 1)) -> Setting:
    return Setting(language, near, dt.date(2012, 9, 1), dt.date(2013, 8, 31))


def read(text: str, language: str = "en") -> Typed:
    return read_cell(text, setting(language))


def hours(cell: Typed) -> list[str]:
    ends = [f"-{slot.end:%H:%M}" if slot.end is not None else "" for slot in cell.slots]
    return [f"{slot.start:%H:%M}{end}" for slot, end in zip(cell.slots, ends, strict=True)]


@pytest.mark.parametrize(
    ("text", "language", "span", "expected", "room"),
    [
        ("3/26 10-1, 2:30-5:30 Guerrero", "en", "2013-03-26", ["10:00-13:00", "14:30-17:30"], "Guerrero"),
        ("26 mar 10-13, 14:30-17:30 Guerrero", "es", "2013-03-26", ["10:00-13:00", "14:30-17:30"], "Guerrero"),
        ("26/3 de 10 a 13 h Salón Colón", "es", "2013-03-26", ["10:00-13:00"], "Salón Colón"),
        ("26.III.2013 10-13", "en", "2013-03-26", ["10:00-13:00"], ""),
        ("26-mar-13, 3pm", "en", "2013-03-26", ["15:00"], ""),
        ("mar 26 10-1", "en", "2013-03-26", ["10:00-13:00"], ""),
        ("mar 26 mar 10-13", "es", "2013-03-26", ["10:00-13:00"], ""),
        ("mardi 26 mars, 14 h 30 à 17 h 30", "fr", "2013-03-26", ["14:30-17:30"], ""),
        ("terça-feira, 26 de março de 2013, 14h30-17h30", "pt", "2013-03-26", ["14:30-17:30"], ""),
        ("2:30 p.m. - 5:30 p.m. Tuesday, March 26, 2013", "en", "2013-03-26", ["14:30-17:30"], ""),
        ("26 March 10-11 pm", "en", "2013-03-26", ["22:00-23:00"], ""),
        ("26 March 7-13:00", "en", "2013-03-26", ["07:00-13:00"], ""),
        ("26 March 10-24:00", "en", "2013-03-26", ["10:00-00:00"], ""),
        ("26 March noon to 2", "en", "2013-03-26", ["12:00-14:00"], ""),
        ("26 de março, meio-dia às 14h", "pt", "2013-03-26", ["12:00-14:00"], ""),
        ("26-27 March 10-1 Sala 2", "en", "2013-03-26/2013-03-27", ["10:00-13:00", "10:00-13:00"], "Sala 2"),
        ("26 Mar 10-1, 28 Mar 3-6", "en", "2013-03-26/2013-03-28", ["10:00-13:00", "15:00-18:00"], ""),
        ("del 9 al 30 de octubre", "es", "2012-10-09/2012-10-30", [], ""),
        ("du 1er au 30 octobre 2012", "fr", "2012-10-01/2012-10-30", [], ""),
        ("Oct 9 - Nov 3", "en", "2012-10-09/2012-11-03", [], ""),
        ("20 dic al 4 ene", "es", "2012-12-20/2013-01-04", [], ""),
        ("31 Oct", "en", "2012-10-31", [], ""),
        ("1/13", "en", "2013-01-13", [], ""),
        ("4/9", "en", "2013-04-09", [], ""),
        ("4/9", "es", "2012-09-04", [], ""),
        ("2013-03-26", "fr", "2013-03-26", [], ""),
        ("26.3.13", "fr", "2013-03-26", [], ""),
        ("Q4 2020", "en", "2020-Q4", [], ""),
        ("cuarto trimestre de 2020", "es", "2020-Q4", [], ""),
        ("2.º semestre de 2021", "pt", "2021-H2", [], ""),
        ("October 2012", "en", "2012-10", [], ""),
        ("2020", "en", "2020", [], ""),
    ],
)
def test_cell_is_read_as_people_write_it(text, language, span, expected, room):
    cell = read(text, language)
    assert (str(cell.span), hours(cell), cell.room) == (span, expected, room)


def test_hours_or_room_alone_leave_the_date_to_the_row():
    assert read("10-1").span is None
    assert hours(read("10-1")) == ["10:00-13:00"]
    assert read("Guerrero") == Typed(room="Guerrero")


def test_each_sitting_keeps_the_room_typed_after_it():
    cell = read("26 Mar 10-1 Guerrero, 2:30-5:30 Colón")
    assert [slot.room for slot in cell.slots] == ["Guerrero", "Colón"]
    assert cell.room == ""


def test_year_is_inferred_from_the_term_and_said_to_be():
    assert read("26 March").year_inferred
    assert not read("26 March 2013").year_inferred
    assert str(read("2 September").span) == "2012-09-02"


def test_weekday_that_contradicts_its_date_is_noticed():
    assert read("Monday 26 March 2013").weekday_differs
    assert not read("Tuesday 26 March 2013").weekday_differs


def test_kind_may_lead_the_cell():
    cell = read("deadline 12 April 6 pm")
    assert (cell.kind, str(cell.span), hours(cell)) == ("deadline", "2013-04-12", ["18:00"])


@pytest.mark.parametrize(
    "text", ["", "  ", "TBD", "por determinar", "date à déterminer", "?", "por confirmar", "À confirmer"]
)
def test_no_date_is_a_thing_one_can_type(text):
    assert read(text).undated


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("13/45", "date"),
        ("30 February 2013", "date"),
        ("45", "date"),
        ("26 March 5-2", "hours"),
        ("9 October 2012 - 3 October 2012", "order"),
        ("26 March, 28 March", "several"),
        ("October 2012 10-1", "hours"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_part(text, code):
    with pytest.raises(NotUnderstoodError) as refusal:
        read(text)
    assert refusal.value.code == code


@given(DAYS, PRECISIONS, st.integers(0, 400), LANGUAGES, st.sampled_from(list(Style)[:2]))
def test_every_printed_date_or_span_reads_back(start, precision, length, language, style):
    span = Span(start, start + dt.timedelta(days=length), precision)
    assert read_cell(format_span(span, language, style), setting(language)).span == span


@given(DAYS, LANGUAGES, st.booleans())
def test_printed_weekday_never_contradicts_its_own_date(day, language, year):
    cell = read_cell(format_date(day, language, weekday=True, year=year), setting(language, day))
    assert cell.weekday == day.isoweekday()
    assert not year or cell.span == Span(day)


@st.composite
def stretches(draw) -> list[tuple[dt.time, dt.time | None]]:
    minutes = sorted(draw(st.sets(st.integers(0, 287), min_size=2, max_size=6)))
    pairs = list(zip(minutes[::2], minutes[1::2], strict=False))
    at = [dt.time(minute * 5 // 60, minute * 5 % 60) for pair in pairs for minute in pair]
    return list(zip(at[::2], at[1::2], strict=True))


@given(DAYS, stretches(), ROOMS, LANGUAGES)
def test_written_cell_reads_back(day, pairs, room, language):
    slots = [Slot(day, start, end) for start, end in pairs]
    cell = read_cell(write_cell(Span(day), slots, room, language), setting(language, day))
    assert (cell.span, list(cell.slots), cell.room) == (Span(day), slots, room)


@given(DAYS, st.integers(1, 6), stretches(), LANGUAGES)
def test_written_meeting_over_several_days_reads_back(day, length, pairs, language):
    span = Span(day, day + dt.timedelta(days=length))
    slots = [Slot(day + dt.timedelta(days=step), *pair) for step in (0, length) for pair in pairs]
    cell = read_cell(write_cell(span, slots, "", language), setting(language, day))
    assert (cell.span, list(cell.slots)) == (span, slots)


@given(DAYS, stretches(), LANGUAGES)
def test_hours_as_the_page_prints_them_read_back(day, pairs, language):
    printed = ", ".join([format_date(day, language), *(format_hours(start, end, language) for start, end in pairs)])
    cell = read_cell(printed, setting(language, day))
    assert [(slot.start, slot.end) for slot in cell.slots] == pairs


@given(st.text(max_size=60), LANGUAGES)
@example("²", "en")  # digits that are no decimals
@example("15-feb-²³", "es")
def test_any_text_is_read_or_refused(text, language):
    with suppress(NotUnderstoodError):  # any other exception fails the test
        assert isinstance(read_cell(text, setting(language)), Typed)


def test_weekdays_may_stand_before_both_days_of_a_span():
    cell = read("lundi 4 au vendredi 8 mars 10h-13h", "fr")

    assert cell.span == Span(dt.date(2013, 3, 4), dt.date(2013, 3, 8), Precision.DAY)
    assert (cell.weekday, cell.room, len(cell.slots)) == (1, "", 5)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("fecha límite 30 abril 18:00", "es"),
        ("date limite 30 avril 18 h", "fr"),
        ("data-limite 30/4 18h", "pt"),
        ("closing date 30 April 6 pm", "en"),
    ],
)
def test_two_words_for_a_deadline_are_one(text, language):
    cell = read(text, language)

    assert (cell.kind, hours(cell), cell.room) == ("deadline", ["18:00"], "")
    assert cell.span == Span(dt.date(2013, 4, 30), None, Precision.DAY)
