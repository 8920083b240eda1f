"""Any term of any body can be printed, with what is recorded."""

from __future__ import annotations

from datetime import date

import pytest

from groups.enums import BodyKind, HowBegan, Role
from meetings.enums import EntryStatus, PaperKind, ScheduleState
from tests import make
from tests.meetings.papers.paper import words

pytestmark = pytest.mark.django_db


def test_empty_term_prints_a_plan_that_says_what_is_missing() -> None:
    printed = words(make.term())
    assert "Work plan for the term 2026–2027\n" in printed
    assert "Symbol: not assigned\n" in printed
    assert "Date: not assigned\n" in printed
    assert "No introduction is recorded for this term." in printed
    assert "No mandate is recorded for this term." in printed
    assert printed.rstrip().endswith("No schedule has been issued for this term.")


@pytest.mark.parametrize("kind", PaperKind)
@pytest.mark.parametrize("language", ["en", "es", "fr", "pt"])
@pytest.mark.parametrize("style", ["oas", "un"])
def test_empty_term_prints_every_paper(kind: PaperKind, language: str, style: str) -> None:
    printed = words(make.term(), kind, language, style)
    assert "Working Group on Tests" in printed
    assert "{" not in printed


def test_post_without_holder_is_said_to_be_vacant_with_the_meeting_that_elects() -> None:
    term = make.term()
    vacant = make.post(term, Role.VICE_CHAIR)
    meeting = make.meeting(make.schedule(term), date(2026, 9, 19))
    make.agenda_item(meeting, "Election of the Vice Chair", post=vacant)
    assert "Vice Chair: Vacant; the election is on the agenda of the meeting of September 19, 2026\n" in words(term)
    assert (
        "Vicepresidencia: Vacante; la elección figura en el temario de la reunión del 19 de septiembre de 2026\n"
        in words(term, language="es")
    )


def test_post_without_election_in_sight_is_to_be_elected() -> None:
    term = make.term()
    make.post(term, Role.VICE_CHAIR)
    assert "Vice Chair: Vacant; to be elected\n" in words(term)


def test_post_says_what_the_record_says_of_its_vacancy() -> None:
    term = make.term()
    make.post(term, Role.VICE_CHAIR, vacancy={"en": "Left for a later meeting."})
    assert "Vice Chair: Vacant. Left for a later meeting.\n" in words(term)


def test_nomination_leaves_a_post_vacant() -> None:
    term = make.term()
    make.tenure(make.post(term), make.person("Ana Ruiz"), how_began=HowBegan.NOMINATED)
    assert "Chair: Ana Ruiz, nominated on January 1, 2026; vacant; to be elected\n" in words(term)


def test_tenure_that_ended_before_the_term_leaves_a_post_vacant() -> None:
    term = make.term()
    make.tenure(make.post(term), make.person("Ana Ruiz"), ended=date(2026, 5, 1))
    assert "until May 1, 2026; vacant since May 1, 2026" in words(term)


def test_signature_joins_post_and_body() -> None:
    body = make.body(name={"en": "Working Group on Tests", "es": "Grupo de Trabajo sobre Pruebas"})
    term = make.term(body)
    make.tenure(make.post(term), make.person("Ana Ruiz"), capacity={"en": "Ambassador of Peru"})
    assert "Ana Ruiz\nAmbassador of Peru\nChair of the Working Group on Tests\n" in words(term)
    assert "Presidencia del Grupo de Trabajo sobre Pruebas\n" in words(term, language="es")


def test_joint_group_has_both_organs_in_its_masthead() -> None:
    house = make.organization(name={"en": "Organization of American States"})
    council = make.body(kind=BodyKind.ORGAN, organization=house, name={"en": "Permanent Council"})
    other = make.body(kind=BodyKind.ORGAN, organization=house, name={"en": "Council for Integral Development"})
    group = make.body(organization=house, parents=(council, other))
    printed = words(make.term(group))
    assert printed.startswith(
        "Permanent Council of the Organization of American States\n"
        "Council for Integral Development\n"
        "Working Group on Tests\n"
    )


def test_group_of_a_committee_is_named_below_organ_and_committee() -> None:
    house = make.organization(name={"en": "Organization of American States"})
    organ = make.body(kind=BodyKind.ORGAN, organization=house, name={"en": "Permanent Council"})
    committee = make.body(
        kind=BodyKind.COMMITTEE, organization=house, name={"en": "Juridical Committee"}, parents=(organ,)
    )
    printed = words(make.term(make.body(organization=house, parents=(committee,))))
    assert printed.startswith(
        "Permanent Council of the Organization of American States\nJuridical Committee\nWorking Group on Tests\n"
    )


@pytest.mark.parametrize(
    ("state", "precision", "said"),
    [
        (ScheduleState.ADOPTED, "day", "(Adopted on September 19, 2026)"),
        (ScheduleState.ADOPTED, "month", "(Adopted in September 2026)"),
        (ScheduleState.PRESENTED, "quarter", "(Presented in the third quarter of 2026)"),
        (ScheduleState.CIRCULATED, "year", "(Draft circulated in 2026)"),
    ],
)
def test_status_is_as_exact_as_its_date(state: str, precision: str, said: str) -> None:
    term = make.term()
    make.schedule(term, state=state, state_on=date(2026, 9, 19), state_precision=precision)
    assert f"{said}\n" in words(term)


def test_report_counts_the_meetings_held() -> None:
    term = make.term()
    schedule = make.schedule(term)
    make.meeting(schedule, date(2026, 3, 1), status=EntryStatus.HELD, items=("First matter",))
    make.meeting(schedule, date(2026, 4, 1), status=EntryStatus.HELD, stands_for=3)
    make.meeting(schedule, date(2026, 5, 1), status=EntryStatus.CANCELLED, items=("Never discussed",))
    printed = words(term, PaperKind.REPORT)
    assert "held 4 meetings." in printed
    assert "First matter" in printed
    assert "Never discussed" not in printed


def test_report_gives_the_number_reported_before_the_number_recorded() -> None:
    term = make.term(meetings_held=16)
    make.meeting(make.schedule(term), date(2026, 3, 1), status=EntryStatus.HELD)
    assert "held 16 meetings." in words(term, PaperKind.REPORT)
