"""Reminders of who wants one mail a day are in the mail of their own day, not in that of the next."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail

from meetings.enums import Delivery, NoticeKind
from meetings.notices.reasons import Untold
from meetings.operations.digests import gather
from meetings.operations.notices import choose, tell
from meetings.queries.notices import with_deliveries
from portal import clock
from portal.models import OutboxMessage
from tests.meetings.rounds import open_round
from tests.meetings.test_reminders import WEEK_BEFORE, delivered, planned

pytestmark = pytest.mark.django_db

EIGHT_ON_THE_DAY = WEEK_BEFORE + timedelta(days=7, hours=-1)


@pytest.mark.parametrize("zone", ["America/New_York", ""])
def test_on_the_day_itself_the_one_mail_says_that_it_is_due_today(zone: str) -> None:
    scene = open_round(1)
    reader = scene.users[0]
    reader.zone = zone
    reader.save()
    for kind in (NoticeKind.REMINDER, NoticeKind.PLAN):
        choose(now=WEEK_BEFORE, user=reader, kind=kind, delivery=Delivery.DIGEST)
    eight = EIGHT_ON_THE_DAY if zone else EIGHT_ON_THE_DAY - timedelta(hours=4)
    assert planned(eight - timedelta(minutes=30)) == 1
    tell(
        with_deliveries([reader], NoticeKind.PLAN),
        now=eight - timedelta(hours=2),
        kind=NoticeKind.PLAN,
        event="adopted",
        key="a plan",
        schedule_id=scene.schedule.pk,
    )
    clock.confirm(eight)
    assert [gather(eight - timedelta(minutes=1)), gather(eight)] == [0, 1]
    assert delivered(eight) == ["state-1"]
    assert "Due today: Comments on the draft" in mail.outbox[0].body
    assert "Work plan" in mail.outbox[0].body


def test_a_mail_of_the_day_that_goes_out_late_says_nothing_of_a_date_that_has_passed() -> None:
    scene = open_round(1)
    choose(now=WEEK_BEFORE, user=scene.users[0], kind=NoticeKind.REMINDER, delivery=Delivery.DIGEST)
    assert planned(EIGHT_ON_THE_DAY - timedelta(hours=4, minutes=30)) == 1
    clock.confirm(EIGHT_ON_THE_DAY)
    assert gather(EIGHT_ON_THE_DAY) == 1
    late = EIGHT_ON_THE_DAY + timedelta(hours=17)
    clock.confirm(late)
    assert delivered(late) == []
    assert OutboxMessage.objects.get(kind="digest").why == Untold.NOTHING_LEFT
