"""Who owes what: addressed by standing, by name or by post; who answered, and when that was late."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from groups.enums import StandingKind
from groups.queries.accounts import actor_of_account
from meetings.enums import DeadlineKind
from meetings.models import Answer, Deadline
from meetings.operations.answers import address, answer, take_back
from meetings.operations.edits import withdraw_row
from meetings.operations.errors import RefusedError
from meetings.queries.deadlines import with_anchors
from meetings.queries.drafts import row_for_editing
from meetings.queries.owing import Debts, debts_of, owed_by, owing, people_of
from portal.models import AuditEvent
from tests import make
from tests.meetings.rounds import Round, open_round
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

DAY = date(2026, 10, 1)
SIX = datetime(2026, 10, 8, 22, 0, 0, tzinfo=UTC)
"""Six in the evening in Washington."""


def debts(scene: Round, day: date = DAY) -> Debts:
    return debts_of(with_anchors(Deadline.objects.all()).get(pk=scene.deadline.pk), day)


def answered_by(scene: Round, number: int, at: datetime = SIX) -> Answer:
    actor = actor_of_account(scene.users[number], at)
    return answer(actor=actor, now=at, deadline=scene.deadline, of=scene.states[number])


def test_thirty_one_of_thirty_four_still_owe() -> None:
    scene = open_round(34)
    for number in range(3):
        answered_by(scene, number)
    found = debts(scene)
    assert (len(found.everyone), len(found.answered), len(found.owing)) == (34, 3, 31)
    assert [debtor.of for debtor in found.answered] == scene.states[:3]


def test_members_are_those_of_the_day() -> None:
    scene = open_round(2)
    make.standing(make.delegation(), scene.cast.body, StandingKind.OBSERVER)
    make.standing(make.delegation(), scene.cast.body, ended=date(2026, 9, 30))
    assert [debtor.of for debtor in debts(scene).everyone] == scene.states


def test_addressees_by_name_and_by_post_are_asked_once() -> None:
    scene = open_round(2)
    agency = make.delegation(kind="entity")
    chair = make.post(scene.cast.term)
    holder = make.user()
    make.tenure(chair, make.person(user=holder))
    address(
        actor=scene.cast.actor("secretary"),
        now=SIX,
        deadline=scene.deadline,
        standings=["member"],
        delegations=[scene.states[0], agency],
        posts=[chair],
    )
    found = debts(scene)
    assert [debtor.of for debtor in found.everyone] == [*scene.states, agency, chair]
    people = people_of(found.owing, scene.deadline, DAY)
    assert people["post", chair.pk] == [holder]
    assert people["delegation", agency.pk] == []
    assert AuditEvent.objects.get(verb="addressed").after["posts"] == [str(chair)]


def test_an_answer_a_second_after_the_hour_is_late() -> None:
    scene = open_round(2)
    answered_by(scene, 0, SIX)
    answered_by(scene, 1, SIX + timedelta(seconds=1))
    assert [debtor.late for debtor in debts(scene).answered] == [False, True]


def test_a_hard_deadline_takes_nothing_after_it_but_from_the_secretariat() -> None:
    scene = open_round(1)
    Deadline.objects.update(kind=DeadlineKind.HARD)
    scene.deadline.refresh_from_db()
    after = SIX + timedelta(seconds=1)
    with pytest.raises(RefusedError, match="The deadline has passed"):
        answered_by(scene, 0, after)
    secretary = scene.cast.actor("secretary")
    given = answer(actor=secretary, now=after, deadline=scene.deadline, of=scene.states[0], at=SIX)
    assert (given.by_staff, given.at, debts(scene).answered[0].late) == (True, SIX, False)


def test_a_delegate_answers_for_their_own_delegation_alone() -> None:
    scene = open_round(2)
    actor = actor_of_account(scene.users[0], SIX)
    with pytest.raises(RefusedError, match="your own delegation"):
        answer(actor=actor, now=SIX, deadline=scene.deadline, of=scene.states[1])


def test_answers_are_seen_by_their_own_delegation_and_by_who_presides() -> None:
    scene = open_round(2)
    first, second = answered_by(scene, 0), answered_by(scene, 1)
    cast = scene.cast
    readers = {"own": actor_of_account(scene.users[0], SIX), **cast.actors()}
    seen = {part: list(Answer.objects.visible_to(actor)) for part, actor in readers.items()}
    assert seen["own"] == [first]
    assert seen["stranger"] == seen["other_delegate"] == []
    assert seen["other_secretary"] == []
    assert seen["secretary"] == seen["chair"] == seen["admin"] == [first, second]


def test_the_second_answer_is_the_first_one_and_one_taken_back_is_owed_again() -> None:
    scene = open_round(1)
    first = answered_by(scene, 0)
    assert answered_by(scene, 0, SIX + timedelta(hours=1)) == first
    secretary = scene.cast.actor("secretary")
    with pytest.raises(RefusedError, match="Say why"):
        take_back(actor=secretary, now=SIX, given=first, reason="")
    take_back(actor=secretary, now=SIX, given=first, reason="Sent to the wrong group")
    assert owing(scene.deadline, DAY)[0].of == scene.states[0]
    verbs = list(AuditEvent.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == ["answered", "answer taken back"]


def test_a_row_that_somebody_answered_is_not_undone_away() -> None:
    scene = open_round(1)
    answered_by(scene, 0)
    entry = scene.deadline.entry
    scene.schedule.state = "draft"
    scene.schedule.save()
    actor = scene.cast.actor("secretary")
    row = row_for_editing(actor, scene.schedule, entry.key)
    assert row is not None
    with pytest.raises(RefusedError, match="while others rest on it"):
        withdraw_row(actor=actor, now=SIX, schedule=scene.schedule, key=entry.key, seen=row.version)


def test_a_delegation_sees_what_it_owes_over_all_bodies() -> None:
    scene = open_round(2)
    state, actor = scene.states[0], actor_of_account(scene.users[0], SIX)
    other = make.deadline(make.schedule(make.term()), date(2026, 10, 2))
    other.owing_delegations.set([state])
    make.deadline(make.schedule(make.term()), date(2026, 10, 3))
    now = SIX - timedelta(days=7)
    assert owed_by(actor, [state.pk], now) == [other, scene.deadline]
    answered_by(scene, 0)
    assert owed_by(actor, [state.pk], now) == [other]


def test_debts_are_read_in_the_same_number_of_queries() -> None:
    few = open_round(1)
    few_queries = queries_of(lambda: people_of(debts(few).owing, few.deadline, DAY))
    for number in range(5, 8):
        state = make.delegation()
        make.standing(state, few.cast.body)
        make.accredited(make.user(f"more-{number}@example.org"), state)
    assert queries_of(lambda: people_of(debts(few).owing, few.deadline, DAY)) == few_queries
