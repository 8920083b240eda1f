"""A notice of a new date that is not sent: who was reminded of the old one is told all the same, and nobody else."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from meetings.enums import NoticeKind
from meetings.models import Announcement, Notice
from meetings.operations.discarding import discard
from meetings.operations.extending import extend
from meetings.operations.notices import send
from meetings.operations.reminders import plan
from meetings.queries.notices import pending_notices
from portal import clock, outbox
from tests.mailed import spaced
from tests.meetings.rounds import Round, open_round
from tests.meetings.test_reminders import WEEK_BEFORE, move_to
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 10, 1, 16, tzinfo=UTC)
"""States 1 and 2 were reminded by their own nine o'clock; Tokyo's is past, and São Paulo's."""


def _gone(now: datetime) -> list[str]:
    mail.outbox.clear()
    clock.confirm(now)
    outbox.deliver_due(now)
    return sorted(message.to[0].partition("@")[0] for message in mail.outbox)


def _reminded(states: int) -> Round:
    """Only the first of the states was reminded: the others' hours were missed."""
    scene = open_round(states)
    clock.confirm(WEEK_BEFORE)
    plan(WEEK_BEFORE)
    Notice.objects.exclude(user=scene.users[0]).delete()
    outbox.deliver_due(WEEK_BEFORE)
    return scene


def _extended(scene: Round, day: date, now: datetime) -> Announcement:
    extend(
        actor=scene.cast.actor("secretary"),
        now=now,
        schedule=scene.schedule,
        key=scene.deadline.entry.key,
        day=day,
        at=time(18),
        decided_by="The Chair",
        reason={"en": "Two delegations asked for more time"},
    )
    return pending_notices(scene.schedule)[scene.deadline.entry.key]


def test_who_was_reminded_of_the_old_date_is_told_though_the_notice_is_not_sent() -> None:
    scene = _reminded(3)
    given = _extended(scene, date(2026, 10, 12), NOON)
    assert _gone(NOON + timedelta(minutes=11)) == [], "the notice waits to tell all who are asked"
    later = NOON + timedelta(hours=1)
    assert discard(actor=scene.cast.actor("secretary"), now=later, announcement=given) == 1
    assert _gone(later + timedelta(minutes=11)) == ["state-1"]
    assert mail.outbox[0].subject == "New date, 12 October 2026: Comments on the draft"
    assert "formerly: Thursday, 8 October" in spaced(mail.outbox[0].body)
    assert _gone(later + timedelta(hours=2)) == [], "once"


def test_nobody_is_told_of_a_notice_not_sent_where_nobody_was_reminded_or_the_date_is_back() -> None:
    scene = open_round(2)
    given = _extended(scene, date(2026, 10, 12), NOON)
    assert discard(actor=scene.cast.actor("secretary"), now=NOON, announcement=given) == 0
    assert _gone(NOON + timedelta(minutes=11)) == []


def test_who_was_told_by_a_notice_since_is_told_nothing_when_the_date_returns_to_that() -> None:
    """Reminded of the 8th, told the 12th by the notice; the 20th is taken back before anybody is told of it."""
    scene = _reminded(1)
    secretary = scene.cast.actor("secretary")
    send(actor=secretary, now=NOON, announcement=_extended(scene, date(2026, 10, 12), NOON))
    assert _gone(NOON) == ["state-1"]
    move_to(scene, date(2026, 10, 20), NOON + timedelta(minutes=20))
    move_to(scene, date(2026, 10, 12), NOON + timedelta(minutes=25))
    assert _gone(NOON + timedelta(hours=1)) == []


def test_a_second_notice_not_sent_tells_from_the_date_that_the_first_one_told() -> None:
    scene = _reminded(2)
    secretary = scene.cast.actor("secretary")
    send(actor=secretary, now=NOON, announcement=_extended(scene, date(2026, 10, 12), NOON))
    assert _gone(NOON) == ["state-1", "state-2"]
    move_to(scene, date(2026, 10, 20), NOON + timedelta(minutes=20))
    given = Announcement.objects.get(state="waiting")
    assert discard(actor=secretary, now=NOON + timedelta(hours=1), announcement=given) == 1
    assert _gone(NOON + timedelta(hours=2)) == ["state-1"], "state 2 was never reminded: not to tell it was decided"
    assert "formerly: Monday, 12 October" in spaced(mail.outbox[0].body)


@pytest.fixture
def desk() -> Client:
    return Client()


def test_the_page_says_before_one_chooses_who_is_told_anyway(desk: Client) -> None:
    scene = _reminded(2)
    desk.force_login(scene.cast.accounts["secretary"])
    given = _extended(scene, date(2026, 10, 12), NOON)
    address = reverse("meetings:announcement", args=[given.pk])
    page = desk.get(address).content.decode()
    assert "One person was already reminded of another date. If you do not send this, that person is told" in page
    said = page.partition('id="reminded"')[2].partition("</div>")[0]
    assert scene.users[0].email in said
    assert scene.users[1].email not in said
    answer = desk.post(reverse("meetings:announcement_discard", args=[given.pk]), follow=True).content.decode()
    assert "Not sent. 1 person who had been reminded of another date is told of the new one." in answer
    told = answer.partition('aria-labelledby="told"')[2].partition("</section>")[0]
    assert scene.users[0].email in told
    assert scene.users[1].email not in told


def test_the_page_says_nothing_of_reminders_where_nobody_got_one(desk: Client) -> None:
    scene = open_round(2)
    desk.force_login(scene.cast.accounts["secretary"])
    given = _extended(scene, date(2026, 10, 12), NOON)
    assert 'id="reminded"' not in desk.get(reverse("meetings:announcement", args=[given.pk])).content.decode()
    answer = desk.post(reverse("meetings:announcement_discard", args=[given.pk]), follow=True).content.decode()
    assert "Nobody is told of it." in answer


def test_one_and_three_who_were_reminded_cost_the_page_the_same(desk: Client) -> None:
    scene = open_round(3)
    clock.confirm(NOON)
    plan(NOON)
    outbox.deliver_due(NOON)
    desk.force_login(scene.cast.accounts["secretary"])
    address = reverse("meetings:announcement", args=[_extended(scene, date(2026, 10, 12), NOON).pk])
    desk.get(address)
    counts = []
    for kept in (scene.users, scene.users[:1]):
        Notice.objects.filter(kind=NoticeKind.REMINDER).exclude(user__in=kept).delete()
        assert desk.get(address).content.decode().count('class="quiet small">state-') >= len(kept)
        counts.append(queries_of(lambda: desk.get(address)))
    assert counts[0] == counts[1]
