"""What is ahead of a reader whose day has begun: this evening's meeting in Washington is of yesterday in Tokyo."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from meetings.enums import EntryKind
from meetings.models import Schedule
from meetings.queries.delegation import meetings_of
from meetings.queries.upcoming import coming
from portal.actors import ANONYMOUS
from portal.lib.dates import zones_before
from tests import make

pytestmark = pytest.mark.django_db

FRIDAY, SATURDAY = date(2026, 11, 27), date(2026, 11, 28)
MORNING = datetime(2026, 11, 27, 23, tzinfo=UTC)
"""Of Saturday in Tokyo; in Washington it is six in the evening of Friday, in Paris midnight."""


@pytest.fixture
def schedule(monkeypatch: pytest.MonkeyPatch) -> Schedule:
    monkeypatch.setattr("django.utils.timezone.now", lambda: MORNING)
    return make.schedule(make.term(make.body(zone="America/New_York")))


def ahead_in_tokyo(kind: EntryKind) -> list[str]:
    return [entry.key for entry in coming(ANONYMOUS, SATURDAY, kind=kind, limit=10)]


def test_meeting_of_the_evening_is_ahead_where_the_next_day_has_begun(schedule: Schedule) -> None:
    make.meeting(schedule, date(2026, 11, 26), key="over")
    friday = make.meeting(schedule, FRIDAY, key="tonight")
    make.meeting(schedule, FRIDAY, key="in-europe", zone="Europe/Paris")
    make.meeting(schedule, SATURDAY, key="tomorrow")
    assert ahead_in_tokyo(EntryKind.MEETING) == ["tonight", "tomorrow"]
    rows = meetings_of(ANONYMOUS, [schedule.term.body_id], SATURDAY)
    assert friday.entry in rows


def test_deadline_is_ahead_until_its_own_day_is_over(schedule: Schedule) -> None:
    make.deadline(schedule, FRIDAY)
    assert len(ahead_in_tokyo(EntryKind.DEADLINE)) == 1
    make.deadline(schedule, FRIDAY, zone="Asia/Tokyo")
    assert len(ahead_in_tokyo(EntryKind.DEADLINE)) == 1


def test_home_of_a_reader_in_tokyo_has_it_today(schedule: Schedule) -> None:
    make.meeting(schedule, FRIDAY, text={"en": "Talks of the evening"})
    client = Client()
    client.force_login(make.user("tokyo@example.org", zone="Asia/Tokyo"))
    assert "Talks of the evening" in client.get("/?lang=en").content.decode()


def test_zones_that_are_behind() -> None:
    behind = zones_before(SATURDAY, MORNING)
    assert {"America/New_York", "UTC", "Pacific/Pago_Pago"} <= behind
    assert not {"Europe/Paris", "Asia/Tokyo", "Pacific/Kiritimati"} & behind
    assert zones_before(SATURDAY, datetime(2026, 11, 28, 12, tzinfo=UTC)) == frozenset()
