"""A meeting that is moved: its notice says why, and who was reminded of its deadlines is told all the same."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from groups.models import Follow
from meetings.models import Announcement, Deadline, Entry
from meetings.operations.notices import send
from meetings.operations.reminders import plan
from portal import clock, outbox
from tests import make
from tests.meetings.rounds import Round, open_round
from tests.meetings.test_reminders import WEEK_BEFORE

pytestmark = pytest.mark.django_db

LATER = datetime(2026, 10, 2, 16, tzinfo=UTC)


@pytest.fixture
def scene() -> Round:
    """Three states were reminded of 8 October, which is counted from a meeting on the 15th."""
    found = open_round(3)
    meeting = make.meeting(found.schedule, date(2026, 10, 15), key="october", room=make.room(found.cast.house))
    Entry.objects.filter(key="october").update(status="convened")
    found.deadline.anchor, found.deadline.anchor_entry, found.deadline.offset = "entry", meeting.entry, 7
    found.deadline.save()
    for hours in range(24):
        clock.confirm(WEEK_BEFORE + timedelta(hours=hours))
        plan(WEEK_BEFORE + timedelta(hours=hours))
        outbox.deliver_due(WEEK_BEFORE + timedelta(hours=hours))
    assert len(mail.outbox) == 3
    mail.outbox.clear()
    return found


@pytest.fixture
def desk(scene: Round, client: Client, monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setattr("django.utils.timezone.now", lambda: LATER)
    client.force_login(scene.cast.accounts["secretary"])
    return client


def _moved(scene: Round, desk: Client, note: str = "") -> str:
    """By the page of what becomes of a meeting; gives what it said beforehand."""
    term = scene.cast.term
    address = reverse("meetings:editor_state", args=[term.body.slug, term.label, "october"])
    asked = {"act": "move", "typed": "22 Oct", "note": note}
    page = desk.get(address, asked)
    seen, key = page.context["seen"], scene.deadline.entry.key
    done = desk.post(address, {**asked, "seen": seen, "deadlines": [key], f"day-{key}": "2026-10-14"})
    assert done.status_code == 302
    return page.content.decode()


def _gone(now: datetime) -> list[str]:
    mail.outbox.clear()
    clock.confirm(now)
    outbox.deliver_due(now)
    return sorted(message.to[0].partition("@")[0] for message in mail.outbox)


def test_what_follows_names_who_was_reminded_and_is_told_by_themselves(scene: Round, desk: Client) -> None:
    page = _moved(scene, desk)
    assert "Delegate 1, Delegate 2, Delegate 3. If it moves, they are told by themselves ten minutes later." in page
    assert _gone(LATER + timedelta(minutes=11)) == ["state-1", "state-2", "state-3"]


def test_what_follows_names_nobody_where_nobody_was_reminded(scene: Round, desk: Client) -> None:
    scene.deadline.entry.notices.all().delete()
    assert "Reminded of this date" not in _moved(scene, desk)


@pytest.mark.parametrize("hung", [{}, {"anchor": "next", "anchor_entry": None}])
def test_not_sending_says_who_is_told_of_the_deadline_all_the_same(
    scene: Round, desk: Client, hung: dict[str, Any]
) -> None:
    if hung:
        Deadline.objects.update(**hung)
    _moved(scene, desk)
    given = Announcement.objects.get(kind="changed", state="waiting")
    page = desk.get(reverse("meetings:announcement", args=[given.pk])).content.decode()
    assert "3 people were reminded of a deadline of this meeting that has another date now." in page
    assert "“Do not send” is final" in page
    said = desk.post(reverse("meetings:announcement_discard", args=[given.pk]), follow=True).content.decode()
    assert "3 people who had been reminded of a deadline of this meeting are told of its new date." in said
    assert "Nobody is told of it." not in said
    assert scene.users[0].email in said.partition('aria-labelledby="told"')[2].partition("</section>")[0]
    assert _gone(LATER + timedelta(minutes=11)) == ["state-1", "state-2", "state-3"]


def test_what_is_said_of_a_move_stands_in_its_notice_and_in_that_of_its_deadline(scene: Round, desk: Client) -> None:
    _moved(scene, desk, "Room needed")
    Follow.objects.create(account=scene.users[1], body=scene.cast.body, since=LATER)
    given = Announcement.objects.get(kind="changed", state="waiting")
    page = desk.get(reverse("meetings:announcement", args=[given.pk])).content.decode()
    assert "Room needed" in page
    send(actor=scene.cast.actor("secretary"), now=LATER, announcement=given)
    assert _gone(LATER), "the meeting's notice"
    assert all("Room needed" in message.body for message in mail.outbox if "changed" in message.subject.lower())
    assert any("Room needed" in message.body for message in mail.outbox)
    assert len(_gone(LATER + timedelta(minutes=11))) == 3
    assert all("Room needed" in message.body for message in mail.outbox)
    desk.force_login(scene.users[1])
    assert "Room needed" in desk.get(reverse("meetings:inbox")).content.decode()
    assert Deadline.objects.get().at == time(18)


def test_what_is_said_of_a_cancelled_meeting_stands_in_its_notice(scene: Round, desk: Client) -> None:
    term = scene.cast.term
    address = reverse("meetings:editor_state", args=[term.body.slug, term.label, "october"])
    asked = {"act": "cancel", "note": "The host withdrew"}
    seen = desk.get(address, asked).context["seen"]
    desk.post(address, {**asked, "seen": seen})
    given = Announcement.objects.get(kind="called_off", state="waiting")
    assert "The host withdrew" in desk.get(reverse("meetings:announcement", args=[given.pk])).content.decode()


def _discarded(desk: Client) -> Announcement:
    given = Announcement.objects.get(kind="changed", state="waiting")
    desk.post(reverse("meetings:announcement_discard", args=[given.pk]))
    return given


def test_a_notice_not_sent_is_prepared_again_once_and_sent(scene: Round, desk: Client) -> None:
    _moved(scene, desk, "Room needed")
    given = _discarded(desk)
    address = reverse("meetings:announcement", args=[given.pk])
    assert "Prepare it again" in desk.get(address).content.decode()
    page = desk.post(reverse("meetings:announcement_again", args=[given.pk]), follow=True).content.decode()
    assert "This will go out" in page
    assert "Room needed" in page
    made = Announcement.objects.get(kind="changed", state="waiting")
    assert (made.before, made.after) == (given.before, given.after)
    assert "Prepare it again" not in desk.get(address).content.decode(), "one waits"
    desk.post(reverse("meetings:announcement_again", args=[given.pk]))
    assert Announcement.objects.filter(kind="changed", state="waiting").count() == 1
    send(actor=scene.cast.actor("secretary"), now=LATER, announcement=made)
    assert "Prepare it again" not in desk.get(address).content.decode(), "people know it"


def test_a_notice_not_sent_is_not_prepared_again_once_it_is_no_longer_so(scene: Round, desk: Client) -> None:
    _moved(scene, desk)
    given = _discarded(desk)
    Entry.objects.filter(key="october").update(start=date(2026, 10, 15), end=date(2026, 10, 15))
    desk.post(reverse("meetings:announcement_again", args=[given.pk]))
    assert not Announcement.objects.filter(kind="changed", state="waiting").exists()


def test_a_new_date_that_was_not_told_is_prepared_again(scene: Round, desk: Client) -> None:
    desk.post(reverse("meetings:deadline_announce", args=[scene.deadline.pk]))
    given = Announcement.objects.get(kind="deadline", state="waiting")
    desk.post(reverse("meetings:announcement_discard", args=[given.pk]))
    desk.post(reverse("meetings:announcement_again", args=[given.pk]))
    made = Announcement.objects.get(kind="deadline", state="waiting")
    assert (made.event, made.after) == ("set", given.after)
    send(actor=scene.cast.actor("secretary"), now=LATER, announcement=made)
    assert "Prepare it again" not in desk.get(reverse("meetings:announcement", args=[given.pk])).content.decode()
