"""Answers recorded: at an instant that can be, taken back by who gave them, and kept when what was typed is refused."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from groups.queries.accounts import actor_of_account
from meetings.enums import DeadlineKind
from meetings.models import Answer, Deadline
from meetings.operations.answers import answer, take_back
from meetings.operations.errors import RefusedError
from portal.models import AuditEvent
from tests.clock import day_in
from tests.meetings.rounds import Round, open_round

pytestmark = pytest.mark.django_db

SIX = datetime(2026, 10, 8, 22, 0, 0, tzinfo=UTC)
"""Six in the evening in Washington, when it is due."""


@pytest.mark.parametrize("at", [datetime(1890, 1, 1, tzinfo=UTC), datetime(1, 1, 1, tzinfo=UTC)])
def test_an_answer_before_anybody_was_asked_is_refused(at: datetime) -> None:
    scene = open_round(1)
    with pytest.raises(RefusedError, match=r"Expected a day from .*\d{4} on: nobody was asked before"):
        answer(actor=scene.cast.actor("secretary"), now=SIX, deadline=scene.deadline, of=scene.states[0], at=at)
    assert not Answer.objects.exists()


def test_an_answer_to_come_is_refused() -> None:
    scene = open_round(1)
    tomorrow = SIX + timedelta(days=1)
    with pytest.raises(RefusedError, match="after now"):
        answer(actor=scene.cast.actor("secretary"), now=SIX, deadline=scene.deadline, of=scene.states[0], at=tomorrow)


def test_a_late_answer_to_a_hard_deadline_is_recorded_once_confirmed_and_stays_late() -> None:
    scene = open_round(1)
    Deadline.objects.update(kind=DeadlineKind.HARD)
    scene.deadline.refresh_from_db()
    after, secretary = SIX + timedelta(seconds=1), scene.cast.actor("secretary")
    with pytest.raises(RefusedError, match="Confirm that this was accepted"):
        answer(actor=secretary, now=after, deadline=scene.deadline, of=scene.states[0])
    answer(actor=secretary, now=after, deadline=scene.deadline, of=scene.states[0], accepted_late=True)
    assert (AuditEvent.objects.get(verb="answered").after or {})["accepted late"] is True


def test_who_answered_takes_it_back_until_the_deadline_is_over() -> None:
    scene = open_round(2)
    actor, other = (actor_of_account(user, SIX) for user in scene.users)
    given = answer(actor=actor, now=SIX, deadline=scene.deadline, of=scene.states[0])
    with pytest.raises(RefusedError, match="only the secretariat"):
        take_back(actor=other, now=SIX, given=given, reason="Not theirs")
    with pytest.raises(RefusedError, match="only the secretariat"):
        take_back(actor=actor, now=SIX + timedelta(seconds=1), given=given, reason="Too late")
    take_back(actor=actor, now=SIX, given=given, reason="")
    assert not Answer.objects.exists()
    assert AuditEvent.objects.filter(verb="answer taken back").count() == 1


def test_what_the_secretariat_recorded_only_it_takes_back() -> None:
    scene = open_round(1)
    given = answer(actor=scene.cast.actor("secretary"), now=SIX, deadline=scene.deadline, of=scene.states[0])
    with pytest.raises(RefusedError, match="only the secretariat"):
        take_back(actor=actor_of_account(scene.users[0], SIX), now=SIX, given=given, reason="")


def signed_in(user: object) -> Client:
    client = Client()
    client.force_login(user)  # type: ignore[arg-type]
    return client


def soon() -> Round:
    return open_round(2, on=day_in(days=5))


def page_of(scene: Round) -> str:
    return reverse("meetings:deadline", args=[scene.deadline.pk])


def test_the_page_says_that_an_answer_can_be_taken_back_and_takes_it_back() -> None:
    scene = soon()
    client, said = signed_in(scene.users[0]), "You can take it back until the deadline is over."
    assert said in client.get(page_of(scene)).content.decode()
    key = f"delegation-{scene.states[0].pk}"
    given = client.post(reverse("meetings:deadline_answer", args=[scene.deadline.pk]), {"of": key}, follow=True)
    assert said in given.content.decode()
    back = reverse("meetings:deadline_take_back", args=[scene.deadline.pk, Answer.objects.get().pk])
    assert signed_in(scene.users[1]).post(back).status_code == 404
    assert f'action="{back}"' in given.content.decode()
    assert "Taken back." in client.post(back, follow=True).content.decode()
    assert not Answer.objects.exists()


def test_a_deadline_that_is_over_offers_no_taking_back() -> None:
    scene = open_round(1, on=date(2026, 10, 8))
    Deadline.objects.update(kind=DeadlineKind.SOFT)
    given = answer(actor=actor_of_account(scene.users[0], SIX), now=SIX, deadline=scene.deadline, of=scene.states[0])
    assert timezone.now() > SIX
    client = signed_in(scene.users[0])
    assert "Take back" not in client.get(page_of(scene)).content.decode()
    back = reverse("meetings:deadline_take_back", args=[scene.deadline.pk, given.pk])
    assert "only the secretariat takes an answer back" in client.post(back, follow=True).content.decode()
    assert Answer.objects.count() == 1


@pytest.mark.parametrize(
    ("day", "at", "says"),
    [("2026-10-01", "99:99", "Expected an hour such as 18:00."), ("1890-01-01", "10:00", "nobody was asked before")],
)
def test_a_refused_answer_keeps_what_was_typed_in_its_open_box(day: str, at: str, says: str) -> None:
    scene = soon()
    typed = {"of": f"delegation-{scene.states[1].pk}", "day": day, "at": at, "note": "By courier"}
    client = signed_in(scene.cast.accounts["secretary"])
    answered = client.post(reverse("meetings:deadline_answer", args=[scene.deadline.pk]), typed)
    page = answered.content.decode()
    assert answered.status_code == 422
    (box,) = re.findall(r'<details class="record" open>.*?</details>', page, re.S)
    assert all(each in box for each in (f'value="{day}"', f'value="{at}"', 'value="By courier"', says, typed["of"]))
    assert not Answer.objects.exists()
