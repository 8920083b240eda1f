"""The secretariat sees on a deadline's page whom it reminds when, and what became of each reminder."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from meetings.deadlines.reading import due_of
from meetings.enums import Delivery, NoticeKind
from meetings.notices.reading import due_facts
from meetings.operations.answers import answer
from meetings.operations.foreseeing import reminders_ahead
from meetings.operations.notices import choose, choose_days, tell
from meetings.operations.reminders import QUIET, foreseen
from meetings.queries.notices import with_deliveries
from tests import make
from tests.meetings.rounds import Round, open_round
from tests.meetings.test_reminders import WEEK_BEFORE, delivered, planned
from tests.queries import assert_constant

pytestmark = pytest.mark.django_db


def page_of(scene: Round, account: str = "secretary") -> str:
    client = Client()
    client.force_login(scene.cast.accounts[account])
    return client.get(reverse("meetings:deadline", args=[scene.deadline.pk])).content.decode()


def test_each_reader_is_foreseen_on_the_day_on_which_the_reminder_comes() -> None:
    scene = open_round(4)
    choose_days(user=scene.users[1], days="2")
    found = foreseen(scene.deadline, scene.users, WEEK_BEFORE)
    found_days = [f"{found[user.pk]:%d %b}" for user in scene.users]
    assert found_days == ["01 Oct", "06 Oct", "01 Oct", "02 Oct"], "due on the ninth in Tokyo"


def test_the_list_of_a_deadline_has_each_reader_on_the_day_that_stands_beside_them() -> None:
    scene = open_round(4)
    beside = foreseen(scene.deadline, scene.users, WEEK_BEFORE)
    listed: dict[int, date] = {}
    for each in reminders_ahead(scene.deadline, WEEK_BEFORE):
        for user in each.users:
            listed.setdefault(user.pk, each.day)
    assert listed == beside


def test_what_is_late_is_foreseen_now_but_for_who_was_told_of_the_date_since() -> None:
    """Nobody was reminded on the first: the one is on the second, the other three days before, as planned then."""
    scene = open_round(2)
    now = WEEK_BEFORE + timedelta(days=1)
    due = due_of(scene.deadline)
    assert due is not None
    tell(
        with_deliveries(scene.users[1:], NoticeKind.DEADLINE),
        now=now,
        kind=NoticeKind.DEADLINE,
        event="set",
        key="a notice",
        entry_id=scene.deadline.entry_id,
        params={"due": due_facts(due)},
    )
    found = foreseen(scene.deadline, scene.users, now)
    assert [f"{found[user.pk]:%d}" for user in scene.users] == ["02", "05"]
    assert [planned(now), planned(now + QUIET), planned(now + QUIET)] == [1, 0, 0]
    found = foreseen(scene.deadline, scene.users, now + QUIET)
    assert {f"{day:%d}" for day in found.values()} == {"05"}


def test_nobody_is_foreseen_once_the_date_has_passed() -> None:
    scene = open_round(1)
    assert foreseen(scene.deadline, scene.users, WEEK_BEFORE + timedelta(days=8)) == {}


def test_the_page_says_whom_it_reminds_and_what_became_of_reminders() -> None:
    scene = open_round(3)
    choose(now=WEEK_BEFORE, user=scene.users[2], kind=NoticeKind.REMINDER, delivery=Delivery.NEVER)
    now = WEEK_BEFORE + timedelta(hours=2)
    planned(now)
    staff = scene.cast.actor("secretary")
    answer(actor=staff, now=now, deadline=scene.deadline, of=scene.states[1])
    delivered(now)
    page = page_of(scene)
    assert re.search("Sent 1 October 2026, 11:00:\\d\\d a\\.m\\., Washington", page)
    assert "has answered, or is not asked any more" in page
    assert "Stands in the portal alone" in page
    assert "Told by itself so far" not in page_of(scene, "delegate")


def test_the_page_asks_as_little_for_many_readers_as_for_one() -> None:
    scene = open_round(0)
    client = Client()
    client.force_login(scene.cast.accounts["secretary"])

    def another() -> None:
        state = make.delegation()
        make.standing(state, scene.cast.body)
        make.accredited(make.user(f"{state.key}@example.org", zone="America/Lima"), state)
        planned(WEEK_BEFORE + timedelta(hours=2))

    assert_constant(client, reverse("meetings:deadline", args=[scene.deadline.pk]), another)
