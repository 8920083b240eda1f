"""What a change costs the server: as many queries in a schedule of 300 rows as in one of ten, and hardly more work."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.models import AgendaItem, Entry, Meeting, Sitting
from tests.meetings.test_editor import FRAGMENT, Desk
from tests.work import calls_of

pytestmark = pytest.mark.django_db


def fill(desk: Desk, count: int) -> None:
    """Rows on every second day, each with a sitting and an item."""
    days = [date(2026, 3, 12) + timedelta(days=2 * number) for number in range(count)]
    entries = Entry.objects.bulk_create(
        Entry(
            schedule=desk.schedule,
            key=f"row-{day}",
            kind="meeting",
            start=day,
            end=day,
            precision="day",
            audience="public",
        )
        for day in days
    )
    meetings = Meeting.objects.bulk_create(Meeting(entry=entry, room=desk.room) for entry in entries)
    Sitting.objects.bulk_create(
        Sitting(meeting=each, on=day, start="10:00", end="13:00") for each, day in zip(meetings, days, strict=True)
    )
    AgendaItem.objects.bulk_create(AgendaItem(meeting=each, key="1", text={"en": "Matter"}) for each in meetings)


def queries_of(desk: Desk, **data: Any) -> int:
    seen = desk.seen()
    with CaptureQueriesContext(connection) as found:
        answer = desk.client.post(desk.cell("when"), {"seen": seen} | data, headers=FRAGMENT)
    assert answer.status_code == 200
    return len(found)


def work_of(desk: Desk, typed: str) -> int:
    data = {"seen": desk.seen(), "typed": typed}
    answers: list[Any] = []
    made = calls_of(lambda: answers.append(desk.client.post(desk.cell("when"), data, headers=FRAGMENT)))
    assert answers[0].status_code == 200
    return made


def test_change_costs_as_many_queries_in_a_long_schedule_as_in_a_short_one():
    desk = Desk()
    fill(desk, 10)
    queries_of(desk, typed="10-1")
    few = queries_of(desk, typed="11-1")
    Entry.objects.filter(key__startswith="row-").delete()
    fill(desk, 300)
    assert queries_of(desk, typed="10-1") == few
    assert few < 65  # three of them lock the house while clashes are weighed


def test_change_is_as_much_work_in_a_long_schedule_as_in_a_short_one():
    desk = Desk()
    fill(desk, 10)
    work_of(desk, "10:01-13:00")
    few = work_of(desk, "10:02-13:00")
    Entry.objects.filter(key__startswith="row-").delete()
    fill(desk, 300)
    many = work_of(desk, "10:03-13:00")
    assert few < 180_000
    assert many < few * 1.1
