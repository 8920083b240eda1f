"""A record that is issued: who was at the meeting is told beside followers, once, and how long it may be corrected."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core import mail

from groups.models import Accreditation, Body, Follow
from meetings.enums import AttendanceKind
from meetings.models import Announcement, Attendance, DeadlineRule, Entry, Meeting
from meetings.operations.notices import send
from meetings.pages.notices import previews
from meetings.queries.notices import recipients_of
from portal import clock, outbox
from portal.enums import Audience
from portal.models import User
from tests import make
from tests.cast import NOW, Cast, gather
from tests.mailed import spaced

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 3)


@pytest.fixture
def cast() -> Cast:
    return gather()


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    return make.meeting(make.schedule(cast.term), DAY, key="march", status="record_issued")


def guest(meeting: Meeting, kind: str = AttendanceKind.PRESENT, **facts: Any) -> User:
    """Somebody of a delegation without a standing in the body, which was there."""
    account, state = make.user(), make.delegation()
    make.accredited(account, state, **facts)
    Attendance.objects.create(meeting=meeting, delegation=state, kind=kind)
    return account


def record(meeting: Meeting, **facts: Any) -> Announcement:
    given = make.announcement(meeting.entry, NOW, kind="outcome", event="record", **facts)
    given.after["issued"] = "2026-03-10"
    given.save()
    return given


def told(given: Announcement) -> list[str]:
    return [each.user.email for each in recipients_of(given, NOW.date())]


def test_who_was_there_is_told_beside_followers_and_nobody_twice(cast: Cast, meeting: Meeting) -> None:
    there = guest(meeting)
    presenter = guest(meeting, AttendanceKind.PRESENTER)
    excused = guest(meeting, AttendanceKind.EXCUSED)
    delegate = cast.accounts["delegate"]
    own = Accreditation.objects.get(person__user=delegate).delegation
    Attendance.objects.create(meeting=meeting, delegation=own)
    found = told(record(meeting))
    assert {there.email, presenter.email, delegate.email, cast.accounts["chair"].email} <= set(found)
    assert excused.email not in found
    assert len(found) == len(set(found))


def test_who_came_to_the_delegation_or_left_it_before_that_day_was_not_there(meeting: Meeting) -> None:
    later = guest(meeting, began=date(2026, 3, 4))
    before = guest(meeting, ended=date(2026, 3, 2))
    since = guest(meeting, ended=date(2026, 3, 5))
    found = told(record(meeting))
    assert since.email in found
    assert not {later.email, before.email} & set(found)


def test_only_who_may_read_it_is_told(cast: Cast, meeting: Meeting) -> None:
    there = guest(meeting)
    Body.objects.filter(pk=cast.body.pk).update(audience=Audience.MEMBERS)
    Entry.objects.update(audience=Audience.MEMBERS)
    given = Announcement.objects.select_related("schedule__term__body", "entry").get(pk=record(meeting).pk)
    assert there.email not in told(given)


def test_who_does_not_follow_the_body_is_left_alone(cast: Cast, meeting: Meeting) -> None:
    there = guest(meeting)
    Follow.objects.create(account=there, body=cast.body, muted=True, since=NOW)
    assert there.email not in told(record(meeting))


def test_outcomes_without_a_record_go_to_followers_alone(meeting: Meeting) -> None:
    there = guest(meeting)
    given = make.announcement(meeting.entry, NOW, kind="outcome", event="outcomes")
    assert there.email not in told(given)


def test_the_mail_says_until_when_corrections_may_be_asked_for(cast: Cast, meeting: Meeting) -> None:
    there = guest(meeting)
    there.zone = "Europe/Madrid"
    there.save()
    send(actor=cast.actor("secretary"), now=NOW, announcement=record(meeting))
    clock.confirm(NOW)
    outbox.deliver_due(NOW, budget=200)
    mine = [spaced(each.body) for each in mail.outbox if each.to == [there.email]]
    assert len(mine) == 1
    assert "Corrections until: Tuesday, 17 March 2026, by the end of the day in Washington (UTC−4)" in mine[0]
    assert "18 March, 5:00 a.m. in Madrid, your time" in mine[0]


def test_the_window_is_that_of_the_body(cast: Cast, meeting: Meeting) -> None:
    DeadlineRule.objects.create(
        organization=cast.house,
        body=cast.body,
        key="corrections",
        name={"en": "Corrections"},
        purpose="corrections",
        offset=3,
        unit="days",
        direction="after",
    )
    given = record(meeting)
    message = previews(given, [], NOW)[0]["message"]
    assert message is not None
    until = next(line.value for line in message.lines if line.label == "Corrections until")
    assert until.startswith("Friday, 13 March")


def test_once_the_window_is_over_nothing_is_said_of_it(meeting: Meeting) -> None:
    given = record(meeting)
    given.after["issued"] = "2026-02-01"
    message = previews(given, [], NOW)[0]["message"]
    assert message is not None
    assert "Corrections until" not in [line.label for line in message.lines]
    assert message.closing == ""
