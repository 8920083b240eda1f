"""Services that cost something: the secretariat is told in time that a meeting's date is not confirmed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail

from meetings.models import DeadlineRule, Entry, Meeting, Notice
from meetings.operations.arrangements import plan_services
from meetings.queries.rules import services_until
from portal import clock, outbox
from tests import make
from tests.cast import Cast, gather

pytestmark = pytest.mark.django_db

DAY = date(2026, 12, 17)
SIXTEEN = datetime(2026, 12, 1, 15, tzinfo=UTC)
"""Sixteen days before, in the morning in Washington."""


@pytest.fixture
def cast() -> Cast:
    return gather()


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    made = make.meeting(make.schedule(cast.term), DAY, interpretation=["en", "es"])
    Entry.objects.update(certainty="reserved")
    return made


def planned(now: datetime) -> list[str]:
    clock.confirm(now)
    plan_services(now)
    return sorted(Notice.objects.values_list("user__email", flat=True))


def test_the_secretary_is_told_sixteen_days_before_and_once(cast: Cast, meeting: Meeting) -> None:
    assert planned(SIXTEEN - timedelta(days=1)) == []
    told = [cast.accounts["secretary"].email]
    assert planned(SIXTEEN) == told
    assert planned(SIXTEEN + timedelta(days=1)) == told
    outbox.deliver_due(SIXTEEN + timedelta(days=1))
    assert "3 December 2026" in mail.outbox[0].subject
    assert "end of the day" in mail.outbox[0].body
    assert f"/meetings/{meeting.pk}/services/" in mail.outbox[0].body


@pytest.mark.parametrize(
    "facts",
    [
        {"certainty": "confirmed"},
        {"status": "convened"},
        {"status": "cancelled"},
        {"start": None, "end": None, "precision": ""},
    ],
)
def test_what_is_confirmed_or_off_costs_nobody_a_mail(meeting: Meeting, facts: dict[str, object]) -> None:
    Entry.objects.update(**facts)
    assert planned(SIXTEEN) == []


def test_a_meeting_without_interpretation_has_no_services_with_a_cost(meeting: Meeting) -> None:
    Meeting.objects.update(interpretation=[])
    assert planned(SIXTEEN) == []


def test_after_the_last_day_nobody_is_told(meeting: Meeting) -> None:
    assert planned(datetime(2026, 12, 4, 15, tzinfo=UTC)) == []


def test_a_date_confirmed_before_the_mail_leaves_withdraws_it(meeting: Meeting) -> None:
    planned(SIXTEEN)
    Entry.objects.update(certainty="confirmed")
    outbox.deliver_due(SIXTEEN)
    assert mail.outbox == []


def test_a_meeting_that_moves_is_told_of_anew(cast: Cast, meeting: Meeting) -> None:
    planned(SIXTEEN)
    Entry.objects.update(start=DAY + timedelta(days=7), end=DAY + timedelta(days=7))
    assert len(planned(SIXTEEN + timedelta(days=7))) == 2


def test_the_rule_of_the_body_goes_before_that_of_the_house(cast: Cast, meeting: Meeting) -> None:
    entry = Entry.objects.select_related("schedule__term__body__organization").get()
    assert services_until(entry).day == DAY - timedelta(days=14)
    rule = {"organization": cast.house, "purpose": "services", "direction": "before", "name": {"en": "Services"}}
    DeadlineRule.objects.create(key="house", offset=10, unit="days", **rule)
    assert services_until(entry).day == DAY - timedelta(days=10)
    DeadlineRule.objects.create(key="body", body=cast.body, offset=3, unit="weeks", **rule)
    assert services_until(entry).day == DAY - timedelta(days=21)
    DeadlineRule.objects.create(key="later", body=cast.body, offset=1, unit="days", began=date(2027, 1, 1), **rule)
    assert services_until(entry).day == DAY - timedelta(days=21)
