"""The planner of reminders: any process may run it at any time, and nobody is reminded twice.

A reminder is planned when its hour on the reader's clock is near or lately past. So nothing has to be mended when a
date moves; after an outage whoever owes gets the latest one and no other; and nothing comes for a date that has passed,
unless reminders after it are wanted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import Q

from groups.models import Body
from meetings.deadlines.reading import due_of
from meetings.enums import NoticeKind
from meetings.models import Deadline, Notice, ReminderChoice, ReminderPlan
from meetings.models.rules import USUAL_DAYS_BEFORE, USUAL_HOUR
from meetings.notices.reading import due_facts
from meetings.operations.moved_dates import about
from meetings.operations.notices import digest_of, tell
from meetings.queries.deadlines import with_anchors
from meetings.queries.notices import with_deliveries
from meetings.queries.owing import debts_of, open_deadlines, people_of
from portal import clock
from portal.actors import SYSTEM
from portal.lib.deadlines import Due, remind_at
from portal.lib.numbers import read_numbers
from portal.models import User

AHEAD = timedelta(hours=1)
"""How long before its hour a reminder may be planned, so that it goes out on the minute."""
LATE = timedelta(hours=96)
"""How long after its hour a reminder is still one: so much of an outage is made good."""
QUIET = timedelta(hours=20)
"""Who was told of the date so lately is not reminded of it yet."""
FARTHEST = 366


@dataclass(frozen=True, slots=True)
class Times:
    """Days before and after, and the hour of the reader's clock."""

    before: tuple[int, ...]
    after: tuple[int, ...]
    hour: time

    @property
    def steps(self) -> tuple[int, ...]:
        """From the first to the last; those after the date are negative."""
        return (*self.before, *(-days for days in sorted(self.after) if days))


@dataclass(frozen=True, slots=True)
class Reminder:
    """So many days before the date, at an instant; useless from another one on."""

    days: int
    at: datetime
    until: datetime


def plan(now: datetime) -> int:
    """Plan what is near; gives how many reminders are new. Nothing while the clock is in doubt."""
    if not clock.guard(now):
        return 0
    times = _all_times()
    farthest = max((days for each in times.values() for days in each.before), default=0)
    own = {choice.user_id: choice for choice in ReminderChoice.objects.all()}
    mine = [read_numbers(choice.days_before, most=FARTHEST) for choice in own.values()]
    farthest = max([farthest, *(days for each in mine for days in each)])
    latest = max((days for each in times.values() for days in each.after), default=0)
    first, last = now.date() - timedelta(days=latest + 6), now.date() + timedelta(days=farthest + 2)
    near = open_deadlines(SYSTEM, now).filter(entry__end__range=(first, last), entry__precision="day")
    near = near.filter(~Q(owing_standings="") | Q(owing_delegations__isnull=False) | Q(owing_posts__isnull=False))
    return sum(_plan(deadline, times, own, now) for deadline in with_anchors(near.distinct()).order_by("pk"))


def _plan(deadline: Deadline, times: dict[int | None, Times], own: dict[int, ReminderChoice], now: datetime) -> int:
    due = due_of(deadline)
    if due is None:
        return 0
    usual = _times_of(deadline.entry.schedule.term.body, times)
    debts = debts_of(deadline, now.date())
    people = people_of(debts.owing, deadline, now.date())
    users = {user.pk: user for each in people.values() for user in each}
    planned: dict[Reminder, list[User]] = {}
    for user in users.values():
        choice = own.get(user.pk)
        chosen = Times(read_numbers(choice.days_before, most=FARTHEST), usual.after, usual.hour) if choice else usual
        if found := reminder_now(due, chosen, user.zone or due.zone, now):
            planned.setdefault(found, []).append(user)
    quiet = _told_lately(deadline, now) if planned else set()
    return sum(
        _remind(deadline, due, each, [user for user in found if user.pk not in quiet], now)
        for each, found in planned.items()
    )


def reminder_now(due: Due, times: Times, zone: str, now: datetime) -> Reminder | None:
    """The one reminder that is to come about now on the clock of `zone`, if there is one.

    Each lasts until the next one's hour: after an outage only the latest is left. On the day itself none comes after
    the hour at which it is due.
    """
    moments = [(days, remind_at(due, days, times.hour, zone)) for days in times.steps]
    moments = [(days, at) for days, at in moments if days < 0 or at < due.instant]
    for place, (days, at) in enumerate(moments):
        until = min(moments[place + 1][1] if place + 1 < len(moments) else at + LATE, at + LATE)
        if days >= 0:
            until = min(until, due.instant)
        if at - AHEAD <= now < until and at < until:
            return Reminder(days, at, until)
    return None


@transaction.atomic
def _remind(deadline: Deadline, due: Due, reminder: Reminder, users: list[User], now: datetime) -> int:
    key = f"reminder|{deadline.pk}|{due.instant.timestamp():.0f}|{reminder.days}"
    keys = {digest_of(key, user): user for user in users}
    known = set(Notice.objects.filter(dedupe_key__in=keys).values_list("dedupe_key", flat=True))
    new = [user for each, user in keys.items() if each not in known]
    if not new:
        return 0
    return tell(
        with_deliveries(new, NoticeKind.REMINDER),
        now=now,
        kind=NoticeKind.REMINDER,
        event="reminder",
        key=key,
        mail="reminder",
        about=about(deadline),
        schedule_id=deadline.entry.schedule_id,
        entry_id=deadline.entry_id,
        params={"due": due_facts(due), "days": reminder.days},
        at=max(reminder.at, now),
        expires_at=reminder.until,
    )


def _told_lately(deadline: Deadline, now: datetime) -> set[int]:
    told = Notice.objects.filter(entry=deadline.entry, kind=NoticeKind.DEADLINE, at__gt=now - QUIET)
    return set(told.values_list("user_id", flat=True))


def _all_times() -> dict[int | None, Times]:
    """By body; for houses by the negative of their id; None for who has said nothing."""
    found: dict[int | None, Times] = {None: Times(read_numbers(USUAL_DAYS_BEFORE, most=FARTHEST), (), USUAL_HOUR)}
    for each in ReminderPlan.objects.all():
        before, after = (read_numbers(text, most=FARTHEST) for text in (each.days_before, each.days_after))
        found[each.body_id or -each.organization_id] = Times(before, after, each.hour)
    return found


def _times_of(body: Body, times: dict[int | None, Times]) -> Times:
    return times.get(body.pk) or times.get(-body.organization_id) or times[None]
