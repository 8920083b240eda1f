"""A deadline's wording as adopted stands beside its date, wherever the date is read."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from meetings.models import Deadline, Meeting
from tests import make

pytestmark = pytest.mark.django_db

WORDS = "no later than 15 days before the next meeting of the Committee"


def plan(on: date | None) -> tuple[Deadline, Meeting]:
    schedule = make.schedule(make.term())
    meeting = make.meeting(schedule, date(2027, 3, 30))
    facts = {"anchor": "entry", "anchor_entry": meeting.entry, "offset": 15, "wording": {"en": WORDS}}
    return make.deadline(schedule, on, **facts), meeting


def texts(client: Client, address: str) -> str:
    return client.get(address).content.decode().replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("on", [None, date(2027, 3, 15)])
def test_wording_is_read_in_the_row_on_its_page_and_on_the_meetings(client: Client, on: date | None) -> None:
    deadline, meeting = plan(on)
    for address in (
        deadline.entry.schedule.get_absolute_url(),
        reverse("meetings:deadline", args=[deadline.pk]),
        meeting.get_absolute_url(),
    ):
        assert texts(client, address).count(WORDS) == 1, address
        assert ("15 March 2027" in texts(client, address) or "2027-03-15" in texts(client, address)) == bool(on), (
            address
        )


def test_wording_that_is_the_date_is_said_once_in_the_row(client: Client) -> None:
    schedule = make.schedule(make.term())
    make.deadline(schedule, date(2026, 10, 8), wording={"en": "by 8 October 2026"})
    assert "by 8 October 2026" not in texts(client, schedule.get_absolute_url())
