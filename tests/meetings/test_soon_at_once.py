"""Whoever wants one mail a day gets by itself what tells of the next two days: that mail may come too late."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from meetings.enums import Delivery, NoticeKind
from meetings.models import Announcement, Entry
from meetings.notices.reading import due_facts
from meetings.operations.notices import choose
from meetings.queries.notices import recipients_of
from portal.lib.deadlines import Due
from tests import make
from tests.cast import NOW, Cast, gather
from tests.meetings.rounds import open_round

pytestmark = pytest.mark.django_db

TODAY = NOW.date()


@pytest.fixture
def cast() -> Cast:
    return gather()


def told(cast: Cast, kind: NoticeKind, was: date, on: date) -> Announcement:
    """Of a meeting, to a delegate who wants such notices in the mail of the day."""
    meeting = make.meeting(make.schedule(cast.term), on, key="soon")
    choose(now=NOW, user=cast.accounts["delegate"], kind=kind, delivery=Delivery.DIGEST)
    given = make.announcement(meeting.entry, NOW, kind=kind, event="changed")
    given.before, given.after = ({**given.after, "start": str(day), "end": str(day)} for day in (was, on))
    given.save()
    return given


def delivery(cast: Cast, given: Announcement) -> Delivery:
    (mine,) = (each for each in recipients_of(given, TODAY) if each.user == cast.accounts["delegate"])
    return mine.delivery


@pytest.mark.parametrize("kind", ["convened", "changed", "called_off", "order", "election"])
@pytest.mark.parametrize(
    ("was", "on", "expected"),
    [
        (2, 30, Delivery.AT_ONCE),
        (30, 2, Delivery.AT_ONCE),
        (30, 0, Delivery.AT_ONCE),
        (30, 3, Delivery.DIGEST),
        (-1, 3, Delivery.DIGEST),
    ],
)
def test_of_a_meeting_by_the_day_that_was_or_is(cast: Cast, kind: str, was: int, on: int, expected: Delivery) -> None:
    given = told(cast, NoticeKind(kind), TODAY + timedelta(days=was), TODAY + timedelta(days=on))
    assert delivery(cast, given) == expected


@pytest.mark.parametrize(("days", "expected"), [(1, Delivery.AT_ONCE), (5, Delivery.DIGEST)])
def test_of_a_deadline_by_its_date(days: int, expected: Delivery) -> None:
    day = TODAY + timedelta(days=days)
    scene = open_round(1, day)
    choose(now=NOW, user=scene.users[0], kind=NoticeKind.DEADLINE, delivery=Delivery.DIGEST)
    facts = {"before": {}, "after": {"due": due_facts(Due(day, None, "America/New_York"))}}
    given = make.announcement(scene.deadline.entry, NOW, kind="deadline", event="set", **facts)
    assert [each.delivery for each in recipients_of(given, TODAY)] == [expected]


def test_the_preview_says_who_gets_it_at_once(cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    soon = told(cast, NoticeKind.CHANGED, TODAY, TODAY + timedelta(days=1))
    client.force_login(cast.accounts["secretary"])
    address = reverse("meetings:announcement", args=[soon.pk])
    assert "in one mail a day" not in client.get(address).content.decode()
    Entry.objects.filter(key="soon").update(start=TODAY + timedelta(days=30), end=TODAY + timedelta(days=30))
    far = dict.fromkeys(("start", "end"), str(TODAY + timedelta(days=30)))
    Announcement.objects.update(before=soon.before | far, after=soon.after | far)
    assert "in one mail a day" in client.get(address).content.decode()
