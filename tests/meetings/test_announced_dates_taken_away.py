"""Who knows a date only by a notice that was sent is told, as those reminded are, that there is none any more."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail

from meetings.models import Announcement
from meetings.operations.announcing import note_deadline
from meetings.operations.notices import send
from tests.mailed import spaced
from tests.meetings.rounds import Round, open_round
from tests.meetings.test_dates_taken_away import GONE, LATER, NONE, OLD, change, subjects
from tests.meetings.test_reminders import WEEK_BEFORE, delivered, move_to

pytestmark = pytest.mark.django_db


def announced(states: int = 3) -> Round:
    """All were told of 8 October by a notice, and nobody was reminded yet."""
    scene = open_round(states)
    secretary, early = scene.cast.actor("secretary"), WEEK_BEFORE - timedelta(days=20)
    given = note_deadline(actor=secretary, now=early, deadline=scene.deadline, event="set", before={})
    assert given is not None
    send(actor=secretary, now=early, announcement=given)
    assert delivered(early) == [f"state-{number}" for number in range(1, states + 1)]
    return scene


def in_english() -> Any:
    return next(each for each in mail.outbox if each.to == ["state-1@example.org"])


def test_who_knows_the_date_only_by_a_notice_is_told_that_there_is_none() -> None:
    scene = announced()
    change(scene, NONE, LATER)
    assert delivered(LATER + timedelta(minutes=9)) == []
    assert delivered(LATER + timedelta(minutes=10)) == ["state-1", "state-2", "state-3"]
    assert set(subjects()) >= {GONE}
    said = in_english()
    assert "formerly: Thursday, 8 October 2026, 6:00 p.m., Washington" in spaced(said.body)
    (part,) = (each for each in said.attachments if "calendar" in str(each))
    calendar = part.get_payload(decode=True).decode()
    assert "STATUS:CANCELLED" in calendar, "the notice had brought it into their calendars"
    assert delivered(LATER + timedelta(hours=5)) == []
    again = LATER + timedelta(days=1)
    move_to(scene, OLD, again)
    assert delivered(again + timedelta(minutes=10)) == ["state-1", "state-2", "state-3"], "and of the next date"
    assert "formerly: No date for now" in in_english().body


def test_called_off_is_told_to_who_knows_it_by_a_notice_too() -> None:
    scene = announced(2)
    change(scene, {"status": "cancelled"}, LATER)
    assert delivered(LATER + timedelta(minutes=10)) == ["state-1", "state-2"]
    assert "Called off: Comments on the draft" in subjects()


def test_one_that_has_passed_is_called_off_without_a_word() -> None:
    scene = announced(1)
    change(scene, {"withdrawn_in": 2}, WEEK_BEFORE + timedelta(days=30))
    assert delivered(WEEK_BEFORE + timedelta(days=31)) == []


def test_another_date_is_told_by_the_next_notice_alone_to_who_knows_it_by_one() -> None:
    scene = announced(2)
    move_to(scene, date(2026, 10, 20), LATER)
    assert delivered(LATER + timedelta(hours=1)) == []
    assert Announcement.objects.filter(state="waiting", event="changed").count() == 1
