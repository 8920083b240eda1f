"""What people decide about mail: hold it back after a restore or about one matter, let it go, send one once more."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, QuerySet

from portal import audit, jobs, state
from portal.actors import Actor
from portal.enums import OutboxState
from portal.models import OutboxHold, OutboxMessage, SystemState
from portal.outbox.queue import JOB
from portal.outbox.reasons import Reason, Why, kept


def is_paused() -> bool:
    """Whether nothing leaves until an operator says so."""
    return bool(state.read(state.MAIL_PAUSED).get("since"))


@transaction.atomic
def hold(*, actor: Actor, now: datetime, reason: Reason = Why.HELD_BY_OPERATOR) -> int:
    """Let nothing leave any more; gives how many messages wait now for a decision."""
    before = state.read(state.MAIL_PAUSED)
    state.write(state.MAIL_PAUSED, {"since": now.isoformat(), "reason": str(reason)})
    held = {"state": OutboxState.HELD, "token": None, "lease_until": None, "changed_at": now}
    number = OutboxMessage.objects.unsettled().update(**held, **kept(reason))
    _record(actor, "held", now, before, {"held": number}, reason)
    return number


def held_by_kind() -> dict[str, int]:
    """How many wait for a decision, by kind; but for those whose whole matter is held."""
    held = _held_by_themselves().order_by("kind")
    return dict(held.values_list("kind").annotate(number=Count("pk")))


@transaction.atomic
def release(kind: str, *, actor: Actor, now: datetime) -> int:
    """Let the held messages of one kind go; each is composed afresh, so what has changed since is respected."""
    held = _held_by_themselves().filter(kind=kind)
    number = held.update(state=OutboxState.PENDING, changed_at=now, **kept(Why.RELEASED))
    _record(actor, "released", now, {}, {"kind": kind, "released": number})
    return number


@transaction.atomic
def call_off(kind: str, *, actor: Actor, now: datetime, reason: Reason = Why.GIVEN_UP_HELD) -> int:
    """Give the held messages of one kind up."""
    held = _held_by_themselves().filter(kind=kind)
    number = held.update(state=OutboxState.CANCELLED, changed_at=now, text="", html="", **kept(reason))
    _record(actor, "called off", now, {}, {"kind": kind, "cancelled": number}, reason)
    return number


def _held_by_themselves() -> QuerySet[OutboxMessage]:
    return OutboxMessage.objects.filter(state=OutboxState.HELD).exclude(about__in=OutboxHold.objects.values("about"))


@transaction.atomic
def hold_about(about: str, *, actor: Actor, reason: Reason, now: datetime, lasting: bool = False) -> int:
    """Keep what waits about one object back until somebody releases it; gives how many messages.

    `lasting`: and whatever is queued about it until then, see `keep_held`.
    """
    if lasting:
        facts = {"reason": kept(reason)["reason"], "since": now, "by_id": actor.user_id}
        OutboxHold.objects.get_or_create(about=about, defaults=facts)
    waiting = OutboxMessage.objects.filter(about=about, state=OutboxState.PENDING)
    number = waiting.update(state=OutboxState.HELD, changed_at=now, **kept(reason))
    after = {"about": about, "held": number, **({"what comes": True} if lasting else {})}
    _record(actor, "held", now, before={}, after=after, reason=reason)
    return number


def keep_held(now: datetime, abouts: Collection[str] | None = None) -> int:
    """What was queued about held matters since is held too; gives how many messages.

    Asked in the transaction of whoever queued, about what it queued of; and by the minute, about all, for who began
    to queue before the matter was held.
    """
    held = OutboxHold.objects.all()
    if abouts is not None:
        held = held.filter(about__in=list(abouts))
    waiting = OutboxMessage.objects.filter(state=OutboxState.PENDING, about__in=held.values("about"))
    return waiting.update(state=OutboxState.HELD, changed_at=now, **kept(Why.HELD_WITH_MATTER))


@transaction.atomic
def release_about(about: str, *, actor: Actor, now: datetime, reason: Reason = Why.RELEASED) -> int:
    """Let it go; each message is composed afresh, so what has changed since is respected."""
    OutboxHold.objects.filter(about=about).delete()
    held = OutboxMessage.objects.filter(about=about, state=OutboxState.HELD)
    number = held.update(state=OutboxState.PENDING, changed_at=now, **kept(reason))
    _record(actor, "released", now, {}, {"about": about, "released": number})
    jobs.nudge(JOB)
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
    done = _decide(pk, given_up, "retried", actor, now, **fresh, **kept(Why.RETRIED))
    jobs.nudge(JOB)
    return done


@transaction.atomic
def accept(pk: int, *, actor: Actor, now: datetime) -> bool:
    """Somebody has asked, and the message that may have gone out did."""
    there = {"state": OutboxState.SENT, "sent_at": now, "text": "", "html": ""}
    return _decide(pk, [OutboxState.UNCONFIRMED], "accepted", actor, now, **there, **kept(Why.CONFIRMED))


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
    actor: Actor, verb: str, now: datetime, before: dict[str, Any], after: dict[str, Any], reason: Reason = ""
) -> None:
    mail, _is_new = SystemState.objects.get_or_create(key=state.MAIL_PAUSED)
    said = kept(reason)
    after = {**after, "why": said["why"]} if said["why"] else after
    audit.record(actor=actor, verb=verb, subject=mail, at=now, before=before, after=after, reason=said["reason"])


jobs.register("holds", every=60, run=keep_held)
