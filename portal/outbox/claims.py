"""Who may send a row: claims by compare-and-set with a lease, and what becomes of the row after the try.

No lock is held while a message is on its way; what a killed sender leaves behind comes back by its lease.
"""

import logging
import os
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar
from uuid import UUID, uuid4

from django.conf import settings
from django.db import Error, connection, transaction
from django.db.models import DateTimeField, F, Value
from django.db.models.functions import Greatest

from portal.enums import OutboxState
from portal.lost import why_unanswered
from portal.models import OutboxAttempt, OutboxMessage
from portal.outbox.reasons import OF_THE_SERVER, Why, kept

LEASE = timedelta(seconds=settings.OUTBOX_LEASE)
MOST_DOUBTS = 3
LOST = "lost"
SHORTEST_WAIT, LONGEST_WAIT = 0.1, 2.0

T = TypeVar("T")

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Claim:
    """The right to send one row until the lease ends; `deadline` is on the monotonic clock, at 80 % of it."""

    pk: int
    token: UUID
    at: datetime
    deadline: float


@dataclass(frozen=True)
class Try:
    """What is kept of one try."""

    phase: str
    text: str = ""
    code: int | None = None


def worker_name() -> str:
    """This process, as the attempts name it."""
    return f"{socket.gethostname()}:{os.getpid()}"[:100]


def claim(pk: int, now: datetime) -> Claim | None:
    """A claim for the one process whose update came first."""
    token = uuid4()
    due = OutboxMessage.objects.due(now).filter(pk=pk, expires_at__gt=now).order_by()
    changed = due.update(
        state=OutboxState.CLAIMED, token=token, lease_until=now + LEASE, attempts=F("attempts") + 1, changed_at=now
    )
    if not changed:
        return None
    return Claim(pk, token, now, time.monotonic() + 0.8 * LEASE.total_seconds())


def finish(claimed: Claim, message: OutboxMessage, done: Try, now: datetime, **changes: object) -> bool:
    """Write what came of it, if the row is still ours; asked again and again while the database is away.

    A mail is out and its row does not say so: that is the moment to be patient, or it goes out twice.
    """
    return _patiently(lambda: _finish(claimed, message, done, now, changes), claimed.deadline)


def _finish(claimed: Claim, message: OutboxMessage, done: Try, now: datetime, changes: dict[str, object]) -> bool:
    with transaction.atomic():
        mine = OutboxMessage.objects.filter(pk=claimed.pk, token=claimed.token, state=OutboxState.CLAIMED)
        written = mine.update(token=None, lease_until=None, changed_at=now, **changes) == 1
        if not written and changes.get("state") == OutboxState.SENT:
            written = _too_late(message, changes, now)
        if written:
            _note(message, done, claimed.at, now)
    if not written:
        logger.warning("message %s was taken over while it was being sent", claimed.pk)
    return written


def _too_late(message: OutboxMessage, changes: dict[str, object], now: datetime) -> bool:
    """Sent after the lease, but nobody has taken the row since: then it need not go out again."""
    idle = OutboxMessage.objects.filter(
        pk=message.pk, attempts=message.attempts, state__in=[OutboxState.PENDING, OutboxState.UNCONFIRMED]
    )
    return idle.update(changed_at=now, **changes) == 1


def _note(message: OutboxMessage, done: Try, began: datetime, now: datetime) -> None:
    attempt = OutboxAttempt(
        message=message,
        n=message.attempts,
        started_at=began,
        ended_at=now,
        phase=done.phase,
        code=done.code,
        text=done.text[:500],
        worker=worker_name(),
    )
    # The lease may have been noted as lost before we came back: that note stays.
    OutboxAttempt.objects.bulk_create([attempt], ignore_conflicts=True)


def reap(now: datetime) -> int:
    """Take back the rows of senders that never came back; the third time a row waits for a person to look."""
    stranded = OutboxMessage.objects.stranded(now)
    return sum(_reap(message, now) for message in stranded)


def catch_up(now: datetime) -> int:
    """What was queued while the clock was ahead goes out now, not when that hour comes again."""
    return OutboxMessage.objects.of_another_time(now).update(created_at=now, next_attempt_at=now, changed_at=now)


def bring_forward(now: datetime) -> int:
    """What waited for the server, which takes mail again, goes out now, however long each has waited between tries."""
    shut = OutboxMessage.objects.filter(state=OutboxState.PENDING, why__in=OF_THE_SERVER, next_attempt_at__gt=now)
    return shut.update(next_attempt_at=Greatest(F("created_at"), Value(now, DateTimeField())), changed_at=now)


def _reap(message: OutboxMessage, now: datetime) -> bool:
    doubts = message.doubts + 1
    state = OutboxState.UNCONFIRMED if doubts >= MOST_DOUBTS else OutboxState.PENDING
    with transaction.atomic():
        theirs = OutboxMessage.objects.stranded(now).filter(pk=message.pk, token=message.token)
        if not theirs.update(
            state=state, token=None, lease_until=None, doubts=doubts, changed_at=now, **kept(Why.SENDER_LOST)
        ):
            return False
        began = (message.lease_until or now) - LEASE
        _note(message, Try(LOST, Why.SENDER_LOST), began, now)
    return True


def expire(now: datetime) -> int:
    """Give up what there is no more use in sending."""
    return OutboxMessage.objects.late(now).update(
        state=OutboxState.EXPIRED, changed_at=now, text="", html="", **kept(Why.TOO_LATE)
    )


def _patiently(ask: Callable[[], T], deadline: float) -> T:
    wait = SHORTEST_WAIT
    while True:
        try:
            return ask()
        except Error as error:
            if why_unanswered(error) is None or connection.in_atomic_block or time.monotonic() + wait > deadline:
                raise
            logger.warning("the database gives no answer while a message is settled; trying again")
            connection.close()
            time.sleep(wait)
            wait = min(wait * 2, LONGEST_WAIT)


def message_of(claimed: Claim) -> OutboxMessage:
    """The row as it stands now, with its account."""
    rows = OutboxMessage.objects.select_related("account")
    return _patiently(lambda: rows.get(pk=claimed.pk), claimed.deadline)


def under_way(now: datetime) -> int:
    """How many are being sent; a sender is never at it for longer than a minute, so an older claim is nobody's."""
    young = now + LEASE - min(LEASE, timedelta(seconds=60))
    claimed = OutboxMessage.objects.filter(state=OutboxState.CLAIMED)
    return claimed.filter(lease_until__gt=young, lease_until__lte=now + 2 * LEASE).count()
