"""The matrix of mandates and meetings."""

from __future__ import annotations

from datetime import date

import pytest

from groups.enums import MandateState
from groups.models import Mandate
from meetings.models import Citation, Schedule
from meetings.pages.coverage import coverage
from meetings.pages.hours import Reader
from meetings.queries.entries import entries_in
from portal.actors import SYSTEM
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def schedule() -> Schedule:
    return make.schedule()


def _serve(schedule: Schedule, mandate: Mandate, day: int) -> None:
    entry = make.meeting(schedule, date(2026, 3, day)).entry
    Citation.objects.create(entry=entry, instrument=mandate.instrument, mandate=mandate)


def _rows(schedule: Schedule) -> dict[str, tuple[list[bool], bool]]:
    found = coverage(entries_in(SYSTEM, schedule.term), list(schedule.term.mandates.all()), Reader("en"))
    assert found is not None
    return {row["symbol"]: (row["marks"], row["hole"]) for row in found["rows"]}


def test_each_mandate_is_marked_where_it_is_taken_up(schedule: Schedule) -> None:
    first = make.mandate(schedule.term, make.instrument("AG/RES. 2738 (XLII-O/12)"))
    second = make.mandate(schedule.term, make.instrument("AG/RES. 2883 (XLVI-O/16)"))
    never = make.mandate(schedule.term, make.instrument("AG/RES. 2881 (XLVI-O/16)"))
    _serve(schedule, first, 10)
    _serve(schedule, second, 11)
    assert _rows(schedule) == {
        first.printed: ([True, False], False),
        second.printed: ([False, True], False),
        never.printed: ([False, False], True),
    }


def test_fulfilled_and_unlisted_mandates_are_owed_no_meeting(schedule: Schedule) -> None:
    current = make.mandate(schedule.term, make.instrument("AG/RES. 2699 (XLII-O/12)"))
    make.mandate(schedule.term, make.instrument("AG/RES. 2056 (XXXIV-O/04)"), state=MandateState.FULFILLED)
    make.mandate(schedule.term, make.instrument("AG/RES. 2139 (XXXV-O/05)"), listed=False)
    _serve(schedule, current, 10)
    assert list(_rows(schedule)) == [current.printed]


def test_instrument_cited_without_being_a_mandate_is_shown_beside(schedule: Schedule) -> None:
    mandate = make.mandate(schedule.term, make.instrument("AG/RES. 2699 (XLII-O/12)"))
    _serve(schedule, mandate, 10)
    entry = make.meeting(schedule, date(2026, 3, 11)).entry
    Citation.objects.create(entry=entry, instrument=make.instrument("AG/DEC. 88 (XLVI-O/16)"))
    assert _rows(schedule)["AG/DEC. 88 (XLVI-O/16)"] == ([False, True], False)


def test_schedule_that_cites_nothing_has_no_matrix(schedule: Schedule) -> None:
    make.mandate(schedule.term)
    make.meeting(schedule)
    assert coverage(entries_in(SYSTEM, schedule.term), list(schedule.term.mandates.all()), Reader("en")) is None
