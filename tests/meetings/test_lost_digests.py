"""A day's mail that never left: what it told comes with the next one, once, unless it is over."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail

from meetings.enums import Delivery, NoticeKind
from meetings.models import Announcement, Entry, Notice
from meetings.notices import composing
from meetings.operations.digests import gather
from meetings.operations.notices import choose, send
from portal import clock, outbox
from portal.models import OutboxMessage, User
from tests import make
from tests.cast import NOW, Cast
from tests.cast import gather as gather_cast

pytestmark = pytest.mark.django_db

FIRST = datetime(2026, 3, 11, 9, tzinfo=UTC)
AFTER_DAYS = FIRST + timedelta(days=3)


@pytest.fixture
def cast() -> Cast:
    return gather_cast()


@pytest.fixture
def reader(cast: Cast) -> User:
    """Wants one mail a day, in which two meetings were convened; the worker was down since."""
    user = cast.accounts["delegate"]
    choose(now=NOW, user=user, kind=NoticeKind.CONVENED, delivery=Delivery.DIGEST)
    schedule = make.schedule(cast.term)
    for day, words in ((date(2026, 3, 13), "Soon over"), (date(2026, 4, 14), "In April")):
        entry = make.meeting(schedule, day, status="convened", title={"en": words}).entry
        send(actor=cast.actor("secretary"), now=NOW, announcement=make.announcement(entry, NOW))
    clock.confirm(FIRST)
    gather(FIRST)
    assert Notice.objects.filter(user=user, digest_on=FIRST.date()).count() == 2
    return user


def run(now: datetime) -> list[str]:
    """What a worker that comes back sends to readers of one mail a day."""
    mail.outbox.clear()
    clock.confirm(now)
    gather(now)
    outbox.deliver_due(now)
    return [each.body for each in mail.outbox if "from your groups" in each.subject]


@pytest.mark.parametrize("given_up", [True, False], ids=["given up before", "found late"])
def test_what_still_holds_comes_with_the_next_mail_and_once(reader: User, given_up: bool) -> None:
    if given_up:
        clock.confirm(AFTER_DAYS)
        outbox.deliver_due(AFTER_DAYS)
    came = run(AFTER_DAYS)
    assert len(came) == 1
    assert "In April" in came[0]
    assert "Soon over" not in came[0]
    assert run(AFTER_DAYS + timedelta(hours=1)) == []
    assert run(AFTER_DAYS + timedelta(days=1)) == []
    lost = OutboxMessage.objects.get(kind="digest", state="expired")
    assert "next mail of the day" in outbox.reason_of(lost)


def test_a_mail_that_left_is_not_told_again(reader: User) -> None:
    clock.confirm(FIRST)
    outbox.deliver_due(FIRST)
    assert run(AFTER_DAYS) == []
    assert Announcement.objects.count() == 2


def test_what_was_lost_weeks_ago_stays_lost(reader: User) -> None:
    assert run(FIRST + timedelta(days=20)) == []


def test_mail_of_a_full_day_says_how_many_more_there_are_and_where(reader: User, monkeypatch) -> None:
    monkeypatch.setattr(composing, "LONGEST_DIGEST", 1)
    (told,) = run(FIRST)
    assert "1 notice from your groups" in told
    assert "Soon over" in told
    assert "In April" not in told
    assert "1 more stands in your notices\n  http://testserver/notices/\n" in told


def test_what_is_over_takes_no_room_in_the_mail_of_a_full_day(reader: User, monkeypatch) -> None:
    monkeypatch.setattr(composing, "LONGEST_DIGEST", 1)
    Entry.objects.filter(start=date(2026, 3, 13)).update(status="cancelled")
    (told,) = run(FIRST)
    assert "In April" in told
    assert "more" not in told
