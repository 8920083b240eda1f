"""How the outbox stands, for people and machines that watch."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Min

from portal import clock, state
from portal.enums import OutboxState
from portal.models import OutboxAttempt, OutboxMessage

LATE = timedelta(minutes=5)
"""A message that is due for so long is late: senders look every fifteen seconds."""


def figures(now: datetime) -> dict[str, Any]:
    """Counts, and ages in seconds; `oldest` is how long the message has been due that waits longest."""
    rows = OutboxMessage.objects.all()
    oldest = _oldest(now)
    return {
        "waiting": rows.unsettled().count(),
        "oldest": None if oldest is None else max(0, round((now - oldest).total_seconds())),
        "in_doubt": rows.unsettled().filter(doubts__gt=0).count(),
        "failed": rows.filter(state=OutboxState.FAILED).count(),
        "unconfirmed": rows.filter(state=OutboxState.UNCONFIRMED).count(),
        "held": rows.filter(state=OutboxState.HELD).count(),
        "paused": bool(state.read(state.MAIL_PAUSED).get("since")),
        "clock": clock.seen(now),
    }


def _oldest(now: datetime) -> datetime | None:
    """Since when: the first try, or the hour from which it could have gone."""
    untried = OutboxMessage.objects.due(now).filter(attempts=0).aggregate(at=Min("next_attempt_at"))["at"]
    waiting = OutboxMessage.objects.unsettled().filter(attempts__gt=0)
    tried = OutboxAttempt.objects.filter(n=1, message__in=waiting).aggregate(at=Min("started_at"))["at"]
    return min((at for at in (untried, tried) if at is not None), default=None)


def explain(message: OutboxMessage) -> list[str]:
    """Everything that was decided about a message, in order: why somebody got it, late, or not at all."""
    lines = [
        f"{message.kind} to {message.recipient}, about {message.about or 'nothing else'}, {message.message_id}",
        f"{_hour(message.created_at)} queued, key {message.dedupe_key}, of use until {_hour(message.expires_at)}",
    ]
    for attempt in message.tries.all():
        code = f" {attempt.code}" if attempt.code else ""
        text = f": {attempt.text}" if attempt.text else ""
        lines.append(
            f"{_hour(attempt.started_at)} try {attempt.n} by {attempt.worker}, ended in {attempt.phase}{code}{text}"
        )
    reason = f": {message.reason}" if message.reason else ""
    lines.append(f"{_hour(message.changed_at or message.created_at)} {message.state}{reason}")
    if message.state == OutboxState.PENDING:
        lines.append(f"{_hour(message.next_attempt_at)} next try at the earliest")
    return lines


def _hour(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M:%S} UTC"
