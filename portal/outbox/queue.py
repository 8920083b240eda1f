"""Into the outbox, and out of it again before anything is sent: each in the caller's transaction."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from email.utils import parseaddr
from typing import Any
from uuid import uuid4

from django.conf import settings

from portal import jobs
from portal.enums import OutboxState
from portal.models import LETTER, OutboxMessage, User
from portal.outbox.letters import kinds
from portal.outbox.reasons import Reason, Why, kept

JOB = "outbox"
LETTERS_LAST = timedelta(days=7)
"""How long a finished letter is tried, unless its sender says otherwise."""


def enqueue(
    *,
    recipient: str,
    language: str,
    subject: str,
    text: str,
    dedupe_key: str,
    now: datetime,
    html: str = "",
    headers: Mapping[str, str] | None = None,
    expires_at: datetime | None = None,
) -> OutboxMessage:
    """Queue a finished letter; the second one with the same key is the first one."""
    message, is_new = OutboxMessage.objects.get_or_create(
        dedupe_key=dedupe_key,
        defaults={
            "kind": LETTER,
            "recipient": recipient,
            "language": language,
            "subject": " ".join(subject.split()),
            "text": text,
            "html": html,
            "headers": dict(headers or {}),
            "message_id": _message_id(),
            "created_at": now,
            "next_attempt_at": now,
            "expires_at": expires_at or now + LETTERS_LAST,
        },
    )
    if is_new:
        jobs.nudge(JOB)
    return message


def announce(
    *,
    kind: str,
    recipient: User,
    about: str,
    params: dict[str, Any],
    dedupe_key: str,
    now: datetime,
    expires_at: datetime,
    not_before: datetime | None = None,
) -> OutboxMessage:
    """Queue a message without words, to be composed when it is sent; `params` holds ids, never restricted text.

    `about` names the object (`deadline:12`), for `cancel`. The second one with the same key is the first one; if that
    was cancelled, it waits again.
    """
    if kind not in kinds():
        raise ValueError(f"Nobody composes messages of the kind {kind!r}.")
    to = {
        "account": recipient,
        "recipient": recipient.email,
        "language": recipient.language or settings.LANGUAGE_CODE,
    }
    facts = {"kind": kind, "about": about, "params": params, "expires_at": expires_at}
    return _queue(dedupe_key, {**to, **facts}, now, max(now, not_before or now))


def announce_to(
    *,
    kind: str,
    address: str,
    language: str,
    about: str,
    params: dict[str, Any],
    dedupe_key: str,
    now: datetime,
    expires_at: datetime,
) -> OutboxMessage:
    """The same to an address that no account has; for kinds that were registered so."""
    if kind not in kinds(without_account=True):
        raise ValueError(f"Messages of the kind {kind!r} go to accounts, or nobody composes them.")
    to = {"account": None, "recipient": address, "language": language}
    facts = {"kind": kind, "about": about, "params": params, "expires_at": expires_at}
    return _queue(dedupe_key, {**to, **facts}, now, now)


def _queue(dedupe_key: str, facts: dict[str, Any], now: datetime, when: datetime) -> OutboxMessage:
    made = {"message_id": _message_id(), "created_at": now, "next_attempt_at": when}
    message, is_new = OutboxMessage.objects.get_or_create(dedupe_key=dedupe_key, defaults={**facts, **made})
    if not is_new and message.state == OutboxState.CANCELLED:
        is_new = _revive(message, facts["params"], when, facts["expires_at"], now)
    if is_new and when == now:
        jobs.nudge(JOB)
    return message


def _revive(
    message: OutboxMessage, params: dict[str, Any], when: datetime, expires_at: datetime, now: datetime
) -> bool:
    """Moved, and moved back: what was called off is due again."""
    called_off = OutboxMessage.objects.filter(pk=message.pk, state=OutboxState.CANCELLED)
    changed = called_off.update(
        state=OutboxState.PENDING,
        params=params,
        next_attempt_at=max(when, message.created_at),
        expires_at=expires_at,
        refusals=0,
        changed_at=now,
        **kept(Why.PLANNED_AGAIN, before={"why": message.why, "facts": message.facts, "reason": message.reason}),
    )
    message.refresh_from_db()
    return changed == 1


def cancel(
    *,
    about: str,
    reason: Reason,
    now: datetime,
    kind: str | None = None,
    except_keys: Collection[str] = (),
) -> int:
    """Call off what waits about an object, but for the keys that still stand; gives how many.

    What is being sent at this moment is not stopped: its composer has read the old state, or reads the new one at the
    next try.
    """
    waiting = OutboxMessage.objects.filter(about=about, state__in=[OutboxState.PENDING, OutboxState.HELD])
    if kind is not None:
        waiting = waiting.filter(kind=kind)
    if except_keys:
        waiting = waiting.exclude(dedupe_key__in=list(except_keys))
    return waiting.update(state=OutboxState.CANCELLED, changed_at=now, text="", html="", **kept(reason))


def _message_id() -> str:
    """Set once: whoever gets a message twice can see that it is one."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<{uuid4().hex}@{domain}>"
