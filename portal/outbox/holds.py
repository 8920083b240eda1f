"""What people decide about mail: hold it back after a restore, let it go, send one message once more."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Count

from portal import audit, jobs, state
from portal.actors import Actor
from portal.enums import OutboxState
from portal.models import OutboxMessage, SystemState
from portal.outbox.queue import JOB


def is_paused() -> bool:
    """Whether nothing leaves until an operator says so."""
    return bool(state.read(state.MAIL_PAUSED).get("since"))


@transaction.atomic
def hold(*, actor: Actor, reason: str, now: datetime) -> int:
    """Let nothing leave any more; gives how many messages wait now for a decision."""
    before = state.read(state.MAIL_PAUSED)
    state.write(state.MAIL_PAUSED, {"since": now.isoformat(), "reason": reason})
    held = {"state": OutboxState.HELD, "token": None, "lease_until": None, "reason": reason[:300], "changed_at": now}
    number = OutboxMessage.objects.unsettled().update(**held)
    _record(actor, "held", now, before, {"held": number}, reason)
    return number


def held_by_kind() -> dict[str, int]:
    """How many wait for a decision, by kind."""
    held = OutboxMessage.objects.filter(state=OutboxState.HELD).order_by("kind")
    return dict(held.values_list("kind").annotate(number=Count("pk")))


@transaction.atomic
def release(kind: str, *, actor: Actor, now: datetime) -> int:
    """Let the held messages of one kind go; each is composed afresh, so what has changed since is respected."""
    held = OutboxMessage.objects.filter(state=OutboxState.HELD, kind=kind)
    number = held.update(state=OutboxState.PENDING, reason="Released by an operator.", changed_at=now)
    _record(actor, "released", now, {}, {"kind": kind, "released": number})
    return number


@transaction.atomic
def call_off(kind: str, *, actor: Actor, reason: str, now: datetime) -> int:
    """Give the held messages of one kind up."""
    held = OutboxMessage.objects.filter(state=OutboxState.HELD, kind=kind)
    changes = {"state": OutboxState.CANCELLED, "reason": reason[:300], "changed_at": now, "text": "", "html": ""}
    number = held.update(**changes)
    _record(actor, "called off", now, {}, {"kind": kind, "cancelled": number}, reason)
    return number


@transaction.atomic
def resume(*, actor: Actor, now: datetime) -> bool:
    """Mail leaves again; what is still held stays so. False when it was not paused."""
    before = state.read(state.MAIL_PAUSED)
    if not before.get("since"):
        return False
    state.write(state.MAIL_PAUSED, {})
    _record(actor, "resumed", now, before, {})
    jobs.nudge(JOB)
    return True


@transaction.atomic
def retry(pk: int, *, actor: Actor, now: datetime) -> bool:
    """Send a message that failed, or that may have gone out, once more."""
    fresh = {"state": OutboxState.PENDING, "next_attempt_at": now, "refusals": 0, "doubts": 0}
    given_up = [OutboxState.FAILED, OutboxState.UNCONFIRMED]
    done = _decide(pk, given_up, "retried", actor, now, **fresh, reason="Tried again by an operator.")
    jobs.nudge(JOB)
    return done


@transaction.atomic
def accept(pk: int, *, actor: Actor, now: datetime) -> bool:
    """Somebody has asked, and the message that may have gone out did."""
    there = {"state": OutboxState.SENT, "sent_at": now, "text": "", "html": ""}
    return _decide(pk, [OutboxState.UNCONFIRMED], "accepted", actor, now, **there, reason="Confirmed by an operator.")


def _decide(pk: int, states: list[OutboxState], verb: str, actor: Actor, now: datetime, **changes: Any) -> bool:
    message = OutboxMessage.objects.filter(pk=pk, state__in=states).first()
    if message is None or not OutboxMessage.objects.filter(pk=pk, state=message.state).update(
        changed_at=now, **changes
    ):
        return False
    before, after = {"state": message.state}, {"state": changes["state"]}
    audit.record(actor=actor, verb=verb, subject=message, at=now, before=before, after=after)
    return True


def _record(
    actor: Actor, verb: str, now: datetime, before: dict[str, Any], after: dict[str, Any], reason: str = ""
) -> None:
    mail, _is_new = SystemState.objects.get_or_create(key=state.MAIL_PAUSED)
    audit.record(actor=actor, verb=verb, subject=mail, at=now, before=before, after=after, reason=reason[:500])
