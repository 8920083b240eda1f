"""How the outbox stands, for people and machines that watch."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Min
from django.utils.translation import gettext as _

from portal import clock, state
from portal.enums import OutboxState
from portal.models import OutboxAttempt, OutboxMessage
from portal.outbox import pace
from portal.outbox.reasons import OF_THE_SERVER, reason_of, said_of

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


def closed() -> str:
    """What keeps all mail waiting, where it is no fault of a message; empty where nothing does."""
    if not pace.is_shut():
        return ""
    waiting = OutboxMessage.objects.unsettled().filter(why__in=OF_THE_SERVER)
    last = waiting.order_by("-changed_at", "-pk").first()
    return reason_of(last) if last else ""


def _oldest(now: datetime) -> datetime | None:
    """Since when: the first try, or the hour from which it could have gone."""
    untried = OutboxMessage.objects.due(now).filter(attempts=0).aggregate(at=Min("next_attempt_at"))["at"]
    waiting = OutboxMessage.objects.unsettled().filter(attempts__gt=0)
    tried = OutboxAttempt.objects.filter(n=1, message__in=waiting).aggregate(at=Min("started_at"))["at"]
    return min((at for at in (untried, tried) if at is not None), default=None)


def explain(message: OutboxMessage) -> list[str]:
    """Everything that was decided about a message, in order: why somebody got it, late, or not at all."""
    about, hour = message.about or "–", _hour(message.created_at)
    until = _hour(message.expires_at)
    lines = [
        _("%(kind)s to %(to)s, about %(about)s, %(id)s")
        % {"kind": message.kind, "to": message.recipient, "about": about, "id": message.message_id},
        _("%(hour)s queued as %(key)s, of use until %(until)s")
        % {"hour": hour, "key": message.dedupe_key, "until": until},
    ]
    lines += [_try_line(attempt) for attempt in message.tries.all()]
    why = reason_of(message)
    reason = f": {why}" if why else ""
    lines.append(f"{_hour(message.changed_at or message.created_at)} {message.get_state_display()}{reason}")
    if message.state == OutboxState.PENDING:
        lines.append(_("%(hour)s next try at the earliest") % {"hour": _hour(message.next_attempt_at)})
    return lines


def _try_line(attempt: OutboxAttempt) -> str:
    words = {"hour": _hour(attempt.started_at), "n": attempt.n, "worker": attempt.worker, "phase": attempt.phase}
    answer = " ".join(str(part) for part in (attempt.code, said_of(attempt.text)) if part)
    line = _("%(hour)s try %(n)s by %(worker)s, ended in “%(phase)s”") % words
    return f"{line}: {answer}" if answer else line


def _hour(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M:%S} UTC"
