"""What may be done with a meeting is offered when it can be done, and says what stays as it is."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.drafts.acts import Act
from meetings.models import Entry
from meetings.queries.consequences import has_come, preview
from meetings.transfer.entries import load_entries
from tests import make
from tests.cast import Cast, gather

pytestmark = pytest.mark.django_db

HOLD = 'value="hold"'


def state_page(cast: Cast, entry: Entry, **typed: str) -> str:
    client = Client()
    client.force_login(cast.accounts["secretary"])
    term = entry.schedule.term
    address = reverse("meetings:editor", args=[term.body.slug, term.label])
    return client.get(f"{address}rows/{entry.key}/state/", typed).content.decode()


@pytest.mark.parametrize(("ahead", "offered"), [(0, True), (1, False), (30, False)])
def test_that_it_was_held_is_offered_from_its_day_on(ahead: int, offered: bool) -> None:
    cast = gather()
    today = timezone.now().astimezone(ZoneInfo(cast.body.venue_zone)).date()
    entry = make.meeting(make.schedule(cast.term), today + timedelta(days=ahead), status="convened").entry
    assert (HOLD in state_page(cast, entry)) is offered
    assert ("What follows" in state_page(cast, entry, act="hold")) is offered


def test_the_day_comes_by_the_clock_of_the_venue() -> None:
    """Still the evening before in Washington."""
    schedule = make.schedule(gather().term)
    content = {"start": "2026-10-08", "precision": "day"}
    assert not has_come(content, schedule, datetime(2026, 10, 8, 3, 59, tzinfo=UTC))
    assert has_come(content, schedule, datetime(2026, 10, 8, 4, 0, tzinfo=UTC))


def test_the_day_comes_and_the_hour_nears_by_the_clock_of_the_room() -> None:
    """14:30 in Geneva, whose day begins six hours before that of Washington."""
    cast = gather()
    schedule = make.schedule(cast.term)
    room = make.room(cast.house, "Salle XII", zone="Europe/Zurich")
    entry = make.meeting(schedule, date(2026, 10, 8), key="october", room=room, status="convened").entry
    content = load_entries(schedule)[entry.key].content
    assert not has_come(content, schedule, datetime(2026, 10, 7, 21, 59, tzinfo=UTC))
    assert has_come(content, schedule, datetime(2026, 10, 7, 22, 0, tzinfo=UTC))
    facts: dict[str, Any] = {
        "actor": cast.actor("secretary"),
        "schedule": schedule,
        "key": "october",
        "act": Act.CANCEL,
    }
    urgent = [preview(now=datetime(2026, 10, 7, hour, 30, tzinfo=UTC), **facts) for hour in (11, 12, 13)]
    assert [each and each.urgent for each in urgent] == [False, True, True]
    late = preview(now=datetime(2026, 10, 8, 12, 31, tzinfo=UTC), **facts)
    assert late is not None
    assert not late.urgent


@pytest.mark.parametrize("act", ["move", "postpone"])
def test_a_fixed_deadline_is_said_to_stay_where_its_meeting_goes(act: str) -> None:
    cast = gather()
    schedule = make.schedule(cast.term)
    entry = make.meeting(schedule, date(2027, 3, 15), status="convened").entry
    facts = {"anchor": "entry", "anchor_entry": entry, "offset": 10, "unit": "days"}
    make.deadline(schedule, date(2027, 3, 5), fixed=True, **facts)
    page = state_page(cast, entry, act=act, typed="22 March 2027")
    assert "counted from this meeting, but fixed by a decision: it stays" in page
    make.deadline(schedule, date(2027, 3, 5), **facts)
    both = state_page(cast, entry, act=act, typed="22 March 2027")
    assert (both.count("fixed by a decision"), both.count("counted from this meeting</small>")) == (1, 1)
