"""What each reader's paper holds, and what it costs to read."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from documents.enums import Distribution, DocumentKind
from groups.models import Term
from meetings.enums import EntryStatus, PaperKind, ScheduleState
from meetings.models import PlanSection
from meetings.papers import read, write
from portal.actors import ANONYMOUS, SYSTEM
from portal.enums import Audience
from tests import cast, make
from tests.meetings.papers.paper import words

pytestmark = pytest.mark.django_db
RELEASED = datetime(2026, 3, 10, tzinfo=UTC)


def test_unknown_or_hidden_term_is_no_record() -> None:
    hidden = make.term(make.body(audience=Audience.STAFF))
    assert read(ANONYMOUS, "nowhere", "2026-2027", PaperKind.WORK_PLAN) is None
    assert read(ANONYMOUS, hidden.body.slug, hidden.label, PaperKind.WORK_PLAN) is None
    assert read(SYSTEM, hidden.body.slug, hidden.label, PaperKind.WORK_PLAN) is not None


def test_entry_outside_the_readers_audience_is_absent() -> None:
    term = make.term()
    schedule = make.schedule(term)
    make.entry(schedule, text={"en": "Seen by all"})
    make.entry(schedule, text={"en": "For members only"}, audience=Audience.MEMBERS)
    assert "For members only" not in words(term)
    assert "Seen by all" in words(term)
    assert "For members only" in words(term, actor=SYSTEM)


def test_draft_schedule_and_its_prose_are_absent() -> None:
    term = make.term()
    make.entry(make.schedule(term, state=ScheduleState.DRAFT), text={"en": "A draft matter"})
    PlanSection.objects.create(term=term, key="a", prose={"en": "Draft prose"})
    printed = words(term)
    assert "A draft matter" not in printed
    assert "Draft prose" not in printed
    assert "No schedule has been issued for this term." in printed
    assert "Draft prose" in words(term, actor=SYSTEM)


def test_closed_meeting_that_is_listed_shows_its_title_alone() -> None:
    term = make.term(make.body(closed_is_listed=True))
    make.meeting(
        make.schedule(term), date(2026, 3, 1), closed=True, text={"en": "Closed meeting"}, items=("Secret matter",),
        introduction={"en": "Secret words"}, record={"en": "Secret record"}, status=EntryStatus.HELD,
    )  # fmt: skip
    for kind in PaperKind:
        assert "Secret" not in words(term, kind)
    assert "Closed meeting" in words(term)
    assert "Secret matter" in words(term, actor=SYSTEM)


def test_restricted_document_is_not_listed_and_withholds_its_prose() -> None:
    term = make.term()
    make.document(
        term.body, "CP/doc.1/26", term=term, kind=DocumentKind.REPORT, distribution=Distribution.RESTRICTED,
        title={"en": "Restricted report"},
    )  # fmt: skip
    PlanSection.objects.create(term=term, paper=PaperKind.REPORT, key="a", prose={"en": "Restricted prose"})
    printed = words(term, PaperKind.REPORT)
    assert "Restricted" not in printed
    assert "CP/doc.1/26" not in printed
    assert "Restricted prose" in words(term, PaperKind.REPORT, actor=SYSTEM)


def test_outcome_is_absent_until_released() -> None:
    term = make.term()
    meeting = make.meeting(make.schedule(term), date(2026, 3, 1), status=EntryStatus.HELD)
    make.outcome(meeting, released_at=None, text={"en": "Not yet told"})
    make.outcome(meeting, released_at=RELEASED, text={"en": "Told to all"})
    for kind in (PaperKind.REPORT, PaperKind.COMMUNIQUE):
        assert "Not yet told" not in words(term, kind)
        assert "Told to all" in words(term, kind)


def test_statement_outside_the_readers_audience_is_absent() -> None:
    term = make.term()
    make.statement(term, text={"en": "For members"}, audience=Audience.MEMBERS)
    make.statement(term, text={"en": "For all"})
    printed = words(term, PaperKind.REPORT)
    assert "For all" in printed
    assert "For members" not in printed


def test_member_reads_what_members_may() -> None:
    crew = cast.gather()
    make.entry(make.schedule(crew.term), text={"en": "For members only"}, audience=Audience.MEMBERS)
    assert "For members only" in words(crew.term, actor=crew.actor("delegate"))
    assert "For members only" not in words(crew.term, actor=crew.actor("other_delegate"))


def fill(term: Term, rows: int) -> None:
    """A term with so many of everything that papers read; symbols are unique, so `rows` is in them."""
    schedule = make.schedule(term)
    for number in range(rows):
        make.tenure(make.post(term), capacity={"en": "Ambassador"})
        make.mandate(term, make.instrument(f"AG/RES. {100 * rows + number} (L-O/20)"))
        meeting = make.meeting(schedule, date(2026, 3, number + 1), status=EntryStatus.HELD, items=("One", "Two"))
        meeting.sittings.update(room=make.room(term.body.organization))
        make.outcome(meeting, released_at=RELEASED)
        make.statement(term)
        make.document(term.body, f"CP/doc.{100 * rows + number}/26", term=term)
        group = make.body(parents=(term.body,))
        make.standing(make.delegation(), make.body(parents=(group,)), "participant")


@pytest.mark.parametrize("kind", PaperKind)
def test_reading_costs_the_same_for_one_row_and_for_three(kind: PaperKind) -> None:
    counts = []
    for rows in (1, 3):
        term = make.term()
        fill(term, rows)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            record = read(ANONYMOUS, term.body.slug, term.label, kind)
            assert record is not None
            write(record, "en", "oas")
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] < 70, counts
