"""What is known of mails that are about to go, for as long as nothing in the portal changes.

Thousands of reminders fall due in one minute, and nearly all of them tell of the same deadline to people whose rights
were read a moment ago. What was read under one version of all content is true under it: each mail asks for the version
again, and whatever was written meanwhile, by whomever, empties the memory. Accounts are not counted, so they are read
with each message and are part of what is remembered.
"""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Iterable, Sequence
from typing import Any

from meetings.enums import Delivery
from meetings.models import Deadline, Entry, Notice
from meetings.notices.message import UntoldError
from meetings.notices.reasons import Untold
from meetings.permissions import can_see_entry
from meetings.queries.deadlines import with_anchors
from meetings.queries.notices import deliveries_of
from meetings.queries.reminding import users_owing
from portal import versions
from portal.actors import SYSTEM, Actor, actors_of
from portal.models import OutboxMessage, User

LONGEST = 60.0
"""Seconds. Longer than a run of the sender lasts; a limit on what is kept, not on how old it may be."""

Account = tuple[Any, ...]


class Known:
    """Read under one version, on one day."""

    def __init__(self, version: int, day: dt.date) -> None:
        self.version, self.day, self._since = version, day, time.monotonic()
        self._notices: dict[int, Notice] = {}
        self._actors: dict[Account, Actor] = {}
        self._deliveries: dict[tuple[int, str], Delivery] = {}
        self._deadlines: dict[int, Deadline | None] = {}
        self._owing: dict[int, frozenset[int]] = {}

    def holds(self, version: int, day: dt.date) -> bool:
        """Whether all of it is so still."""
        return (version, day) == (self.version, self.day) and time.monotonic() - self._since < LONGEST

    def read_notices(self, pks: Iterable[int]) -> None:
        """Notices with all that decides about them, for many at once."""
        rows = Notice.objects.select_related("user", "announcement__schedule", "entry__schedule__term__body")
        found = rows.in_bulk([pk for pk in pks if pk not in self._notices])
        self._notices |= found
        self.read_actors([notice.user for notice in found.values()])
        self._deliveries |= deliveries_of((notice.user_id, notice.kind) for notice in found.values())

    def read_actors(self, users: Iterable[User]) -> None:
        """The rights of many accounts."""
        new = {account_of(user): user for user in users if account_of(user) not in self._actors}
        actors = actors_of(new.values()) if new else {}
        self._actors |= {account: actors[user.pk] for account, user in new.items()}

    def notice(self, pk: int) -> Notice | None:
        """A notice by its id; None where it was taken back."""
        if pk not in self._notices:
            self.read_notices([pk])
        return self._notices.get(pk)

    def actor(self, user: User) -> Actor:
        """With the rights that an account has now; `user` as read now."""
        self.read_actors([user])
        return self._actors[account_of(user)]

    def delivery(self, notice: Notice) -> Delivery:
        """How the reader wants such notices."""
        return self._deliveries[notice.user_id, notice.kind]

    def deadline(self, actor: Actor, entry: int | None) -> Deadline:
        """A deadline by its row, whatever has become of its date; UntoldError where `actor` may not see it."""
        key = entry or 0
        if key not in self._deadlines:
            rows = Entry.objects.visible_to(SYSTEM).filter(pk=key)
            self._deadlines[key] = with_anchors(Deadline.objects.filter(entry__in=rows)).first()
        found = self._deadlines[key]
        if found is None or not can_see_entry(actor, found.entry):
            raise UntoldError(Untold.DEADLINE_UNSEEN)
        return found

    def owes(self, user: User, deadline: Deadline) -> bool:
        """Whether somebody for whom an account answers has not answered."""
        if deadline.pk not in self._owing:
            found = users_owing([deadline], self.day)[deadline.pk]
            self._owing[deadline.pk] = frozenset(each.pk for each in found)
        return user.pk in self._owing[deadline.pk]


class _Kept(threading.local):
    known: Known | None = None


_kept = _Kept()


def forget() -> None:
    """Empty the memory: where a transaction is rolled back, its version comes again."""
    _kept.known = None


def known(now: dt.datetime) -> Known:
    """What holds at this moment: the version is read each time, before anything that is read under it."""
    version = versions.current().whole
    if _kept.known is None or not _kept.known.holds(version, now.date()):
        _kept.known = Known(version, now.date())
    return _kept.known


def foresee(messages: Sequence[OutboxMessage], now: dt.datetime) -> None:
    """Read for all of them at once."""
    known(now).read_notices(pk for message in messages if (pk := message.params.get("notice")))


def account_of(user: User) -> Account:
    """Whatever of an account its actor is made of."""
    return (user.pk, user.is_active, user.is_superuser, user.name, user.email, user.language, user.zone)
