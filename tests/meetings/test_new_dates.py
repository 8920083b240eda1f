"""Whoever was told of a deadline in any way is told of its new date, once: by the notice that waits, else by itself."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from django.core import mail

from meetings.enums import Delivery, NoticeKind
from meetings.operations.announcing import note_deadline
from meetings.operations.digests import gather
from meetings.operations.discarding import discard
from meetings.operations.extending import extend
from meetings.operations.notices import choose, choose_days, send
from meetings.pages.hours import Reader
from meetings.pages.untold import why_untold
from meetings.queries.notices import pending_notices
from tests import make
from tests.cast import NOW
from tests.meetings.rounds import Round, open_round
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


def test_an_extension_is_told_to_all_who_are_asked_once_somebody_sends_it() -> None:
    """One was reminded, one was not: nothing leaves by itself, then each gets the one notice."""
    scene = reminded_one_of_two()
    later = WEEK_BEFORE + timedelta(hours=2)
    extended(scene, date(2026, 10, 20), later)
    assert delivered(later + timedelta(minutes=30)) == []
    given = pending_notices(scene.schedule)[scene.deadline.entry.key]
    secretary = scene.cast.actor("secretary")
    assert send(actor=secretary, now=later + timedelta(hours=1), announcement=given) == 2
    assert delivered(later + timedelta(hours=1)) == ["state-1", "state-2"]
    assert {sent.subject for sent in mail.outbox} == {
        "Extended to 20 October 2026: Comments on the draft",
        "Prorrogado al 20 de octubre de 2026: Comentarios al proyecto",
    }
    assert delivered(later + timedelta(hours=2)) == []


def test_an_extension_calls_off_the_mail_of_a_date_between() -> None:
    scene = reminded_one_of_two()
    move_to(scene, date(2026, 10, 14), WEEK_BEFORE + timedelta(hours=2))
    later = WEEK_BEFORE + timedelta(hours=2, minutes=5)
    extended(scene, date(2026, 10, 20), later)
    assert delivered(later + timedelta(minutes=30)) == []


def test_a_new_date_of_an_announced_deadline_is_told_to_who_was_reminded_by_the_notice_that_waits() -> None:
    scene = open_round(2)
    secretary = scene.cast.actor("secretary")
    long_ago = WEEK_BEFORE - timedelta(days=3)
    first = note_deadline(actor=secretary, now=long_ago, deadline=scene.deadline, event="set", before={})
    assert first is not None
    send(actor=secretary, now=long_ago, announcement=first)
    assert delivered(long_ago) == ["state-1", "state-2"]
    planned(WEEK_BEFORE)
    assert delivered(WEEK_BEFORE + timedelta(hours=1)) == ["state-1", "state-2"]
    later = WEEK_BEFORE + timedelta(hours=2)
    move_to(scene, date(2026, 10, 20), later)
    assert delivered(later + timedelta(minutes=30)) == []
    given = pending_notices(scene.schedule)[scene.deadline.entry.key]
    assert send(actor=secretary, now=later + timedelta(hours=1), announcement=given) == 2
    assert delivered(later + timedelta(hours=1)) == ["state-1", "state-2"]
    move_to(scene, date(2026, 10, 8), later + timedelta(hours=2))
    assert delivered(later + timedelta(hours=3)) == [], "a notice waits again"


def test_a_first_notice_that_waits_tells_who_was_reminded_that_the_date_is_another_one() -> None:
    scene = reminded_one_of_two()
    secretary = scene.cast.actor("secretary")
    later = WEEK_BEFORE + timedelta(hours=2)
    note_deadline(actor=secretary, now=later, deadline=scene.deadline, event="set", before={})
    move_to(scene, date(2026, 10, 20), later)
    assert delivered(later + timedelta(minutes=30)) == []
    given = pending_notices(scene.schedule)[scene.deadline.entry.key]
    assert (given.event, given.before["due"]["day"], given.after["due"]["day"]) == (
        "changed",
        "2026-10-08",
        "2026-10-20",
    )
    assert send(actor=secretary, now=later + timedelta(hours=1), announcement=given) == 2
    assert delivered(later + timedelta(hours=1)) == ["state-1", "state-2"]


def test_staff_are_told_the_truth_of_who_was_not_asked_when_a_notice_went() -> None:
    scene = reminded_one_of_two()
    later = WEEK_BEFORE + timedelta(hours=2)
    extended(scene, date(2026, 10, 20), later)
    given = pending_notices(scene.schedule)[scene.deadline.entry.key]
    reader = Reader("en")
    assert why_untold(given, scene.users[0], later, reader) == "Will be told once the notice is sent."
    send(actor=scene.cast.actor("secretary"), now=later, announcement=given)
    given.refresh_from_db()
    assert why_untold(given, scene.users[0], later, reader) == "Waiting"
    joined = make.user("late@example.org")
    make.accredited(joined, scene.states[0])
    assert why_untold(given, joined, later, reader) == "They joined after the notice was sent."
    stranger = scene.cast.accounts["other_secretary"]
    assert why_untold(given, stranger, later, reader) == "They answer for no delegation and no post that is asked."


def test_staff_are_told_the_truth_of_who_was_told_though_a_notice_was_not_sent() -> None:
    scene = reminded_one_of_two()
    later = WEEK_BEFORE + timedelta(hours=2)
    extended(scene, date(2026, 10, 20), later)
    given = pending_notices(scene.schedule)[scene.deadline.entry.key]
    assert discard(actor=scene.cast.actor("secretary"), now=later, announcement=given) == 1
    given.refresh_from_db()
    reader = Reader("en")
    first, second = (why_untold(given, user, later, reader) for user in scene.users[:2])
    assert first.startswith("Waiting. Not before 1 October 2026, ")
    assert second == ("It was decided not to send this notice: only who had been reminded of another date was told.")


def reminded_one_of_two() -> Round:
    """The first state was reminded a week before; the second one wants no reminder then."""
    scene = open_round(2)
    choose_days(user=scene.users[1], days="1")
    planned(WEEK_BEFORE)
    assert delivered(WEEK_BEFORE + timedelta(hours=1)) == ["state-1"]
    return scene


def extended(scene: Round, day: date, now: datetime) -> None:
    extend(
        actor=scene.cast.actor("secretary"),
        now=now,
        schedule=scene.schedule,
        key=scene.deadline.entry.key,
        day=day,
        at=time(18),
        decided_by="The Chair",
        reason={"en": "Asked for"},
    )
