"""Who owes a deadline is not saved before the secretariat has seen which reminders that lets leave, and to whom."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.deadlines.reading import due_of
from meetings.enums import Delivery, NoticeKind
from meetings.models import Announcement, Deadline, DeadlineRule, Notice, ReminderPlan
from meetings.notices.reading import due_facts
from meetings.operations.announcing import note_deadline
from meetings.operations.answers import answer
from meetings.operations.notices import send, tell
from meetings.queries.notices import Recipient
from portal.models import AuditEvent, OutboxMessage
from tests import make
from tests.clock import day_in
from tests.meetings.rounds import Round, open_round

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Round:
    """Due in five days, so that the reminder of a week before comes late; nobody is asked yet."""
    made = open_round(3, on=day_in(days=5))
    Deadline.objects.update(owing_standings="")
    return made


def posted(scene: Round, **typed: object) -> tuple[str, Client]:
    client = Client()
    client.force_login(scene.cast.accounts["secretary"])
    address = reverse("meetings:deadline_address", args=[scene.deadline.pk])
    return client.post(address, {"standings": ["member"]} | typed, follow=True).content.decode(), client


def seal(page: str) -> str:
    return re.findall('name="seen" value="([0-9a-f]+)"', page)[0]


def asked() -> str:
    return Deadline.objects.get().owing_standings


def test_what_leaves_is_shown_first_and_nothing_is_saved_or_queued(scene: Round) -> None:
    page, _client = posted(scene)
    shown = unescape(re.sub("<[^>]+>", " ", page))
    assert "Nothing is saved and nothing has been sent yet." in shown
    assert re.search("Today +at once +Reminder, [45] days before · 3 people", shown)
    assert "Delegate 1, Delegate 2, Delegate 3" in shown
    assert "Reminder, 7 days before" not in shown, "by the days that are left, not by the plan's"
    assert "Reminder, 1 day before" in shown
    assert 'name="standings" value="member"' in page
    assert (asked(), OutboxMessage.objects.count(), Notice.objects.count()) == ("", 0, 0)
    assert not AuditEvent.objects.filter(verb="addressed").exists()


def test_what_was_seen_is_saved(scene: Round) -> None:
    page, _client = posted(scene)
    saved, _client = posted(scene, seen=seal(page))
    assert "Saved." in saved
    assert (asked(), AuditEvent.objects.filter(verb="addressed").count()) == ("member", 1)


def test_what_would_leave_to_others_than_were_seen_is_shown_again(scene: Round) -> None:
    page, _client = posted(scene)
    answer(actor=scene.cast.actor("secretary"), now=timezone.now(), deadline=scene.deadline, of=scene.states[0])
    again, _client = posted(scene, seen=seal(page))
    assert "look again" in again
    assert "Delegate 1, " not in again
    assert asked() == ""


@pytest.mark.parametrize("without", ["reminders", "accounts", "date"])
def test_where_nothing_leaves_it_is_saved_at_once(scene: Round, without: str) -> None:
    if without == "reminders":
        ReminderPlan.objects.create(organization=scene.cast.house, days_before="")
    elif without == "accounts":
        for user in scene.users:
            user.is_active = False
            user.save()
    else:
        entry = scene.deadline.entry
        entry.start = entry.end = None
        entry.precision = ""
        entry.save()
    page, _client = posted(scene)
    assert "Saved." in page
    assert asked() == "member"


def test_taking_everybody_off_asks_nothing(scene: Round) -> None:
    Deadline.objects.update(owing_standings="member")
    page, _client = posted(scene, standings=[])
    assert "Saved." in page
    assert "Nobody is asked, so nobody is reminded." in page


def test_more_readers_are_shown_by_as_many_queries(scene: Round, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    with django_assert_max_num_queries(500) as few:
        posted(scene)
    for number in range(3):
        state = make.delegation(name={"en": f"Another {number}"})
        make.standing(state, scene.cast.body)
        make.accredited(make.user(f"more-{number}@example.org"), state)
    with django_assert_max_num_queries(500) as many:
        posted(scene)
    assert len(many) == len(few)


def test_new_dates_are_not_taken_before_who_is_told_and_reminded_of_them_was_seen() -> None:
    """Three days earlier by a corrected rule: who was reminded of the old date is told, and a reminder leaves."""
    now = timezone.now()
    made = open_round(2, on=now.date() + timedelta(days=7))
    meeting = make.meeting(made.schedule, now.date() + timedelta(days=17)).entry
    rule = DeadlineRule.objects.create(
        organization=made.cast.house, key="comments", offset=13, unit="days", at=time(18)
    )
    Deadline.objects.update(anchor="entry", anchor_entry=meeting, offset=10, ruled_by=rule)
    due = due_of(Deadline.objects.get())
    assert due is not None
    facts: dict[str, Any] = {"kind": NoticeKind.REMINDER, "event": "reminder", "entry_id": made.deadline.entry_id}
    readers = [Recipient(made.users[0], Delivery.NEVER)]
    tell(readers, now=now - timedelta(days=1), key="one", params={"due": due_facts(due)}, **facts)
    client = Client()
    client.force_login(made.cast.accounts["secretary"])
    term = made.cast.term
    address = reverse("meetings:ruled_settle", args=[term.body.slug, term.label])
    moved = now.date() + timedelta(days=4)
    typed = {"rows": f"{made.deadline.entry.key} {moved} 18:00:00 America/New_York", "do": "follow"}
    page = client.post(address, typed, follow=True).content.decode()
    shown = unescape(re.sub("<[^>]+>", " ", page))
    assert re.search(r"reminded of another one: +Delegate 1\s", shown)
    assert re.search("Reminder, [34] days before", shown)
    assert Deadline.objects.get().offset == 10
    assert not Notice.objects.filter(kind=NoticeKind.DEADLINE).exists()
    saved = client.post(address, typed | {"seen": seal(page)}, follow=True).content.decode()
    assert "The new dates hold." in saved
    assert (Deadline.objects.get().entry.start, Deadline.objects.get().offset) == (moved, 13)
    assert [notice.user for notice in Notice.objects.filter(kind=NoticeKind.DEADLINE)] == [made.users[0]]


def announced(now: datetime) -> tuple[Round, str, dict[str, str]]:
    """All were told of a date by a notice; a corrected rule gives one three days earlier, before every reminder."""
    made = open_round(2, on=now.date() + timedelta(days=7))
    ReminderPlan.objects.create(organization=made.cast.house, days_before="")
    note = note_deadline(actor=made.cast.actor("secretary"), now=now, deadline=made.deadline, event="set", before={})
    assert note is not None
    send(actor=made.cast.actor("secretary"), now=now, announcement=note)
    meeting = make.meeting(made.schedule, now.date() + timedelta(days=17)).entry
    rule = DeadlineRule.objects.create(
        organization=made.cast.house, key="comments", offset=13, unit="days", at=time(18)
    )
    Deadline.objects.update(anchor="entry", anchor_entry=meeting, offset=10, ruled_by=rule)
    term = made.cast.term
    address = reverse("meetings:ruled_settle", args=[term.body.slug, term.label])
    shown = f"{now.date() + timedelta(days=4)} 18:00:00 America/New_York"
    return made, address, {"rows": f"{made.deadline.entry.key} {shown}", "do": "follow"}


@pytest.mark.parametrize("part", ["secretary", "chair"])
def test_the_notice_that_waits_once_new_dates_are_taken_is_shown_with_whom_it_goes_to(part: str) -> None:
    made, address, typed = announced(timezone.now())
    client = Client()
    client.force_login(made.cast.accounts[part])
    page = client.post(address, typed).content.decode()
    shown = " ".join(unescape(re.sub("<[^>]+>", " ", page)).split())
    assert "It waits to be sent to 2 people" in shown
    assert "New date" in shown
    assert ("state-1@example.org" in shown) == (part == "secretary"), "addresses are the secretariat's"
    assert "Reminders after it No reminder leaves." in shown
    assert not Announcement.objects.filter(state="waiting").exists()
    saved = client.post(address, typed | {"seen": seal(page)}, follow=True).content.decode()
    assert "1 notice to all who are asked is not sent yet." in saved
    assert Announcement.objects.get(state="waiting").event == "changed"
