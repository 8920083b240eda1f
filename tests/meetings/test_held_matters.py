"""A matter held back holds what the planners queue later too, visibly, until somebody lets it go."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.enums import Delivery, NoticeKind
from meetings.models import Deadline, Notice
from meetings.operations.digests import gather as gather_mails
from meetings.operations.notices import choose
from meetings.operations.reminders import plan
from meetings.pages.leaving import held_rows
from portal import clock, outbox
from portal.actors import SYSTEM
from portal.models import AuditEvent, OutboxHold, OutboxMessage
from portal.outbox import holds
from tests import make
from tests.clock import day_in
from tests.meetings.rounds import Round, open_round
from tests.meetings.test_reminders import WEEK_BEFORE
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


def _about(deadline: Deadline) -> str:
    return f"deadline:{deadline.pk}"


def _held(scene: Round, now: datetime) -> int:
    return holds.hold_about(_about(scene.deadline), actor=SYSTEM, reason="Wait", now=now, lasting=True)


def _planned(now: datetime) -> list[str]:
    """What the planner queues and the sender sends."""
    mail.outbox.clear()
    clock.confirm(now)
    plan(now)
    outbox.deliver_due(now)
    return sorted(message.to[0].partition("@")[0] for message in mail.outbox)


def test_what_is_planned_after_a_hold_is_held_and_goes_when_it_is_let_go() -> None:
    scene = open_round(1)
    assert _held(scene, WEEK_BEFORE - timedelta(days=5)) == 0, "nothing is queued yet"
    assert _planned(WEEK_BEFORE) == []
    message = OutboxMessage.objects.get()
    assert (message.state, message.why) == ("held", "held_with_matter")
    assert holds.release_about(_about(scene.deadline), actor=SYSTEM, now=WEEK_BEFORE) == 1
    assert _planned(WEEK_BEFORE) == ["state-1"]
    assert _planned(WEEK_BEFORE + timedelta(days=4)) == ["state-1"], "and what comes later goes as ever"


def test_a_hold_is_of_its_own_matter_alone() -> None:
    scene = open_round(1)
    other = make.deadline(scene.schedule, date(2026, 10, 8), owing_standings="member")
    assert other
    _held(scene, WEEK_BEFORE)
    assert _planned(WEEK_BEFORE) == ["state-1"]
    assert OutboxMessage.objects.get(state="held").about == _about(scene.deadline)


def test_who_began_to_queue_before_the_hold_is_caught_by_the_minute() -> None:
    scene = open_round(1)
    clock.confirm(WEEK_BEFORE)
    plan(WEEK_BEFORE)
    OutboxHold.objects.create(about=_about(scene.deadline), since=WEEK_BEFORE)
    assert outbox.keep_held(WEEK_BEFORE) == 1
    assert _planned(WEEK_BEFORE) == []


def test_what_an_operator_releases_by_kind_after_a_restore_is_not_what_a_secretariat_holds() -> None:
    scene = open_round(1)
    _held(scene, WEEK_BEFORE)
    assert _planned(WEEK_BEFORE) == []
    assert holds.held_by_kind() == {}
    assert holds.release("reminder", actor=SYSTEM, now=WEEK_BEFORE) == 0
    assert holds.call_off("reminder", actor=SYSTEM, reason="No", now=WEEK_BEFORE) == 0
    assert OutboxMessage.objects.get().state == "held"


def test_the_mail_of_a_day_leaves_a_held_matter_out_until_it_is_let_go() -> None:
    scene = open_round(1)
    reader = scene.users[0]
    choose(now=WEEK_BEFORE, user=reader, kind=NoticeKind.REMINDER, delivery=Delivery.DIGEST)
    _held(scene, WEEK_BEFORE)
    clock.confirm(WEEK_BEFORE)
    plan(WEEK_BEFORE)
    assert Notice.objects.get(user=reader).channel == Delivery.DIGEST
    assert gather_mails(WEEK_BEFORE) == 0
    holds.release_about(_about(scene.deadline), actor=SYSTEM, now=WEEK_BEFORE)
    assert gather_mails(WEEK_BEFORE) == 1


@pytest.fixture
def scene() -> Round:
    """Due in ten days: reminders are to come, and none is queued."""
    return open_round(2, on=day_in(days=10))


@pytest.fixture
def desk(scene: Round) -> Client:
    client = Client()
    client.force_login(scene.cast.accounts["secretary"])
    return client


def _page(desk: Client, **query: str) -> str:
    return desk.get(reverse("meetings:leaving"), {"days": "14", **query}).content.decode()


def _post(desk: Client, scene: Round, act: str) -> str:
    given = {"about": _about(scene.deadline), "act": act, "days": "14", "item": ""}
    return desk.post(reverse("meetings:leaving_hold"), given, follow=True).content.decode()


def test_what_is_only_foreseen_is_held_from_the_page_and_stays_in_sight(scene: Round, desk: Client) -> None:
    assert OutboxMessage.objects.count() == 0
    shut = _page(desk)
    key = shut.partition(f'id="reminder-{scene.deadline.pk}-')[2].partition('"')[0]
    opened = _page(desk, item=f"reminder-{scene.deadline.pk}-{key}")
    assert f'name="about" value="{_about(scene.deadline)}"' in opened
    assert "what is queued and what would come later, until you let it go" in opened
    said = _post(desk, scene, "hold")
    assert "Every mail about it is held back from now on, until you let it go." in said
    section = said.partition('aria-labelledby="held"')[2].partition("</section>")[0]
    assert "Comments on the draft" in section
    assert "0 mails wait" in section
    assert f"· {scene.cast.accounts['secretary']}" in section
    rows = _page(desk).partition("</section>")[2]
    assert rows.count("held back") == rows.count('id="reminder-') > 0
    facts = {"about": _about(scene.deadline), "held": 0, "what comes": True, "why": "held_by_secretariat"}
    assert AuditEvent.objects.get(verb="held").after == facts
    deadline = reverse("meetings:deadline", args=[scene.deadline.pk])
    assert "Mails about this deadline are held back" in desk.get(deadline).content.decode()
    assert "It is let go: what comes about it leaves again." in _post(desk, scene, "release")
    assert "held back" not in _page(desk).partition("<main")[2].replace("All mail is held back", "")


def test_another_house_neither_sees_a_hold_nor_holds_nor_releases(scene: Round, desk: Client) -> None:
    _post(desk, scene, "hold")
    other = Client()
    other.force_login(scene.cast.accounts["other_secretary"])
    assert "Comments on the draft" not in _page(other)
    for act in ("hold", "release"):
        given = {"about": _about(scene.deadline), "act": act}
        assert other.post(reverse("meetings:leaving_hold"), given).status_code == 404
    for about in ("deadline:999999", "deadline:x", "deadline:", "digest:1", ""):
        assert desk.post(reverse("meetings:leaving_hold"), {"about": about, "act": "hold"}).status_code == 404
    assert OutboxHold.objects.count() == 1


def test_one_and_three_held_matters_cost_the_page_the_same(scene: Round, desk: Client) -> None:
    house = {scene.cast.house.pk}
    counts = []
    for number in (1, 2):
        for _ in range(number):
            made = make.deadline(scene.schedule, date(2026, 12, 1), owing_standings="member")
            holds.hold_about(_about(made), actor=SYSTEM, reason="Wait", now=timezone.now(), lasting=True)
        counts.append((queries_of(lambda: held_rows(house, "en")), queries_of(lambda: _page(desk))))
    assert counts[0] == counts[1]
    assert len(held_rows(house, "en")) == 3


@pytest.mark.parametrize("kind", ["silence", "mandate", "term", "version", "services"])
def test_each_kind_of_matter_is_named(scene: Round, kind: str) -> None:
    cast = scene.cast
    made = {
        "silence": lambda: make.silence(cast.term, make.text_without_number(cast.body), timezone.now()),
        "mandate": lambda: make.mandate(cast.term),
        "term": lambda: cast.term,
        "version": lambda: make.document(cast.body, "A/1").revisions.get().versions.get(),
        "services": lambda: make.meeting(scene.schedule, date(2026, 12, 1)).entry,
    }[kind]()
    holds.hold_about(f"{kind}:{made.pk}", actor=SYSTEM, reason="Wait", now=timezone.now(), lasting=True)
    [row] = held_rows({cast.house.pk}, "en")
    assert row["url"]
    assert row["kind"].startswith("Mails about")
    assert held_rows({cast.house.pk + 1000}, "en") == []
