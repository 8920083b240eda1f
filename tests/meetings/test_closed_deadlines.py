"""After a hard deadline nothing is accepted from who owes it, so nothing is asked of them: not to answer, not again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from groups.queries.accounts import actor_of_account
from meetings.enums import DeadlineKind
from meetings.models import Deadline, ReminderPlan
from meetings.operations.reminders import plan
from meetings.queries.owing import owed_by
from portal import clock
from portal.models import User
from tests.clock import day_in
from tests.meetings.rounds import Round, open_round

pytestmark = pytest.mark.django_db

SIX = datetime(2026, 10, 8, 22, 0, 0, tzinfo=UTC)
"""Six in the evening in Washington, when the round is due."""


def passed(kind: DeadlineKind) -> Round:
    """Due two days ago, by the clock of today."""
    scene = open_round(2, on=day_in(days=-2))
    Deadline.objects.update(kind=kind)
    return scene


def page_of(scene: Round, user: User) -> str:
    client = Client()
    client.force_login(user)
    return client.get(reverse("meetings:deadline", args=[scene.deadline.pk])).content.decode()


@pytest.mark.parametrize(("kind", "owed"), [(DeadlineKind.HARD, 0), (DeadlineKind.SOFT, 1), (DeadlineKind.NORM, 1)])
def test_only_what_would_still_be_accepted_is_owed_after_the_date(kind: DeadlineKind, owed: int) -> None:
    scene = open_round(1)
    Deadline.objects.update(kind=kind)
    actor, states = actor_of_account(scene.users[0], SIX), [scene.states[0].pk]
    assert len(owed_by(actor, states, SIX)) == 1
    assert len(owed_by(actor, states, SIX + timedelta(seconds=1))) == owed


def test_delegate_is_offered_no_answer_that_would_be_refused() -> None:
    hard = page_of(scene := passed(DeadlineKind.HARD), scene.users[0])
    assert "passed without an answer" in hard
    assert "write to the secretariat" in hard
    assert "Record our answer" not in hard
    Deadline.objects.update(kind=DeadlineKind.SOFT)
    soft = page_of(scene, scene.users[0])
    assert "Record our answer" in soft
    assert "passed without an answer" not in soft


def test_secretariat_sees_who_gave_none_and_may_still_record_one() -> None:
    page = page_of(scene := passed(DeadlineKind.HARD), scene.cast.accounts["secretary"])
    assert "Passed without an answer" in page
    assert "2 of 2 gave no answer." in page
    assert "Who still owes" not in page
    assert "Record an answer" in page


@pytest.mark.parametrize(("kind", "planned"), [(DeadlineKind.HARD, 0), (DeadlineKind.SOFT, 1)])
def test_nobody_is_reminded_after_a_date_past_which_nothing_is_accepted(kind: DeadlineKind, planned: int) -> None:
    scene = open_round(1)
    Deadline.objects.update(kind=kind)
    ReminderPlan.objects.create(organization=scene.cast.house, days_before="3", days_after="2")
    after = SIX + timedelta(days=2)
    clock.confirm(after)
    assert plan(after) == planned
