"""What the portal finds that a record says against itself."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation

from groups.models import SourceRemark, Term
from meetings.enums import EntryKind
from meetings.models import Citation, Deadline, Schedule
from meetings.pages.remarks import remarks_listed, summary_of
from meetings.preflight import Sort, remarks_on
from meetings.preflight.dates import months_in
from meetings.queries.schedules import schedule_of
from portal.actors import SYSTEM
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def schedule() -> Schedule:
    term = make.term(label="2012-2013", began=date(2012, 1, 1), ended=date(2013, 1, 1), ended_precision="year")
    return make.schedule(term, span_wording={"en": "September 2012 –April 2013"})


def _codes(term: Term) -> list[str]:
    return [remark.code for remark in _remarks(term)]


def _remarks(term: Term) -> list:
    fresh = Term.objects.select_related("schedule").prefetch_related("source_remarks").get(pk=term.pk)
    record = schedule_of(SYSTEM, fresh)
    return remarks_on(fresh, record.entries, record.mandates)


def test_heading_that_ends_before_the_last_row_is_remarked(schedule: Schedule) -> None:
    make.meeting(schedule, date(2012, 9, 19))
    assert _codes(schedule.term) == []
    late = make.meeting(schedule, date(2013, 5, 7))
    (remark,) = _remarks(schedule.term)
    assert (remark.code, remark.entry) == ("range", late.entry.key)
    assert remark.text == "The heading says “September 2012 –April 2013”, but the last row is of 7 May 2013."


def test_heading_that_starts_after_the_first_row_is_remarked(schedule: Schedule) -> None:
    make.meeting(schedule, date(2012, 8, 1))
    assert _codes(schedule.term) == ["range"]


@pytest.mark.parametrize(
    ("wording", "language"),
    [
        ("September 2012 –April 2013", "en"),
        ("septiembre de 2012 - abril de 2013", "es"),
        ("septembre 2012 – avril 2013", "fr"),
        ("setembro de 2012 a abril de 2013", "pt"),
    ],
)
def test_months_are_read_in_four_languages(wording: str, language: str) -> None:
    assert months_in(wording, language) == [date(2012, 9, 1), date(2013, 4, 1)]


def test_weekday_that_does_not_match_is_remarked(schedule: Schedule) -> None:
    meeting = make.meeting(schedule, date(2012, 9, 19))
    meeting.entry.weekday_printed = 3
    meeting.entry.save()
    assert _codes(schedule.term) == []
    meeting.entry.weekday_printed = 2
    meeting.entry.save()
    (remark,) = _remarks(schedule.term)
    assert remark.text == "19 September 2012 is a Wednesday; the source prints Tuesday."


def test_inferred_year_is_remarked(schedule: Schedule) -> None:
    make.entry(schedule, date(2012, 10, 8), year_inferred=True)
    assert _codes(schedule.term) == ["year"]


def test_term_known_to_the_year_ends_with_that_year(schedule: Schedule) -> None:
    schedule.span_wording = {}
    schedule.save()
    make.meeting(schedule, date(2013, 12, 31))
    assert _codes(schedule.term) == []
    make.meeting(schedule, date(2014, 1, 1))
    assert _codes(schedule.term) == ["term"]


def test_deadline_after_what_it_precedes_is_remarked(schedule: Schedule) -> None:
    meeting = make.meeting(schedule, date(2012, 11, 13))
    late = make.entry(schedule, date(2012, 11, 20), EntryKind.DEADLINE)
    Deadline.objects.create(entry=late, anchor="entry", anchor_entry=meeting.entry)
    assert _codes(schedule.term) == ["deadline"]


def _cite(schedule: Schedule, day: int, symbol: str, instrument_symbol: str = "", **facts: object) -> None:
    entry = make.meeting(schedule, date(2012, 9, day)).entry
    instrument = make.instrument(instrument_symbol or symbol)
    Citation.objects.create(entry=entry, instrument=instrument, symbol=symbol, **facts)


def test_number_with_two_sessions_is_said_once_as_a_contradiction(schedule: Schedule) -> None:
    make.mandate(schedule.term, make.instrument("AG/RES. 2816 (XLIII-O/14)"))
    _cite(schedule, 19, "AG/RES. 2816 (XLIV-O/14)")
    found = [remark for remark in _remarks(schedule.term) if remark.code == "two_sessions"]
    assert [remark.sort for remark in found] == [Sort.CONTRADICTION]
    texts = [remark.text for remark in found]
    assert texts == [
        "AG/RES. 2816 (XLIII-O/14) is also cited as AG/RES. 2816 (XLIV-O/14): one number with two sessions.",
    ]


def test_session_held_in_another_year_is_remarked(schedule: Schedule) -> None:
    make.mandate(schedule.term, make.instrument("AG/RES. 2881 (XLIII-O/16)"))
    (remark,) = _remarks(schedule.term)
    assert remark.text == "AG/RES. 2881 (XLIII-O/16): session XLIII was held in 2013, not in 2016."


def test_zero_for_the_letter_is_remarked_with_the_usual_spelling(schedule: Schedule) -> None:
    make.mandate(schedule.term, make.instrument("AG/RES. 2939 (XLIX-0/19)"))
    (remark,) = _remarks(schedule.term)
    assert remark.text == (
        "AG/RES. 2939 (XLIX-0/19) has the digit 0 where the letter O belongs (AG/RES. 2939 (XLIX-O/19))."
    )


def test_mandate_without_meeting_and_citation_without_mandate_are_remarked(schedule: Schedule) -> None:
    make.mandate(schedule.term, make.instrument("AG/RES. 2738 (XLII-O/12)"))
    _cite(schedule, 19, "AG/DEC. 88 (XLVI-O/16)")
    assert sorted(_codes(schedule.term)) == ["unlisted", "unserved"]


def test_remarks_recorded_by_the_secretariat_come_last(schedule: Schedule) -> None:
    make.entry(schedule, date(2012, 10, 8), year_inferred=True)
    SourceRemark.objects.create(term=schedule.term, key="note", wording={"en": "Garbled title."})
    assert _codes(schedule.term) == ["year", "source"]


def test_what_is_only_worth_saying_is_not_called_a_contradiction(schedule: Schedule) -> None:
    row = make.entry(schedule, date(2012, 10, 8), year_inferred=True)
    for key, contradiction in (("lost", False), ("parents", True)):
        SourceRemark.objects.create(
            term=schedule.term, key=key, wording={"en": f"Of {key}."}, contradiction=contradiction
        )
    record = schedule_of(SYSTEM, schedule.term)
    fresh = Term.objects.select_related("schedule").prefetch_related("source_remarks").get(pk=schedule.term.pk)
    listed = remarks_listed(fresh, record.entries, record.mandates, "en", place="/s/")
    assert summary_of(listed) == "1 contradiction and 2 remarks on the source"
    assert summary_of(listed[1:]) == "2 remarks on the source"
    assert summary_of(listed[:1]) == "1 contradiction in the source"
    (dated,) = [item for item in listed if item["row"]]
    assert (dated["row"], dated["place"], dated["key"]) == ("Row of 8 October 2012:", "/s/", row.key)


def test_remarks_are_worded_in_the_language_of_the_page(schedule: Schedule) -> None:
    make.entry(schedule, date(2012, 10, 8), year_inferred=True)
    with translation.override("es"):
        (remark,) = _remarks(schedule.term)
        assert "8 de octubre de 2012" in remark.text
