"""The calendars of the demo groups, as anybody gets them: reviewed in the difference."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import icalendar
import pytest
import vobject
from django.db import transaction
from django.test import Client
from django.utils import translation
from pytest_django import DjangoDbBlocker

from meetings.models import Entry
from tests.meetings.papers.demo import load

pytestmark = [pytest.mark.once, pytest.mark.django_db]
GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "calendars"
GROUPS = {"gtc-casa": "es", "cam": "en", "rcsd": "fr", "gt-tm": "pt", "vg-iadc": "en"}


@pytest.fixture(scope="module")
def feeds(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> dict[str, str]:
    """Each group's calendar, loaded once; the hour of the last change is that of the import."""
    with django_db_blocker.unblock(), transaction.atomic():
        load()
        Entry.objects.update(told_at=datetime(2026, 3, 10, 15, tzinfo=UTC))
        found = {slug: _read(slug, language) for slug, language in GROUPS.items()}
        transaction.set_rollback(True)
    translation.deactivate()
    return found


def _read(slug: str, language: str) -> str:
    answer = Client().get(f"/groups/{slug}/calendar.ics", {"lang": language})
    assert answer.status_code == 200
    # Their numbers depend on what was recorded before
    ids = {f"/meetings/{entry.meeting.pk}/": f"/meetings/{entry.key}/" for entry in _meetings(slug)}
    text = answer.content.decode().replace("\r\n ", "")
    for address, name in sorted(ids.items(), key=lambda pair: -len(pair[0])):
        text = text.replace(address, name)
    return text


def _meetings(slug: str) -> list[Entry]:
    return list(Entry.objects.filter(schedule__term__body__slug=slug, meeting__isnull=False).select_related("meeting"))


@pytest.mark.parametrize("slug", GROUPS)
def test_calendar_is_its_golden_file(feeds: dict[str, str], slug: str) -> None:
    """Set GOLDEN=write to accept what the calendars say now, and review the difference. Lines are not folded there."""
    file = GOLDEN / f"{slug}_{GROUPS[slug]}.ics"
    now = feeds[slug].replace("\r\n", "\n")
    if os.environ.get("GOLDEN") == "write":
        file.write_text(now, encoding="utf-8")
    assert now == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("slug", GROUPS)
def test_two_libraries_read_the_same_hours(feeds: dict[str, str], slug: str) -> None:
    one = icalendar.Calendar.from_ical(feeds[slug]).events
    other = vobject.readOne(feeds[slug]).vevent_list
    assert len({event["UID"] for event in one}) == len(one) > 0
    assert [_instants(event["DTSTART"].dt) for event in one] == [_instants(event.dtstart.value) for event in other]


def _instants(value: object) -> object:
    return value.astimezone(UTC) if isinstance(value, datetime) else value


def test_summer_time_is_on_the_right_side_of_each_meeting(feeds: dict[str, str]) -> None:
    hours = {str(event["DTSTART"].dt) for slug in ("cam", "gtc-casa") for event in _timed(feeds[slug])}
    for day in ("2012-10-02 14:30:00-04:00", "2012-12-12 14:30:00-05:00", "2013-03-26 10:00:00-04:00"):
        assert day in hours
    assert {"2021-01-26 14:30:00-05:00", "2021-03-30 14:30:00-04:00"} <= hours


def _timed(text: str) -> list[icalendar.Event]:
    return [event for event in icalendar.Calendar.from_ical(text).events if isinstance(event["DTSTART"].dt, datetime)]


def test_scenario_rows_are_what_a_delegate_expects(feeds: dict[str, str]) -> None:
    """A deadline is a day, a row without an hour is a day, a period is days."""
    cam = {
        str(event["UID"]).split(".")[-1].split("@")[0]: event
        for event in icalendar.Calendar.from_ical(feeds["cam"]).events
    }
    without_hour = next(event for event in cam.values() if str(event["DTSTART"].dt) == "2021-08-17")
    assert str(without_hour["DTEND"].dt) == "2021-08-18"
    casa = icalendar.Calendar.from_ical(feeds["gtc-casa"]).events
    spans = {(str(event["DTSTART"].dt), str(event["DTEND"].dt)) for event in casa if "DTEND" in event}
    assert ("2012-10-08", "2012-10-09") in spans
    assert ("2012-10-09", "2012-10-31") in spans
