"""Tell members of a silence: its start, its reminders, its end. Each is told each once, whoever asks how often.

A silence is not owed. Reminders go out three days and one day before, at nine by the reader's clock, and only where so
much time is left after the start; they say that no answer means consent. Who wants one mail a day gets them at once
where that mail would leave less than a day to object.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import QuerySet

from meetings.enums import Delivery, NoticeKind
from meetings.models import Notice, Silence
from meetings.models.rules import USUAL_HOUR
from meetings.notices.reasons import Untold
from meetings.operations.digests import HOUR
from meetings.operations.notices import LASTS, digest_of, tell
from meetings.queries.notices import Recipient
from meetings.queries.silences import silenced, with_texts
from portal import clock, outbox
from portal.lib.dates import instant
from portal.models import User

DAYS_BEFORE = (3, 1)
QUIET = dt.timedelta(hours=20)
"""Who was told of the start so lately is not reminded of it yet."""
AHEAD = dt.timedelta(hours=1)
ROOM = dt.timedelta(days=1)
"""So long before the instant the mail of the day has to come, or what it would tell goes at once."""


class Window(NamedTuple):
    """A reminder so many days before, from when until when it is of use."""

    days: int
    at: dt.datetime
    until: dt.datetime


def about(silence: Silence) -> str:
    """How the outbox names what it sends of a silence."""
    return f"silence:{silence.pk}"


def facts(silence: Silence, days: int | None = None) -> dict[str, Any]:
    """What a copy keeps of it: `days` where it reminds so long before."""
    found = {"silence": silence.pk, "expires": silence.expires_at.isoformat()}
    return found if days is None else {**found, "days": days}


def _key(silence: Silence, days: int) -> str:
    return f"silence_reminder|{silence.pk}|{days}"


def tell_of(silence: Silence, event: str, *, now: dt.datetime) -> int:
    """Tell every member, officer and the chair at once; gives how many were told."""
    recipients = silenced(silence, now.date())
    return tell(
        hurried(recipients, silence, now) if event == "silence_started" else recipients,
        now=now,
        kind=NoticeKind.SILENCE,
        event=event,
        key=f"{event}|{silence.pk}",
        mail="silence",
        about=about(silence),
        params=facts(silence),
        expires_at=silence.expires_at if event == "silence_started" else now + LASTS,
    )


def hurried(recipients: Iterable[Recipient], silence: Silence, at: dt.datetime) -> list[Recipient]:
    """Who would read in the mail of a day that it runs, when it is over or nearly so, is told at once."""
    return [
        Recipient(each.user, Delivery.AT_ONCE)
        if each.delivery == Delivery.DIGEST and _next_digest(each, at) + ROOM > silence.expires_at
        else each
        for each in recipients
    ]


def _next_digest(recipient: Recipient, at: dt.datetime) -> dt.datetime:
    zone = recipient.user.zone or "UTC"
    day = at.astimezone(ZoneInfo(zone)).date()
    days = (day, day + dt.timedelta(days=1))
    return next(hour for each in days if (hour := instant(each, HOUR, zone)) > at or each is days[-1])


def call_off(silence: Silence, reason: Untold, *, now: dt.datetime) -> None:
    """What waits to be sent of it is no longer so; copies of what never went out are no record of anything."""
    outbox.cancel(about=about(silence), reason=reason, now=now)
    mine = Notice.objects.filter(entry=None, kind=NoticeKind.SILENCE, params__silence=silence.pk)
    mine.filter(event="silence_reminder", at__gt=now).delete()


def plan_reminders(now: dt.datetime) -> int:
    """Plan what is near; gives how many copies are new. Nothing while the clock is in doubt."""
    if not clock.guard(now):
        return 0
    farthest = now + dt.timedelta(days=max(DAYS_BEFORE) + 2)
    near = _running_until(farthest, now)
    return sum(_remind(silence, now) for silence in near)


def _running_until(farthest: dt.datetime, now: dt.datetime) -> QuerySet[Silence]:
    return with_texts(Silence.objects.running(now).filter(expires_at__lte=farthest)).order_by("pk")


def foreseen_in(
    houses: Collection[int] | None, now: dt.datetime, last: dt.date
) -> list[tuple[Silence, Window, User, str]]:
    """Every reminder to come until `last` of silences that run in these houses (None: all)."""
    until = dt.datetime.combine(last, dt.time.max, tzinfo=now.tzinfo)
    near = _running_until(until + dt.timedelta(days=max(DAYS_BEFORE) + 2), now)
    if houses is not None:
        near = near.filter(term__body__organization__in=houses)
    told: dict[int, list[Recipient]] = {}
    found = []
    for silence in near:
        body = silence.term.body_id
        if body not in told:
            told[body] = silenced(silence, now.date())
        for each in told[body]:
            zone = each.user.zone or silence.zone
            to_come = [window for window in _windows(silence, zone) if window.until > now and window.at <= until]
            found += [(silence, window, each.user, zone) for window in to_come]
    keys = [digest_of(_key(silence, window.days), user) for silence, window, user, _zone in found]
    told_of = Notice.objects.filter(kind=NoticeKind.SILENCE, dedupe_key__in=keys)
    known = set(told_of.values_list("dedupe_key", flat=True))
    return [each for key, each in zip(keys, found, strict=True) if key not in known]


def reminder_now(silence: Silence, zone: str, now: dt.datetime) -> Window | None:
    """The reminder that is to come about now on the clock of `zone`: days before, from when, until when."""
    found = [window for window in _windows(silence, zone) if window.at - AHEAD <= now < window.until]
    return found[-1] if found else None


def _windows(silence: Silence, zone: str) -> Iterator[Window]:
    assert silence.started_at is not None
    day = silence.expires_at.astimezone(ZoneInfo(zone)).date()
    moments = [(days, instant(day - dt.timedelta(days=days), USUAL_HOUR, zone)) for days in DAYS_BEFORE]
    for place, (days, at) in enumerate(moments):
        until = moments[place + 1][1] if place + 1 < len(moments) else silence.expires_at
        if silence.started_at + QUIET <= at < silence.expires_at:
            yield Window(days, at, min(until, silence.expires_at))


@transaction.atomic
def _remind(silence: Silence, now: dt.datetime) -> int:
    due: dict[Window, list[Recipient]] = {}
    for each in silenced(silence, now.date()):
        if window := reminder_now(silence, each.user.zone or silence.zone, now):
            due.setdefault(window, []).append(each)
    return sum(
        tell(
            hurried(recipients, silence, max(at, now)),
            now=now,
            kind=NoticeKind.SILENCE,
            event="silence_reminder",
            key=_key(silence, days),
            mail="silence",
            about=about(silence),
            params=facts(silence, days),
            at=max(at, now),
            expires_at=until,
        )
        for (days, at, until), recipients in due.items()
    )
