"""The made-up group has news: its papers as they came out, its schedule as it was revised."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from groups.models import Body, Change
from meetings.demo.accounts import make_accounts
from meetings.demo.living import GROUP
from meetings.demo.load import load_demo
from meetings.demo.news import tell_news
from meetings.models import ScheduleVersion
from portal.actors import ANONYMOUS
from tests.changes import told

pytestmark = pytest.mark.django_db


def test_group_tells_its_papers_and_revisions_once() -> None:
    now = timezone.now()
    list(load_demo(now))
    make_accounts()
    count = tell_news(now)
    assert tell_news(now) == 0
    body = Body.objects.select_related("organization").get(slug=GROUP)
    versions = ScheduleVersion.objects.filter(schedule__term__body=body)
    heads = Change.objects.filter(head=None)
    assert heads.count() == count
    assert heads.filter(topic="schedule").count() == versions.count() - 1
    rows = told(ANONYMOUS, body, now + timedelta(minutes=1))
    assert rows
    assert all(row["lines"] and row["who"] == "the secretariat" for row in rows)
    assert [row["at"] for row in rows] == sorted((row["at"] for row in rows), reverse=True)
