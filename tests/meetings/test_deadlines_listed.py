"""Lists of deadlines say what holds: the date that an extension gave, and no count that it ended."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.models import Deadline
from portal.lib.dates import format_date
from tests import make
from tests.clock import day_in
from tests.meetings.rounds import open_round
from tests.meetings.test_extending import extended

pytestmark = pytest.mark.django_db


def test_a_list_of_deadlines_says_what_an_extension_gave_and_no_count_that_it_ended() -> None:
    today = day_in()
    scene = open_round(1, on=today + timedelta(days=2))
    meeting = make.meeting(scene.schedule, today + timedelta(days=12), key="meeting").entry
    Deadline.objects.update(anchor="entry", anchor_entry=meeting, offset=10, unit="days")
    extended(scene, today + timedelta(days=5), timezone.now())
    client = Client()
    client.force_login(scene.cast.accounts["secretary"])
    place = [scene.cast.body.slug, scene.cast.term.label]

    def shown(address: str) -> str:
        words = unescape(re.sub("<[^>]+>", " ", client.get(address).content.decode()))
        return " ".join(words.split())

    counted = "10 days before the meeting"
    listed = shown(reverse("meetings:ruled", args=place)).partition("Deadlines of this schedule")[2]
    old = format_date(today + timedelta(days=2), "en")
    assert f"Comments on the draft extended from {old}, 6:00 p.m." in listed
    assert re.search(rf"5:00 p.m. · [45] days left. formerly {counted}", listed)
    for address in (scene.schedule.get_absolute_url(), meeting.get_absolute_url()):
        assert "Comments on the draft" in shown(address)
        assert counted not in shown(address)
    assert "How it was counted" in shown(reverse("meetings:deadline", args=[scene.deadline.pk]))
