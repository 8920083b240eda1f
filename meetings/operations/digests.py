"""One mail a day for who wants it so, at eight by their own clock; and who is told of a mandate given or due."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q, QuerySet

from groups.enums import CHAIRING, MandateState
from groups.models import Mandate, SecretariatAssignment, Tenure
from meetings.enums import Delivery, NoticeKind
from meetings.models import Notice
from meetings.notices.reasons import Untold
from meetings.operations.notices import day_key, tell
from meetings.queries.held import of_held_matters
from meetings.queries.notices import with_deliveries
from portal import clock, outbox
from portal.enums import OutboxState
from portal.models import OutboxMessage, User

HOUR = time(8)
LASTS = timedelta(hours=20)
DAYS_BEFORE = (60, 30)
NEW = timedelta(days=90)
"""So long after its day a mandate that is recorded is still news to who answers for it."""
AGAIN = timedelta(days=14)
"""So long after it was lost a day's mail is made good."""
OF_A_DAY = (
    NoticeKind.CONVENED,
    NoticeKind.CHANGED,
    NoticeKind.CALLED_OFF,
    NoticeKind.ORDER,
    NoticeKind.ELECTION,
    NoticeKind.DEADLINE,
    NoticeKind.REMINDER,
    NoticeKind.SERVICES,
)
"""Kinds that are over with the day of their row; plans, papers, records, mandates and terms are told late too."""
OPEN = (MandateState.RECEIVED, MandateState.ASSIGNED, MandateState.PLANNED, MandateState.IN_PROGRESS)


def gather(now: datetime) -> int:
    """Queue the day's mail for each reader whose eight o'clock has come; gives how many are new."""
    if not clock.guard(now):
        return 0
    take_back(now)
    waiting = Notice.objects.filter(channel=Delivery.DIGEST, digest_on=None, at__lte=now).exclude(of_held_matters())
    readers = User.objects.filter(pk__in=waiting.values("user"), is_active=True).order_by("pk")
    return sum(_gather(user, now, waiting) for user in readers)


def take_back(now: datetime) -> int:
    """What stood in a day's mail that never left comes with the next one, unless it is over; gives how many.

    A worker that was down for days leaves such mails behind; they are of no use any more, and what they told may be.
    """
    lost = OutboxMessage.objects.filter(
        Q(state=OutboxState.EXPIRED) | Q(state=OutboxState.PENDING, expires_at__lte=now),
        kind="digest",
        expires_at__gt=now - AGAIN,
    )
    return sum(_take_back(message, now) for message in lost.exclude(why=Untold.NEXT_DAY).order_by("pk"))


@transaction.atomic
def _take_back(message: OutboxMessage, now: datetime) -> int:
    same = OutboxMessage.objects.filter(pk=message.pk, state=message.state).exclude(why=Untold.NEXT_DAY)
    if not same.update(state=OutboxState.EXPIRED, changed_at=now, **outbox.kept(Untold.NEXT_DAY)):
        return 0
    mine = Notice.objects.filter(
        user=message.account, channel=Delivery.DIGEST, digest_on=date.fromisoformat(message.params["day"])
    )
    over = Q(kind__in=OF_A_DAY, entry__end__lt=now.date())
    return mine.exclude(over).update(digest_on=None)


@transaction.atomic
def _gather(user: User, now: datetime, waiting: QuerySet[Notice]) -> int:
    here = now.astimezone(ZoneInfo(user.zone or "UTC"))
    had = Notice.objects.filter(user=user, digest_on=here.date()).exists()
    if here.time() < HOUR or mail_day(here, [here.date()] if had else []) != here.date():
        return 0
    if not waiting.filter(user=user).update(digest_on=here.date()):
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


def mail_day(here: datetime, had: Collection[date]) -> date:
    """The day whose mail takes what waits `here`, on the reader's clock; `had`: the days whose mail has left."""
    return here.date() + timedelta(days=1) if here.date() in had else here.date()


def mail_days(notices: Iterable[Notice], now: datetime) -> Iterator[tuple[Notice, date]]:
    """Which of all that wait goes into the mail of which day, as `gather` would queue it."""
    waiting = sorted(notices, key=lambda notice: (notice.at, notice.pk))
    had: dict[int, set[date]] = {}
    past = Notice.objects.filter(user__in={each.user_id for each in waiting}, digest_on__gte=now.date() - timedelta(1))
    for user, gone in past.order_by().values_list("user_id", "digest_on").distinct():
        if gone:
            had.setdefault(user, set()).add(gone)
    leaves: dict[int, tuple[date, datetime]] = {}
    for notice in waiting:
        here = max(notice.at, now).astimezone(ZoneInfo(notice.user.zone or "UTC"))
        last = leaves.get(notice.user_id)
        if last and last[1] < here:
            had.setdefault(notice.user_id, set()).add(last[0])
        day = mail_day(here, had.get(notice.user_id, ()))
        leaves[notice.user_id] = day, max(here, datetime.combine(day, HOUR, here.tzinfo))
        yield notice, day


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


def telling_days(mandate: Mandate, first: date, last: date) -> list[tuple[str, date]]:
    """On which of these days it is told of, and of what: assigned, due. By itself, if nothing is late."""
    given, until = mandate.given_on, mandate.until_on
    found = [("assigned", given)] if given else []
    if until:
        found += [
            ("due", until - timedelta(days=days)) for days in DAYS_BEFORE if _step(mandate, until - timedelta(days))
        ]
    return [(event, day) for event, day in found if first <= day <= last]


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
        with_deliveries(responsible(mandate, now.date()), NoticeKind.MANDATE),
        now=now,
        kind=NoticeKind.MANDATE,
        event=event,
        key=key,
        about=f"mandate:{mandate.pk}",
        params={"mandate": mandate.pk},
    )


def responsible(mandate: Mandate, day: date) -> list[User]:
    """The chair of its term, and the secretaries of its house."""
    term = mandate.term
    chairs = Tenure.objects.filter(
        post__term=term, post__role__in=CHAIRING, person__user__is_active=True
    ).select_related("person__user")
    staff = SecretariatAssignment.objects.filter(
        organization=term.body.organization_id, role="secretary", user__is_active=True
    ).select_related("user")
    users = [tenure.person.user for tenure in chairs if tenure.covers(day) and tenure.person]
    return list({user.pk: user for user in [*users, *(each.user for each in staff)] if user}.values())
