"""One mail a day for who wants it so, at eight by their own clock; and who is told of a mandate given or due."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from groups.enums import CHAIRING, MandateState
from groups.models import Mandate, SecretariatAssignment, Tenure
from meetings.enums import Delivery, NoticeKind
from meetings.models import Notice
from meetings.operations.notices import day_key, tell
from meetings.queries.notices import with_deliveries
from portal import clock, outbox
from portal.models import User

HOUR = time(8)
LASTS = timedelta(hours=20)
DAYS_BEFORE = (60, 30)
NEW = timedelta(days=90)
"""So long after its day a mandate that is recorded is still news to who answers for it."""
OPEN = (MandateState.RECEIVED, MandateState.ASSIGNED, MandateState.PLANNED, MandateState.IN_PROGRESS)


def gather(now: datetime) -> int:
    """Queue the day's mail for each reader whose eight o'clock has come; gives how many are new."""
    if not clock.guard(now):
        return 0
    waiting = Notice.objects.filter(channel=Delivery.DIGEST, digest_on=None, at__lte=now)
    readers = User.objects.filter(pk__in=waiting.values("user"), is_active=True).order_by("pk")
    return sum(_gather(user, now) for user in readers)


@transaction.atomic
def _gather(user: User, now: datetime) -> int:
    here = now.astimezone(ZoneInfo(user.zone or "UTC"))
    if here.time() < HOUR or not _has_had_none(user, here.date()):
        return 0
    mine = Notice.objects.filter(user=user, channel=Delivery.DIGEST, digest_on=None, at__lte=now)
    if not mine.update(digest_on=here.date()):
        return 0
    outbox.announce(
        kind="digest",
        recipient=user,
        about=f"digest:{user.pk}",
        params={"day": here.date().isoformat()},
        dedupe_key=day_key(here.date(), user),
        now=now,
        expires_at=now + LASTS,
    )
    return 1


def _has_had_none(user: User, day: date) -> bool:
    return not Notice.objects.filter(user=user, digest_on=day).exists()


def plan_mandates(now: datetime) -> int:
    """Tell chair and secretariat of a mandate that was given, then from sixty and from thirty days before it is due.

    An outage costs nobody their notice: it comes late then, and says how many days are left.
    """
    if not clock.guard(now):
        return 0
    first = now.date()
    last = first + timedelta(days=max(DAYS_BEFORE))
    known = Mandate.objects.filter(state__in=OPEN).select_related("term__body").order_by("pk")
    given = known.filter(given_on__range=(first - NEW, first))
    told = sum(_tell(mandate, "assigned", f"mandate assigned|{mandate.pk}", now) for mandate in given)
    due = [(mandate, _step(mandate, first)) for mandate in known.filter(until_on__range=(first, last))]
    return told + sum(
        _tell(each, "due", f"mandate|{each.pk}|{each.until_on}|{step}", now) for each, step in due if step
    )


def _step(mandate: Mandate, day: date) -> int:
    """Which notice of its end is due; none where it was given later than that one's day."""
    assert mandate.until_on is not None
    left = (mandate.until_on - day).days
    step = min(days for days in DAYS_BEFORE if left <= days)
    given = mandate.given_on
    return step if given is None or given <= mandate.until_on - timedelta(days=step) else 0


@transaction.atomic
def _tell(mandate: Mandate, event: str, key: str, now: datetime) -> int:
    return tell(
        with_deliveries(_responsible(mandate, now.date()), NoticeKind.MANDATE),
        now=now,
        kind=NoticeKind.MANDATE,
        event=event,
        key=key,
        about=f"mandate:{mandate.pk}",
        params={"mandate": mandate.pk},
    )


def _responsible(mandate: Mandate, day: date) -> list[User]:
    term = mandate.term
    chairs = Tenure.objects.filter(
        post__term=term, post__role__in=CHAIRING, person__user__is_active=True
    ).select_related("person__user")
    staff = SecretariatAssignment.objects.filter(
        organization=term.body.organization_id, role="secretary", user__is_active=True
    ).select_related("user")
    users = [tenure.person.user for tenure in chairs if tenure.covers(day) and tenure.person]
    return list({user.pk: user for user in [*users, *(each.user for each in staff)] if user}.values())
