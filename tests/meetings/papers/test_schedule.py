"""The schedule of a paper: each row with its date, hours, rooms, instruments and matters."""

from __future__ import annotations

from datetime import date, time

import pytest

from groups.models import InstrumentText
from meetings.enums import Certainty, EntryKind, EntryStatus, ScheduleForm
from meetings.models import Citation, Schedule, ScheduleNote, Sitting
from tests import make
from tests.meetings.papers.paper import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def schedule() -> Schedule:
    return make.schedule(make.term(), title={"en": "Schedule of meetings"})


def row(schedule: Schedule, language: str = "en", style: str = "oas") -> list[str]:
    """The lines of the only row."""
    lines = words(schedule.term, language=language, style=style).splitlines()
    heads = next(index for index, line in enumerate(lines) if " | " in line)
    return lines[heads + 1 :]


def test_meeting_has_date_hours_room_and_numbered_matters(schedule: Schedule) -> None:
    room = make.room(schedule.term.body.organization)
    meeting = make.meeting(schedule, date(2012, 9, 19), items=("Election of the Vice Chair.", "Adoption."), text={})
    meeting.sittings.update(room=room)
    assert row(schedule) == [
        "September 19, 2012", "2:30 p.m. – 5:30 p.m.", "Guerrero Room", "1. Election of the Vice Chair.",
        "2. Adoption.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "style", "day", "hours"),
    [
        ("en", "oas", "September 19, 2012", "2:30 p.m. – 5:30 p.m."),
        ("en", "un", "19 September 2012", "2:30 p.m. – 5:30 p.m."),
        ("es", "oas", "19 de septiembre de 2012", "14:30 – 17:30"),
        ("fr", "oas", "19 septembre 2012", "14 h 30 – 17 h 30"),
        ("pt", "un", "19 de setembro de 2012", "14:30 – 17:30"),
    ],
)
def test_dates_and_hours_are_those_of_language_and_house(
    schedule: Schedule, language: str, style: str, day: str, hours: str
) -> None:
    make.meeting(schedule, date(2012, 9, 19))
    assert row(schedule, language, style)[:2] == [day, hours]


@pytest.mark.parametrize(("language", "hour"), [("en", "12:00 midnight"), ("es", "24:00"), ("fr", "24 h")])
def test_deadline_at_the_midnight_that_ends_its_day(schedule: Schedule, language: str, hour: str) -> None:
    make.deadline(schedule, date(2012, 10, 8), at=time(0))
    assert hour in row(schedule, language)


def test_deadline_on_another_clock_says_whose(schedule: Schedule) -> None:
    make.deadline(schedule, date(2012, 10, 8), at=time(18), zone="Asia/Tokyo")
    assert "6:00 p.m. (Tokyo)" in row(schedule)


def test_two_sittings_in_one_room_name_it_once(schedule: Schedule) -> None:
    room = make.room(schedule.term.body.organization, "Simón Bolívar Room")
    meeting = make.meeting(schedule, date(2012, 10, 2))
    Sitting.objects.create(meeting=meeting, on=date(2012, 10, 2), start=time(18), end=time(0), position=1)
    meeting.sittings.update(room=room)
    assert row(schedule)[1:4] == ["2:30 p.m. – 5:30 p.m.", "6:00 p.m. – 12:00 midnight", "Simón Bolívar Room"]


def test_sitting_on_another_day_says_which(schedule: Schedule) -> None:
    meeting = make.meeting(schedule, date(2004, 9, 30))
    Sitting.objects.create(meeting=meeting, on=date(2004, 10, 1), start=time(10))
    assert "October 1, 2004, 10:00 a.m." in row(schedule)


def test_period_is_one_row_with_its_year(schedule: Schedule) -> None:
    entry = make.entry(schedule, date(2012, 10, 9), EntryKind.PERIOD, year_inferred=True)
    entry.end = date(2012, 10, 30)
    entry.save()
    assert row(schedule)[0] == "October 9 to 30, 2012"


def test_deadline_without_date_keeps_its_wording(schedule: Schedule) -> None:
    make.deadline(schedule, None, wording={"en": "prior to the next meeting"})
    assert row(schedule)[0] == "prior to the next meeting"


def test_deadline_with_date_keeps_its_wording_beside_it(schedule: Schedule) -> None:
    make.deadline(
        schedule, date(2026, 3, 2), anchor="next", offset=15, wording={"en": "15 days before the next meeting"}
    )
    assert row(schedule)[:2] == ["March 2, 2026", "15 days before the next meeting"]


def test_wording_that_is_the_date_is_printed_once(schedule: Schedule) -> None:
    make.deadline(schedule, date(2026, 3, 2), wording={"en": "by March 2, 2026"})
    assert "by March 2" not in "\n".join(row(schedule))


def test_weekday_is_the_one_printed(schedule: Schedule) -> None:
    make.meeting(schedule, date(2021, 1, 26))
    schedule.entries.update(weekday_printed=2)
    assert row(schedule)[1] == "Tuesday, 2:30 p.m. – 5:30 p.m."
    assert row(schedule, "es")[1] == "Martes, 14:30 – 17:30"


def test_mandate_column_has_citation_lead_title_and_language_links(schedule: Schedule) -> None:
    schedule.form = ScheduleForm.DATE_MANDATE_MATTER
    schedule.save()
    entry = make.entry(schedule, date(2021, 3, 30), text={"en": "Thematic meeting"})
    cited = make.instrument("AG/RES. 2955 (L-O/20)", title={"en": "Promotion of resilience"})
    for position, language in enumerate(["es", "en"]):
        InstrumentText.objects.create(instrument=cited, language=language, position=position)
    Citation.objects.create(
        entry=entry, instrument=cited, symbol="AG/RES. 2955 (L-0/20)", lead={"en": "2020 RESOLUTION:"},
        with_title=True, languages=["es", "en"],
    )  # fmt: skip
    assert row(schedule) == [
        "March 30, 2021", "2020 RESOLUTION:", "AG/RES. 2955 (L-0/20)", "“Promotion of resilience”",
        "Español - English", "Thematic meeting",
    ]  # fmt: skip


def test_quoted_matter_has_marks_and_its_remark_outside(schedule: Schedule) -> None:
    meeting = make.meeting(schedule, date(2021, 8, 10), text={})
    make.agenda_item(meeting, "Special situations", quoted=True, remark={"en": "(e.g., Venezuela);"})
    assert row(schedule)[-1] == "• “Special situations” (e.g., Venezuela);"


def test_nested_matters_stand_below_their_item(schedule: Schedule) -> None:
    meeting = make.meeting(schedule, date(2021, 8, 10), text={})
    above = make.agenda_item(meeting, "Above", label="1.")
    make.agenda_item(meeting, "Below", label="(a)", parent=above)
    assert row(schedule)[-2:] == ["1. Above", "(a) Below"]


def test_row_off_the_calendar_and_unsure_date_are_said(schedule: Schedule) -> None:
    make.entry(schedule, status=EntryStatus.POSTPONED, certainty=Certainty.INDICATIVE)
    assert row(schedule)[1:3] == ["Postponed", "Indicative date"]


def test_row_that_is_not_printed_stays_out(schedule: Schedule) -> None:
    make.entry(schedule, text={"en": "Hidden in the prose of another row"}, listed=False)
    assert "Hidden in the prose" not in words(schedule.term)


def test_note_on_the_title_is_a_footnote_and_another_stands_below(schedule: Schedule) -> None:
    make.entry(schedule)
    ScheduleNote.objects.create(schedule=schedule, text={"en": "Open to amendment."})
    ScheduleNote.objects.create(schedule=schedule, text={"en": "Hours are local."}, on_title=False)
    printed = words(schedule.term)
    assert "Schedule of meetings 1/" in printed
    assert "1. Open to amendment.\n" in printed
    assert printed.rstrip().endswith("Hours are local.")
