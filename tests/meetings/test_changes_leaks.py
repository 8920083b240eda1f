"""Who is told what of changes: nobody of what they may not see now, nor of values that were not theirs to know then."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from documents.models import LanguageVersion, Revision
from groups.models import Body, Change, Tenure
from meetings.models import AgendaItem, Entry, Meeting, Outcome, Schedule
from tests import make
from tests.cast import Cast, gather
from tests.changes import LATER, MORNING, NOW, edited, lines, moved, recorded, told

pytestmark = pytest.mark.django_db

INSIDE = {"observer", "delegate", "rapporteur", "vice_chair", "chair", "editor", "secretary", "admin"}
PRESIDING = {"rapporteur", "vice_chair", "chair", "editor", "secretary", "admin"}


@pytest.fixture
def cast() -> Cast:
    return gather()


@pytest.fixture
def schedule(cast: Cast) -> Schedule:
    return make.schedule(cast.term)


def _told_to(cast: Cast, now: Any = LATER) -> set[str]:
    return {part for part, actor in cast.actors().items() if told(actor, cast.body, now)}


def _everybody(cast: Cast) -> set[str]:
    return set(cast.actors())


def test_a_public_row_is_told_to_everybody(cast: Cast, schedule: Schedule) -> None:
    make.meeting(schedule, date(2026, 4, 15), key="april")
    moved(cast.actor("secretary"), schedule, "april", sittings=MORNING)
    assert _told_to(cast) == _everybody(cast)


def test_a_row_of_officers_is_told_to_officers_and_the_secretariat(cast: Cast, schedule: Schedule) -> None:
    make.meeting(schedule, date(2026, 4, 15), key="april", audience="officers")
    moved(cast.actor("secretary"), schedule, "april", sittings=MORNING)
    assert _told_to(cast) == PRESIDING


@pytest.mark.parametrize("listed", [False, True])
def test_a_closed_meeting_is_told_to_who_attends_and_its_agenda_to_nobody_else(
    cast: Cast, schedule: Schedule, listed: bool
) -> None:
    Body.objects.filter(pk=cast.body.pk).update(closed_is_listed=listed)
    cast.body.refresh_from_db()
    schedule = Schedule.objects.get(pk=schedule.pk)
    meeting = make.meeting(schedule, date(2026, 4, 15), key="april", closed=True, items=("A secret matter",))
    moved(cast.actor("secretary"), schedule, "april", sittings=MORNING)
    assert _told_to(cast) == (_everybody(cast) if listed else INSIDE)
    item = AgendaItem.objects.get(meeting=meeting)
    recorded(cast.actor("secretary"), "agendaitem", item, LATER, text_en="Another secret")
    knowing = {
        part
        for part, actor in cast.actors().items()
        if "secret" in str(lines(told(actor, cast.body, LATER + timedelta(hours=1))))
    }
    assert knowing == INSIDE


def test_a_meeting_that_closes_takes_what_was_told_of_its_agenda_with_it(cast: Cast, schedule: Schedule) -> None:
    meeting = make.meeting(schedule, date(2026, 4, 15), key="april", items=("Opening",))
    recorded(cast.actor("secretary"), "agendaitem", AgendaItem.objects.get(), text_en="A matter soon closed")
    assert _told_to(cast) == _everybody(cast)
    Meeting.objects.filter(pk=meeting.pk).update(closed=True)
    assert _told_to(cast) == INSIDE


def test_a_row_that_is_hidden_takes_its_changes_with_it(cast: Cast, schedule: Schedule) -> None:
    make.meeting(schedule, date(2026, 4, 15), key="april")
    moved(cast.actor("secretary"), schedule, "april", sittings=MORNING)
    recorded(cast.actor("secretary"), "entry", Entry.objects.get(), LATER, audience="members")
    assert _told_to(cast, LATER + timedelta(hours=1)) == INSIDE


def test_a_row_that_opens_is_new_to_who_could_not_see_it_and_its_old_values_stay_unsaid(
    cast: Cast, schedule: Schedule
) -> None:
    entry = make.meeting(schedule, date(2026, 4, 15), key="april", audience="officers").entry
    moved(cast.actor("secretary"), schedule, "april", to=date(2026, 4, 16))
    entry.refresh_from_db()
    recorded(cast.actor("secretary"), "entry", entry, LATER, audience="public")
    now = LATER + timedelta(hours=1)
    assert lines(told(cast.actor("stranger"), cast.body, now)) == [
        [("New", "", "Thursday, 16 April 2026, 2:30 p.m. – 5:30 p.m.")]
    ]
    assert ("Date", "Wednesday, 15 April 2026", "Thursday, 16 April 2026") in lines(
        told(cast.actor("chair"), cast.body, now)
    )[-1]


def test_a_body_that_opens_does_not_tell_what_was_said_behind_its_doors(cast: Cast, schedule: Schedule) -> None:
    cast.body.audience = "members"
    cast.body.save(update_fields=["audience"])
    schedule = Schedule.objects.get(pk=schedule.pk)
    make.meeting(schedule, date(2026, 4, 15), key="april")
    moved(cast.actor("secretary"), schedule, "april", sittings=MORNING)
    Body.objects.filter(pk=cast.body.pk).update(audience="public")
    cast.body.refresh_from_db()
    assert _told_to(cast) == INSIDE


def test_outcomes_are_told_once_released_and_not_what_they_said_before(cast: Cast, schedule: Schedule) -> None:
    meeting = make.meeting(schedule, date(2026, 3, 9), key="march")
    outcome = make.outcome(meeting, released_at=None, text={"en": "First wording"})
    secretary = cast.actor("secretary")
    recorded(secretary, "outcome", outcome, text_en="Second wording")
    assert _told_to(cast) == set()
    outcome = Outcome.objects.get()
    recorded(secretary, "outcome", outcome, text_en="It was agreed", released_at="2026-03-10T15:00")
    assert lines(told(cast.actor("stranger"), cast.body)) == [[("Outcome", "", "Agreed: It was agreed")]]
    assert "wording" not in str(lines(told(cast.actor("secretary"), cast.body)))


def test_papers_are_told_of_once_issued_and_to_their_readers(cast: Cast) -> None:
    secretary = cast.actor("secretary")
    document = make.document(cast.body, "CAJP/GT/TM-30/05", state="drafted", distribution="restricted")
    revision = Revision.objects.get()
    recorded(secretary, "languageversion", LanguageVersion.objects.get(), state="expected")
    assert _told_to(cast) == set()
    recorded(secretary, "revision", revision, state="issued")
    assert _told_to(cast) == INSIDE - {"observer"}
    assert lines(told(cast.actor("delegate"), cast.body)) == [
        [("CAJP/GT/TM-30/05", "", "issued"), ("CAJP/GT/TM-30/05, English", "", "expected")]
    ]
    document.refresh_from_db()
    recorded(secretary, "document", document, LATER, distribution="general")
    now = LATER + timedelta(hours=1)
    assert _told_to(cast, now) == _everybody(cast)
    assert lines(told(cast.actor("stranger"), cast.body, now)) == [
        [("CAJP/GT/TM-30/05", "", "issued"), ("CAJP/GT/TM-30/05, English", "", "expected")]
    ]


def test_a_paper_before_an_item_is_named_to_who_may_know_of_it(cast: Cast, schedule: Schedule) -> None:
    make.meeting(schedule, date(2026, 4, 15), key="april", items=("Text",))
    document = make.document(cast.body, "CAJP/GT/TM-31/05", distribution="restricted")
    item = AgendaItem.objects.get()
    recorded(cast.actor("secretary"), "agendapaper", item.papers.model(item=item), document=document.pk)
    assert _told_to(cast) == INSIDE  # observers know restricted papers by their titles
    assert lines(told(cast.actor("delegate"), cast.body)) == [[("Papers before item 1", "", "CAJP/GT/TM-31/05")]]


def test_an_officer_elected_fills_a_post_that_was_vacant(cast: Cast) -> None:
    post = make.post(cast.term, "vice_chair")
    typed = {"person": make.person("Ana Ruiz").pk, "how_began": "elected", "began": "2026-03-10"}
    recorded(cast.actor("secretary"), "tenure", Tenure(post=post), **typed)
    (row,) = told(cast.actor("stranger"), cast.body)
    assert lines([row]) == [[("Holder", "vacant", "Ana Ruiz, elected, since 10 March 2026")]]
    assert (row["kind"], str(row["title"])) == ("Officers", "Vice Chair")


def test_a_row_removed_is_told_to_who_saw_it(cast: Cast, schedule: Schedule) -> None:
    from groups.operations.records import remove_record
    from portal.desk import KINDS

    entry = make.entry(schedule, date(2026, 4, 1), audience="members", text={"en": "Comments due"})
    remove_record(actor=cast.actor("secretary"), now=NOW, kind=KINDS["entry"], record=entry)
    assert not Entry.objects.exists()
    assert _told_to(cast) == INSIDE
    assert lines(told(cast.actor("delegate"), cast.body)) == [[("Removed", "Wednesday, 1 April 2026", "")]]


def test_saving_without_a_change_tells_nothing(cast: Cast, schedule: Schedule) -> None:
    entry = make.entry(schedule, date(2026, 4, 1))
    recorded(cast.actor("secretary"), "entry", entry)
    recorded(cast.actor("secretary"), "body", cast.body)
    recorded(cast.actor("secretary"), "entry", entry, position="7")
    edited(cast.actor("secretary"), schedule, entry.key)
    assert not Change.objects.exists()
