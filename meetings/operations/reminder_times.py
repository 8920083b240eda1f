"""When reminders come: the days and hours of groups and readers, and from when until when each one is of use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from meetings.enums import DeadlineKind, Delivery, NoticeKind
from meetings.models import Deadline, NoticeChoice, ReminderChoice, ReminderPlan
from meetings.models.rules import USUAL_DAYS_BEFORE, USUAL_HOUR
from meetings.operations.digests import HOUR
from portal.lib.deadlines import Due, remind_at
from portal.lib.numbers import read_numbers
from portal.models import User

AHEAD = timedelta(hours=1)
"""How long before its hour a reminder may be planned, so that it goes out on the minute."""
LATE = timedelta(hours=96)
"""How long after its hour a reminder is still one: so much of an outage is made good."""
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
class Wishes:
    """Days that readers chose, and who wants reminders in the one mail of the day."""

    days: Mapping[int, ReminderChoice]
    by_day: frozenset[int]

    def of(self, user: User, usual: Times, zone: str) -> tuple[Times, str]:
        """When a reader is reminded, and by which clock: in time for the mail of the day, where that brings it."""
        choice = self.days.get(user.pk)
        before = read_numbers(choice.days_before, most=FARTHEST) if choice else usual.before
        if user.pk in self.by_day:
            return Times(before, usual.after, min(usual.hour, HOUR)), user.zone or "UTC"
        return Times(before, usual.after, usual.hour), user.zone or zone


@dataclass(frozen=True, slots=True)
class Reminder:
    """So many days before the date, at an instant; useless from another one on."""

    days: int
    at: datetime
    until: datetime


def reach(times: Mapping[int | None, Times], wishes: Wishes) -> tuple[int, int]:
    """So many days before a date and after it anybody is reminded."""
    mine = [read_numbers(choice.days_before, most=FARTHEST) for choice in wishes.days.values()]
    before = [*(each.before for each in times.values()), *mine]
    latest = max((days for each in times.values() for days in each.after), default=0)
    return max((days for each in before for days in each), default=0), latest


def all_wishes() -> Wishes:
    by_day = NoticeChoice.objects.filter(kind=NoticeKind.REMINDER, delivery=Delivery.DIGEST)
    own = {choice.user_id: choice for choice in ReminderChoice.objects.all()}
    return Wishes(own, frozenset(by_day.values_list("user_id", flat=True)))


def reminder_now(due: Due, times: Times, zone: str, now: datetime) -> Reminder | None:
    """The one reminder that is to come about now on the clock of `zone`, if there is one.

    Each lasts until the next one's hour, and gives way to it once that can be planned: after an outage only the latest
    is left. On the day itself none comes after the hour at which it is due.
    """
    found = reversed(windows(due, times, zone))
    return next((each for each in found if each.at - AHEAD <= now < each.until), None)


def windows(due: Due, times: Times, zone: str) -> list[Reminder]:
    """Every reminder of a date on the clock of `zone`, in order: from its hour until the next one's."""
    moments = [(days, remind_at(due, days, times.hour, zone)) for days in times.steps]
    moments = [(days, at) for days, at in moments if days < 0 or at < due.instant]
    found = []
    for place, (days, at) in enumerate(moments):
        until = min(moments[place + 1][1] if place + 1 < len(moments) else at + LATE, at + LATE)
        if days >= 0:
            until = min(until, due.instant)
        if at < until:
            found.append(Reminder(days, at, until))
    return found


def all_times() -> dict[int | None, Times]:
    """By body; for houses by the negative of their id; None for who has said nothing."""
    found: dict[int | None, Times] = {None: Times(read_numbers(USUAL_DAYS_BEFORE, most=FARTHEST), (), USUAL_HOUR)}
    for each in ReminderPlan.objects.all():
        before, after = (read_numbers(text, most=FARTHEST) for text in (each.days_before, each.days_after))
        found[each.body_id or -each.organization_id] = Times(before, after, each.hour)
    return found


def times_of(deadline: Deadline, times: dict[int | None, Times]) -> Times:
    """After a date past which nothing is accepted there is nothing to remind of."""
    body = deadline.entry.schedule.term.body
    usual = times.get(body.pk) or times.get(-body.organization_id) or times[None]
    return replace(usual, after=()) if deadline.kind == DeadlineKind.HARD else usual
