"""Mail held back: after a restore, or because somebody wants to look first."""

from datetime import datetime

from django.db import transaction
from django.db.models import Count

from portal import jobs, state
from portal.enums import OutboxState
from portal.models import OutboxMessage
from portal.outbox.queue import JOB


def is_paused() -> bool:
    """Whether nothing leaves until an operator says so."""
    return bool(state.read(state.MAIL_PAUSED).get("since"))


@transaction.atomic
def hold(*, reason: str, now: datetime) -> int:
    """Let nothing leave any more; gives how many messages wait now for a decision."""
    state.write(state.MAIL_PAUSED, {"since": now.isoformat(), "reason": reason})
    held = {"state": OutboxState.HELD, "token": None, "lease_until": None, "reason": reason[:300], "changed_at": now}
    return OutboxMessage.objects.unsettled().update(**held)


def held_by_kind() -> dict[str, int]:
    """How many wait for a decision, by kind."""
    held = OutboxMessage.objects.filter(state=OutboxState.HELD).order_by("kind")
    return dict(held.values_list("kind").annotate(number=Count("pk")))


@transaction.atomic
def release(kind: str, *, now: datetime) -> int:
    """Let the held messages of one kind go; each is composed afresh, so what has changed since is respected."""
    held = OutboxMessage.objects.filter(state=OutboxState.HELD, kind=kind)
    return held.update(state=OutboxState.PENDING, reason="Released by an operator.", changed_at=now)


@transaction.atomic
def call_off(kind: str, *, reason: str, now: datetime) -> int:
    """Give the held messages of one kind up."""
    held = OutboxMessage.objects.filter(state=OutboxState.HELD, kind=kind)
    changes = {"state": OutboxState.CANCELLED, "reason": reason[:300], "changed_at": now, "text": "", "html": ""}
    return held.update(**changes)


def resume() -> None:
    """Mail leaves again; what is still held stays so."""
    with transaction.atomic():
        state.write(state.MAIL_PAUSED, {})
        jobs.nudge(JOB)


@transaction.atomic
def retry(pk: int, *, now: datetime) -> bool:
    """Send a message that failed, or that may have gone out, once more."""
    given_up = OutboxMessage.objects.filter(pk=pk, state__in=[OutboxState.FAILED, OutboxState.UNCONFIRMED])
    again = given_up.update(
        state=OutboxState.PENDING,
        next_attempt_at=now,
        refusals=0,
        doubts=0,
        reason="Tried again by an operator.",
        changed_at=now,
    )
    jobs.nudge(JOB)
    return again == 1


@transaction.atomic
def accept(pk: int, *, now: datetime) -> bool:
    """Somebody has asked, and the message that may have gone out did."""
    unsure = OutboxMessage.objects.filter(pk=pk, state=OutboxState.UNCONFIRMED)
    there = {"state": OutboxState.SENT, "sent_at": now, "changed_at": now, "text": "", "html": ""}
    return unsure.update(**there, reason="Confirmed by an operator.") == 1
