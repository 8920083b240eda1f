"""What a deed would let leave, before it is done: it is done, looked at and undone, in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.db import transaction
from django.db.models import QuerySet

from meetings.enums import NoticeKind
from meetings.models import Announcement, Deadline
from meetings.operations.foreseeing import Leaving, reminders_ahead
from meetings.operations.notices import send
from meetings.operations.waiting import waiting_of
from meetings.queries.deadlines import with_anchors
from meetings.queries.notices import Recipient, recipients_of
from portal.actors import SYSTEM

Seen = TypeVar("Seen")


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """A deadline as a deed leaves it, with the reminders to come; after its notice, where one waits to be sent."""

    deadline: Deadline
    reminders: list[Leaving]
    notice: Announcement | None = None
    recipients: Sequence[Recipient] = ()


Ahead = list[Rehearsed]


def rehearsed(
    act: Callable[[], QuerySet[Deadline]], look: Callable[[Ahead], Seen], now: datetime, *, with_notice: bool = False
) -> Seen:
    """What `look` makes of the deadlines that `act` gives with the reminders to come of each; nothing of it stays.

    `act` reads the records that it alters: those in hand would keep what is undone. `with_notice`: the notice that then
    waits of each is sent too, whoever will send it, since what people are told by it they are not reminded of.
    """
    with transaction.atomic():
        deadlines = with_anchors(act().order_by("entry__start", "pk"))
        found = look([_after(each, now, with_notice=with_notice) for each in deadlines])
        transaction.set_rollback(True)
    return found


def _after(deadline: Deadline, now: datetime, *, with_notice: bool) -> Rehearsed:
    notice = waiting_of(deadline.entry, (NoticeKind.DEADLINE,)).first() if with_notice else None
    if notice is None:
        return Rehearsed(deadline, reminders_ahead(deadline, now))
    recipients = recipients_of(notice, now.date())
    send(actor=SYSTEM, now=now, announcement=notice)
    return Rehearsed(deadline, reminders_ahead(deadline, now), notice, recipients)
