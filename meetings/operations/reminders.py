"""The planner of reminders: any process may run it at any time, and nobody is reminded twice.

A reminder is planned when its hour on the reader's clock is near or lately past. So nothing has to be mended when a
date moves; after an outage whoever owes gets the latest one and no other; and nothing comes for a date that has passed,
unless reminders after it are wanted.

A run that finds nothing written since the last one rests, for a while: reminders are planned an hour ahead.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q, QuerySet

from meetings.deadlines.reading import due_of
from meetings.enums import DeadlineKind, Delivery, NoticeKind
from meetings.models import Deadline, Notice, NoticeChoice, ReminderChoice, ReminderPlan
from meetings.models.rules import USUAL_DAYS_BEFORE, USUAL_HOUR
from meetings.notices.reading import due_facts
from meetings.operations.digests import HOUR
from meetings.operations.moved_dates import about
from meetings.operations.notices import digest_of, tell
from meetings.queries.notices import with_deliveries
from meetings.queries.reminding import last_told, to_remind, users_owing
from portal import clock, state, versions
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
BATCH = 500
REST = timedelta(minutes=10)
"""How long a plan holds while nothing is written. Accounts are not counted, so no longer; and far less than AHEAD."""
RESTING = "reminders"


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


Wanted = tuple[Deadline, Due, Reminder, User]


def plan(now: datetime) -> int:
    """Plan what is near; gives how many reminders are new. Nothing while the clock is in doubt."""
    if not clock.guard(now):
        return 0
    version = versions.current().whole
    if _is_resting(version, now):
        return 0
    planned = _plan_all(now)
    state.write(RESTING, {"version": version, "at": now.isoformat()})
    return planned


def _is_resting(version: int, now: datetime) -> bool:
    last = state.read(RESTING)
    return last.get("version") == version and timedelta(0) <= now - datetime.fromisoformat(last["at"]) < REST


def _plan_all(now: datetime) -> int:
    times, wishes = _all_times(), _all_wishes()
    farthest, latest = _reach(times, wishes)
    first, last = now.date() - timedelta(days=latest + 6), now.date() + timedelta(days=farthest + 2)
    found = list(_near(now, first, last))
    owing = users_owing(found, now.date())
    quiet = _quiet_until(found, now)
    wanted = [
        (deadline, due, reminder, user)
        for deadline in found
        if (due := due_of(deadline))
        for user, reminder in _reminded(deadline, due, owing[deadline.pk], times, wishes, now)
        if (deadline.entry_id, user.pk) not in quiet
    ]
    return _remind_all(wanted, now)


def _reach(times: Mapping[int | None, Times], wishes: Wishes) -> tuple[int, int]:
    """So many days before a date and after it anybody is reminded."""
    mine = [read_numbers(choice.days_before, most=FARTHEST) for choice in wishes.days.values()]
    before = [*(each.before for each in times.values()), *mine]
    latest = max((days for each in times.values() for days in each.after), default=0)
    return max((days for each in before for days in each), default=0), latest


def _near(now: datetime, first: date, last: date) -> QuerySet[Deadline]:
    """Deadlines of these days that somebody is asked for."""
    near = to_remind(now).filter(entry__end__range=(first, last), entry__precision="day")
    near = near.filter(~Q(owing_standings="") | Q(owing_delegations__isnull=False) | Q(owing_posts__isnull=False))
    return near.distinct().select_related("entry__schedule__term__body__organization").order_by("pk")


def foreseen_in(
    houses: Collection[int] | None, now: datetime, until: datetime, deadline: int | None = None
) -> list[Wanted]:
    """Every reminder planned until then in these houses (None: all), or of one deadline, if nobody answers before."""
    times, wishes = _all_times(), _all_wishes()
    farthest, latest = _reach(times, wishes)
    first, last = now.date() - timedelta(days=latest + 6), until.date() + timedelta(days=farthest + 2)
    near = _near(now, first, last)
    if houses is not None:
        near = near.filter(entry__schedule__term__body__organization__in=houses)
    found = list(near if deadline is None else near.filter(pk=deadline))
    owing = users_owing(found, now.date())
    quiet = _quiet_until(found, now)
    wanted = [
        (each, due, replace(reminder, at=at), user)
        for each in found
        if (due := due_of(each))
        for user in owing[each.pk]
        for reminder in windows(due, *wishes.of(user, _times_of(each, times), due.zone))
        if (at := max(reminder.at, quiet.get((each.entry_id, user.pk), reminder.at))) <= until
        and max(at, now) < reminder.until
    ]
    known = _known({digest_of(_key(*each[:3]), each[3]) for each in wanted})
    return [each for each in wanted if digest_of(_key(*each[:3]), each[3]) not in known]


def foreseen(deadline: Deadline, users: Iterable[User], now: datetime) -> dict[int, date]:
    """By account, the day on whose hour each is reminded next, as long as they owe the deadline."""
    due = due_of(deadline)
    if due is None or not to_remind(now).filter(pk=deadline.pk, entry__precision="day").exists():
        return {}
    usual, wishes = _times_of(deadline, _all_times()), _all_wishes()
    clocks = {user: wishes.of(user, usual, due.zone) for user in users}
    to_come = {user: [each for each in windows(due, *clocks[user]) if each.until > now] for user in clocks}
    keys = {user: [digest_of(_key(deadline, due, each), user) for each in found] for user, found in to_come.items()}
    known = _known({key for each in keys.values() for key in each})
    quiet = _quiet_until([deadline], now)
    days: dict[int, date] = {}
    for user, found in to_come.items():
        for reminder, key in zip(found, keys[user], strict=True):
            at = max(reminder.at, now, quiet.get((deadline.entry_id, user.pk), now))
            if key not in known and at < reminder.until:
                days[user.pk] = at.astimezone(ZoneInfo(clocks[user][1])).date()
                break
    return days


def _all_wishes() -> Wishes:
    by_day = NoticeChoice.objects.filter(kind=NoticeKind.REMINDER, delivery=Delivery.DIGEST)
    own = {choice.user_id: choice for choice in ReminderChoice.objects.all()}
    return Wishes(own, frozenset(by_day.values_list("user_id", flat=True)))


def _reminded(
    deadline: Deadline,
    due: Due,
    users: list[User],
    times: dict[int | None, Times],
    wishes: Wishes,
    now: datetime,
) -> Iterator[tuple[User, Reminder]]:
    """Who is to be reminded about now. Many share a clock, so each clock is read once."""
    usual = _times_of(deadline, times)
    known: dict[tuple[Times, str], Reminder | None] = {}
    for user in users:
        asked = wishes.of(user, usual, due.zone)
        if asked not in known:
            known[asked] = reminder_now(due, *asked, now)
        if reminder := known[asked]:
            yield user, reminder


def _remind_all(wanted: list[Wanted], now: datetime) -> int:
    """One telling for each reminder of a deadline, by its hour, that somebody has not had."""
    keys = {digest_of(_key(deadline, due, reminder), user) for deadline, due, reminder, user in wanted}
    known = _known(keys)
    new: dict[tuple[str, Reminder], list[Wanted]] = {}
    for each in wanted:
        deadline, due, reminder, user = each
        key = _key(deadline, due, reminder)
        if digest_of(key, user) not in known:
            new.setdefault((key, reminder), []).append(each)
    return sum(_remind(key, given, now) for (key, _reminder), given in new.items())


def _key(deadline: Deadline, due: Due, reminder: Reminder) -> str:
    return f"reminder|{deadline.pk}|{due.instant.timestamp():.0f}|{reminder.days}"


def _known(keys: set[str]) -> set[str]:
    asked, known = sorted(keys), set[str]()
    for first in range(0, len(asked), BATCH):
        some = Notice.objects.filter(dedupe_key__in=asked[first : first + BATCH])
        known.update(some.order_by().values_list("dedupe_key", flat=True))
    return known


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


@transaction.atomic
def _remind(key: str, given: list[Wanted], now: datetime) -> int:
    deadline, due, reminder, _first = given[0]
    return tell(
        with_deliveries([user for *_same, user in given], NoticeKind.REMINDER),
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


def _quiet_until(deadlines: list[Deadline], now: datetime) -> dict[tuple[int, int], datetime]:
    """By row and reader who was told of its date, until when they are not reminded of it."""
    return {key: at + QUIET for key, at in last_told(deadlines, now - QUIET).items()}


def _all_times() -> dict[int | None, Times]:
    """By body; for houses by the negative of their id; None for who has said nothing."""
    found: dict[int | None, Times] = {None: Times(read_numbers(USUAL_DAYS_BEFORE, most=FARTHEST), (), USUAL_HOUR)}
    for each in ReminderPlan.objects.all():
        before, after = (read_numbers(text, most=FARTHEST) for text in (each.days_before, each.days_after))
        found[each.body_id or -each.organization_id] = Times(before, after, each.hour)
    return found


def _times_of(deadline: Deadline, times: dict[int | None, Times]) -> Times:
    """After a date past which nothing is accepted there is nothing to remind of."""
    body = deadline.entry.schedule.term.body
    usual = times.get(body.pk) or times.get(-body.organization_id) or times[None]
    return replace(usual, after=()) if deadline.kind == DeadlineKind.HARD else usual
