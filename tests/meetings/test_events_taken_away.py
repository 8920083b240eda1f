"""A date that is taken away leaves the calendar of whoever a notice brought it to, and no other."""

from __future__ import annotations

import email
from datetime import date, timedelta
from email.policy import default

import icalendar
import pytest
from django.core import mail

from meetings.models import Announcement
from meetings.operations.announcing import note_deadline
from meetings.operations.notices import send
from tests.meetings.rounds import open_round
from tests.meetings.test_dates_taken_away import LATER, NONE, change, reminded, subjects
from tests.meetings.test_reminders import WEEK_BEFORE, delivered, planned

pytestmark = pytest.mark.django_db


def calendar() -> list[tuple[str, str, int, date]]:
    """UID, status, sequence and day of each event in the calendars that went along."""
    found = []
    for sent in mail.outbox:
        message = email.message_from_bytes(sent.message().as_bytes(), policy=default)
        for part in message.walk():
            if part.get_content_type() == "text/calendar":
                octets = part.get_payload(decode=True)
                assert isinstance(octets, bytes)
                read = icalendar.Calendar.from_ical(octets)
                assert read["METHOD"] == "PUBLISH"
                assert [each["ORGANIZER"] for each in read.walk("VEVENT")]
                found += [
                    (str(each["UID"]), str(each["STATUS"]), int(each["SEQUENCE"]), each.decoded("DTSTART"))
                    for each in read.walk("VEVENT")
                ]
    return found


def test_the_event_that_a_notice_brought_is_cancelled_and_one_that_none_brought_is_not() -> None:
    scene = open_round(1)
    long_ago = WEEK_BEFORE - timedelta(days=3)
    secretary = scene.cast.actor("secretary")
    note_deadline(actor=secretary, now=long_ago, deadline=scene.deadline, event="set", before={})
    send(actor=secretary, now=long_ago, announcement=Announcement.objects.get())
    assert delivered(long_ago) == ["state-1"]
    [(uid, _status, sequence, day)] = calendar()
    planned(WEEK_BEFORE)
    assert delivered(WEEK_BEFORE) == ["state-1"]
    assert calendar() == [], "a reminder brings none"
    change(scene, NONE, LATER)
    assert delivered(LATER + timedelta(minutes=10)) == ["state-1"]
    [(same, status, then, where)] = calendar()
    assert (same, status, where) == (uid, "CANCELLED", day)
    assert then > sequence
    change(scene, {"status": "cancelled"}, LATER + timedelta(hours=1))
    assert delivered(LATER + timedelta(hours=2)) == ["state-1"]
    assert subjects() == ["Called off: Comments on the draft"]
    assert calendar() == [], "it is out of their calendar already"


def test_who_was_only_reminded_has_no_event_to_take_out() -> None:
    scene = reminded()
    change(scene, NONE, LATER)
    assert delivered(LATER + timedelta(minutes=10)) == ["state-1"]
    assert calendar() == []
