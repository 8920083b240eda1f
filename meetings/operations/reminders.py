"""The planner of reminders: any process may run it at any time, and nobody is reminded twice.

A reminder is planned when its hour on the reader's clock is near or lately past. So nothing has to be mended when a
date moves; after an outage whoever owes gets the latest one and no other; and nothing comes for a date that has passed,
unless reminders after it are wanted.

A run that finds nothing written since the last one rests, for a while: reminders are planned an hour ahead.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q, QuerySet

from meetings.deadlines.reading import due_of
from meetings.enums import NoticeKind
from meetings.models import Deadline, Notice
from meetings.notices.reading import due_facts
from meetings.operations.moved_dates import about
from meetings.operations.notices import digest_of, tell
from meetings.operations.reminder_times import (
    LATE,
    Reminder,
    Times,
    Wishes,
    all_times,
    all_wishes,
    reach,
    reminder_now,
    times_of,
    windows,
)
from meetings.queries.notices import with_deliveries
from meetings.queries.reminding import Telling, last_told, to_remind, users_owing
from portal import clock, state, versions
from portal.lib.deadlines import Due
from portal.models import User

QUIET = timedelta(hours=20)
"""Who was told of the date so lately is not reminded of it yet."""
BATCH = 500
REST = timedelta(minutes=10)
"""How long a plan holds while nothing is written. Accounts are not counted, so no longer; and far less than AHEAD."""
RESTING = "reminders"

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
    times, wishes = all_times(), all_wishes()
    farthest, latest = reach(times, wishes)
    first, last = now.date() - timedelta(days=latest + 6), now.date() + timedelta(days=farthest + 2)
    found = list(_near(now, first, last))
    owing = users_owing(found, now.date())
    told = last_told(found, now - LATE)
    wanted = [
        (deadline, due, reminder, user)
        for deadline in found
        if (due := due_of(deadline))
        for user, reminder in _reminded(deadline, due, owing[deadline.pk], times, wishes, now)
        if (at := _leaves(reminder, due, told.get((deadline.entry_id, user.pk)))) and (at <= max(reminder.at, now))
    ]
    return _remind_all(wanted, now)


def _near(now: datetime, first: date, last: date) -> QuerySet[Deadline]:
    """Deadlines of these days that somebody is asked for."""
    near = to_remind(now).filter(entry__end__range=(first, last), entry__precision="day")
    near = near.filter(~Q(owing_standings="") | Q(owing_delegations__isnull=False) | Q(owing_posts__isnull=False))
    return near.distinct().select_related("entry__schedule__term__body__organization").order_by("pk")


def foreseen_in(
    houses: Collection[int] | None, now: datetime, until: datetime, deadline: int | None = None
) -> list[Wanted]:
    """Every reminder planned until then in these houses (None: all), or of one deadline, if nobody answers before."""
    times, wishes = all_times(), all_wishes()
    farthest, latest = reach(times, wishes)
    first, last = now.date() - timedelta(days=latest + 6), until.date() + timedelta(days=farthest + 2)
    near = _near(now, first, last)
    if houses is not None:
        near = near.filter(entry__schedule__term__body__organization__in=houses)
    found = list(near if deadline is None else near.filter(pk=deadline))
    owing = users_owing(found, now.date())
    told = last_told(found, now - LATE)
    wanted = [
        (each, due, replace(reminder, at=at), user)
        for each in found
        if (due := due_of(each))
        for user in owing[each.pk]
        for reminder in windows(due, *wishes.of(user, times_of(each, times), due.zone))
        if (at := _leaves(reminder, due, told.get((each.entry_id, user.pk))))
        and at <= until
        and max(at, now) < reminder.until
    ]
    known = _known({digest_of(_key(*each[:3]), each[3]) for each in wanted})
    return [each for each in wanted if digest_of(_key(*each[:3]), each[3]) not in known]


def foreseen(deadline: Deadline, users: Iterable[User], now: datetime) -> dict[int, date]:
    """By account, the day on whose hour each is reminded next, as long as they owe the deadline."""
    due = due_of(deadline)
    if due is None or not to_remind(now).filter(pk=deadline.pk, entry__precision="day").exists():
        return {}
    usual, wishes = times_of(deadline, all_times()), all_wishes()
    clocks = {user: wishes.of(user, usual, due.zone) for user in users}
    to_come = {user: [each for each in windows(due, *clocks[user]) if each.until > now] for user in clocks}
    keys = {user: [digest_of(_key(deadline, due, each), user) for each in found] for user, found in to_come.items()}
    known = _known({key for each in keys.values() for key in each})
    told = last_told([deadline], now - LATE)
    days: dict[int, date] = {}
    for user, found in to_come.items():
        for reminder, key in zip(found, keys[user], strict=True):
            at = _leaves(reminder, due, told.get((deadline.entry_id, user.pk)))
            if at and key not in known and max(at, now) < reminder.until:
                days[user.pk] = max(at, now).astimezone(ZoneInfo(clocks[user][1])).date()
                break
    return days


def _reminded(
    deadline: Deadline,
    due: Due,
    users: list[User],
    times: dict[int | None, Times],
    wishes: Wishes,
    now: datetime,
) -> Iterator[tuple[User, Reminder]]:
    """Who is to be reminded about now. Many share a clock, so each clock is read once."""
    usual = times_of(deadline, times)
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


def _leaves(reminder: Reminder, due: Due, told: Telling | None) -> datetime | None:
    """From when on it may go to a reader; None where it says nothing that they were not told after its hour.

    Whoever was told of this very date since then knows how near it is: only what follows is a reminder to them.
    """
    if told is None:
        return reminder.at
    if told.due == due_facts(due) and reminder.at <= told.at:
        return None
    return max(reminder.at, told.at + QUIET)
