"""Whoever was told of a deadline in any way is told of its new date: at once where we reminded, else by a notice."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core import mail

from meetings.enums import Delivery, NoticeKind
from meetings.operations.announcing import note_deadline
from meetings.operations.digests import gather
from meetings.operations.notices import choose, send
from meetings.queries.notices import pending_notices
from tests.cast import NOW
from tests.meetings.rounds import open_round
from tests.meetings.test_reminders import WEEK_BEFORE, delivered, move_to, planned

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("delivery", [Delivery.DIGEST, Delivery.NEVER])
def test_who_was_reminded_in_the_days_mail_or_in_the_portal_is_told_of_another_date(delivery: Delivery) -> None:
    scene = open_round(1)
    choose(now=WEEK_BEFORE, user=scene.users[0], kind=NoticeKind.REMINDER, delivery=delivery)
    planned(WEEK_BEFORE)
    gather(WEEK_BEFORE)
    assert delivered(WEEK_BEFORE) == (["state-1"] if delivery == Delivery.DIGEST else [])
    move_to(scene, date(2026, 10, 20), WEEK_BEFORE + timedelta(hours=1))
    assert delivered(WEEK_BEFORE + timedelta(hours=2)) == ["state-1"]
    assert mail.outbox[0].subject == "New date, 20 October 2026: Comments on the draft"
    assert delivered(WEEK_BEFORE + timedelta(hours=3)) == []


def test_who_was_not_reminded_yet_by_the_days_mail_is_told_of_no_other_date() -> None:
    scene = open_round(1)
    choose(now=WEEK_BEFORE, user=scene.users[0], kind=NoticeKind.REMINDER, delivery=Delivery.DIGEST)
    planned(WEEK_BEFORE)
    move_to(scene, date(2026, 10, 20), WEEK_BEFORE)
    gather(WEEK_BEFORE + timedelta(hours=1))
    assert delivered(WEEK_BEFORE + timedelta(hours=2)) == []


def test_a_new_date_of_a_deadline_that_was_announced_waits_to_be_told_to_all_who_are_asked() -> None:
    """Moved twice and told once, from what people know; moved back, there is nothing to tell."""
    scene = open_round(2)
    secretary = scene.cast.actor("secretary")
    set_notice = note_deadline(actor=secretary, now=NOW, deadline=scene.deadline, event="set", before={})
    assert set_notice is not None
    move_to(scene, date(2026, 10, 9), NOW)
    given = pending_notices(scene.schedule)[scene.deadline.entry.key]
    assert (given.event, given.after["due"]["day"]) == ("set", "2026-10-09"), "nobody knows of another date"
    send(actor=secretary, now=NOW, announcement=given)
    assert delivered(NOW) == ["state-1", "state-2"]
    for day in (20, 22):
        move_to(scene, date(2026, 10, day), NOW)
        given = pending_notices(scene.schedule)[scene.deadline.entry.key]
        told = (given.event, given.before["due"]["day"], given.after["due"]["day"])
        assert told == ("changed", "2026-10-09", f"2026-10-{day}")
    assert delivered(NOW) == []
    send(actor=secretary, now=NOW, announcement=given)
    assert delivered(NOW) == ["state-1", "state-2"]
    [told_first] = [sent.subject for sent in mail.outbox if sent.to == ["state-1@example.org"]]
    assert told_first == "New date, 22 October 2026: Comments on the draft"
    move_to(scene, date(2026, 10, 26), NOW)
    move_to(scene, date(2026, 10, 22), NOW)
    assert pending_notices(scene.schedule) == {}
