"""What a deed would let leave by itself, before it is done: it is done, looked at and undone, in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from django.db import transaction
from django.db.models import QuerySet

from meetings.models import Deadline
from meetings.operations.foreseeing import Leaving, reminders_ahead
from meetings.queries.deadlines import with_anchors

Seen = TypeVar("Seen")
Ahead = list[tuple[Deadline, list[Leaving]]]


def rehearsed(act: Callable[[], QuerySet[Deadline]], look: Callable[[Ahead], Seen], now: datetime) -> Seen:
    """What `look` makes of the deadlines that `act` gives with the reminders to come of each; nothing of it stays.

    `act` reads the records that it alters: those in hand would keep what is undone.
    """
    with transaction.atomic():
        deadlines = with_anchors(act().order_by("entry__start", "pk"))
        found = look([(each, reminders_ahead(each, now)) for each in deadlines])
        transaction.set_rollback(True)
    return found
