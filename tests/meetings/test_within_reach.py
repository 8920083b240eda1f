"""No count and no date leads a page out of the calendar: neither by a slip of the hand nor by what is recorded."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from groups.models import Session
from meetings.calendars import Calendar
from meetings.drafts.checks import problems
from meetings.models import Deadline, DeadlineRule
from meetings.operations.reminders import Times, windows
from meetings.queries.deadlines import moved_in
from portal.lib.dates import LAST_DAY
from portal.lib.deadlines import MOST, Anchor, Due, Rule, UncountableError, Unit, due
from tests import make
from tests.cast import NOW, Cast, gather

HUGE = 9_999_999_999


@pytest.fixture
def cast() -> Cast:
    return gather()


@pytest.mark.parametrize("unit", list(Unit))
@pytest.mark.parametrize("before", [True, False])
def test_a_count_out_of_the_calendar_is_said_to_be_one(unit: Unit, *, before: bool) -> None:
    with pytest.raises(UncountableError):
        due(Rule(offset=HUGE, unit=unit, before=before), Anchor.day(date(2027, 1, 15)), Calendar(), "America/New_York")


@pytest.mark.parametrize("unit", list(Unit))
def test_the_most_that_may_be_counted_is_counted(unit: Unit) -> None:
    found = due(Rule(offset=MOST[unit], unit=unit), Anchor.day(date(2027, 1, 15)), Calendar(), "America/New_York")
    assert date(2023, 1, 1) < found.day < date(2024, 3, 1)


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "America/New_York"])
@pytest.mark.parametrize("day", [date.max, date.min])
@pytest.mark.parametrize("at", [None, time(23, 59)])
def test_reminders_of_a_day_at_the_end_of_time_are_counted(zone: str, day: date, at: time | None) -> None:
    given = Due(day, at, zone)
    assert windows(given, Times((366, 0), (366,), time(9)), zone)
    assert given.is_late(datetime(2026, 1, 1, tzinfo=UTC)) is (day == date.min)


@pytest.mark.django_db
@pytest.mark.parametrize("unit", list(Unit))
def test_the_database_keeps_no_rule_and_no_deadline_out_of_reach(cast: Cast, unit: Unit) -> None:
    rule = DeadlineRule.objects.create(
        organization=cast.house, key="papers", name={"en": "Papers"}, unit=unit, offset=MOST[unit]
    )
    deadline = make.deadline(make.schedule(cast.term), date(2027, 1, 15), unit=unit, offset=MOST[unit])
    for record in (rule, deadline):
        with pytest.raises(IntegrityError), transaction.atomic():
            type(record)._default_manager.filter(pk=record.pk).update(offset=MOST[unit] + 1)
        record.offset += 1
        with pytest.raises(ValidationError, match="at most three years"):
            record.full_clean()


@pytest.mark.django_db
@pytest.mark.parametrize(("offset", "unit"), [(10_000, "weeks"), (30_000, "months"), (30_000, "hours")])
def test_the_form_of_a_rule_says_how_far_it_may_count(cast: Cast, client: Client, offset: int, unit: str) -> None:
    page = _posted(cast, client, offset=offset, unit=unit)
    assert "Expected at most three years: 36 months" in page
    assert not DeadlineRule.objects.exists()


@pytest.mark.django_db
def test_the_form_of_a_rule_in_hours_takes_no_hour(cast: Cast, client: Client) -> None:
    page = _posted(cast, client, offset=24, unit="hours", at="18:00")
    assert "Expected no hour for a rule in hours" in page
    assert not DeadlineRule.objects.exists()
    _posted(cast, client, offset=24, unit="hours")
    assert DeadlineRule.objects.get().offset == 24


def _posted(cast: Cast, client: Client, **typed: object) -> str:
    client.force_login(cast.accounts["secretary"])
    facts = {"name_en": "Papers", "key": "papers", "kind": "soft", "direction": "before", "count": "exclusive"}
    address = f"{reverse('desk-new', args=['deadlinerule'])}?of={cast.house.pk}"
    return client.post(address, facts | {"roll": "none"} | typed, follow=True).content.decode()


def test_a_row_says_how_far_it_may_count() -> None:
    content: dict[str, Any] = {"deadline": {"offset": 40, "unit": "months"}}
    assert [(each.place, "36 months" in each.says) for each in problems(content)] == [("deadline.offset", True)]
    assert problems({"deadline": {"offset": 36, "unit": "months"}}) == []


@pytest.mark.django_db
def test_pages_are_read_where_a_count_leads_nowhere(cast: Cast, client: Client) -> None:
    """Three years before a session whose year somebody mistyped."""
    schedule = make.schedule(cast.term)
    session = Session.objects.create(key="first", body=cast.body, name={"en": "First"}, began=date(2, 1, 15))
    deadline = make.deadline(
        schedule, date(2027, 1, 15), anchor="session", anchor_session=session, offset=36, unit="months"
    )
    client.force_login(cast.accounts["secretary"])
    place = [cast.body.slug, cast.term.label]
    for address in (
        reverse("meetings:deadline", args=[deadline.pk]),
        reverse("meetings:ruled", args=place),
        schedule.get_absolute_url(),
    ):
        assert client.get(address).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("day", [LAST_DAY, date(2199, 12, 1)])
def test_the_page_of_a_deadline_at_the_end_of_time_is_read(cast: Cast, client: Client, day: date) -> None:
    deadline = make.deadline(make.schedule(cast.term), day, owing_standings="member")
    client.force_login(cast.accounts["secretary"])
    assert client.get(reverse("meetings:deadline", args=[deadline.pk])).status_code == 200


@pytest.mark.django_db
def test_a_deadline_in_hours_agrees_with_its_rule_whatever_hour_that_names(cast: Cast) -> None:
    """The hour recorded is the one counted: it is no reason to propose the same date for ever."""
    schedule = make.schedule(cast.term)
    meeting = make.meeting(schedule, date(2027, 1, 15), key="january").entry
    rule = DeadlineRule.objects.create(organization=cast.house, key="speakers", offset=24, unit="hours", at=time(18))
    deadline = make.deadline(
        schedule, date(2027, 1, 14), at=time(14, 30), anchor="entry", anchor_entry=meeting, offset=24, unit="hours"
    )
    Deadline.objects.update(ruled_by=rule)
    assert moved_in(cast.actor("secretary"), schedule, NOW) == []
    DeadlineRule.objects.update(at=None, offset=48)
    assert [each.deadline for each in moved_in(cast.actor("secretary"), schedule, NOW)] == [deadline]
    assert Deadline.objects.count() == 1
