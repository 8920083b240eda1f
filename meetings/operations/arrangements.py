"""Who keeps a house is told in time of services that cost something, for a meeting whose date is not confirmed.

Two days before the last day on which they are cancelled without cost: sixteen days before the meeting, unless a rule
says otherwise. Once for a date; whoever moves the meeting is told anew.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import QuerySet

from groups.models import SecretariatAssignment
from meetings.enums import NoticeKind
from meetings.models import Entry
from meetings.operations.notices import tell
from meetings.queries.arrangements import unconfirmed
from meetings.queries.notices import with_deliveries
from meetings.queries.rules import services_until
from portal import clock
from portal.lib.deadlines import Due
from portal.models import User

BEFORE = timedelta(days=2)
FARTHEST = timedelta(days=120)
"""So long before a meeting no rule asks for an answer."""


def plan_services(now: datetime) -> int:
    """Tell of what is near; gives how many copies are new. Nothing while the clock is in doubt."""
    if not clock.guard(now):
        return 0
    found = unconfirmed(now.date(), now.date() + FARTHEST)
    return sum(_tell(entry, until, now) for entry in found if is_near(until := services_until(entry), now))


def is_near(until: Due, now: datetime) -> bool:
    """Whether the last day is at most two days away, and not over."""
    here = now.astimezone(ZoneInfo(until.zone)).date()
    return until.day - BEFORE <= here and not until.is_late(now)


@transaction.atomic
def _tell(entry: Entry, until: Due, now: datetime) -> int:
    return tell(
        with_deliveries(keepers_of(entry), NoticeKind.SERVICES),
        now=now,
        kind=NoticeKind.SERVICES,
        event="unconfirmed",
        key=f"services|{entry.pk}|{entry.start}|{until.day}",
        about=f"services:{entry.pk}",
        schedule_id=entry.schedule_id,
        entry_id=entry.pk,
        params={"on": str(entry.start)},
        expires_at=until.instant,
    )


def keepers_of(entry: Entry) -> QuerySet[User]:
    """The secretaries of its house."""
    house = entry.schedule.term.body.organization_id
    staff = SecretariatAssignment.objects.filter(organization=house, role="secretary")
    return User.objects.filter(pk__in=staff.values("user"), is_active=True).order_by("pk")
