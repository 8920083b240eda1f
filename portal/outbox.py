"""Mail goes out through rows: `enqueue` in the transaction of the change, `deliver_due` afterwards, as often as needed.

A row is claimed by compare-and-set with a lease, so senders never share one and a killed sender's row comes back.
Sending happens outside any transaction. SMTP knows no transaction with us: a sender killed between the server's "250"
and our note sends again, with the same Message-ID.
"""

import logging
import smtplib
from collections.abc import Mapping
from datetime import datetime, timedelta
from email.utils import parseaddr
from uuid import UUID, uuid4

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import F
from django.utils import timezone

from portal import jobs
from portal.enums import OutboxState
from portal.models import OutboxMessage

LEASE = timedelta(minutes=5)
MOST_ATTEMPTS = 12
LONGEST_PAUSE = timedelta(hours=6)
BATCH = 50

logger = logging.getLogger(__name__)


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
) -> OutboxMessage:
    """Queue a message in the caller's transaction; the second one with the same key is the first one."""
    _domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    message, is_new = OutboxMessage.objects.get_or_create(
        dedupe_key=dedupe_key,
        defaults={
            "recipient": recipient,
            "language": language,
            "subject": " ".join(subject.split()),
            "text": text,
            "html": html,
            "headers": dict(headers or {}),
            "message_id": f"<{uuid4().hex}@{_domain}>",
            "created_at": now,
            "next_attempt_at": now,
        },
    )
    if is_new:
        jobs.nudge("outbox")
    return message


def deliver_due(now: datetime) -> int:
    """Send what is due, one row at a time; gives how many went out. Any number of processes may call it at once."""
    due = list(OutboxMessage.objects.due(now).values_list("pk", flat=True)[:BATCH])
    return sum(_deliver(pk, now) for pk in due)


def _deliver(pk: int, now: datetime) -> bool:
    token = uuid4()
    if not _claim(pk, token, now):
        return False
    message = OutboxMessage.objects.get(pk=pk)
    try:
        _send(message)
    except Exception as error:  # whatever goes wrong is this row's matter, never the next one's
        _put_back(message, token, error, now)
        return False
    # The words go with the message: links that open an account are not to lie about in copies of the database.
    return _finish(pk, token, state=OutboxState.SENT, sent_at=timezone.now(), last_error="", text="", html="")


def _claim(pk: int, token: UUID, now: datetime) -> bool:
    """True for the one process whose update came first."""
    claimed = (
        OutboxMessage.objects.due(now)
        .filter(pk=pk)
        .order_by()
        .update(state=OutboxState.CLAIMED, token=token, lease_until=now + LEASE, attempts=F("attempts") + 1)
    )
    return claimed == 1


def _send(message: OutboxMessage) -> None:
    mail = EmailMultiAlternatives(
        subject=message.subject,
        body=message.text,
        to=[message.recipient],
        headers={
            "Message-ID": message.message_id,
            "Auto-Submitted": "auto-generated",
            "Content-Language": message.language,
            **message.headers,
        },
    )
    if message.html:
        mail.attach_alternative(message.html, "text/html")
    mail.send()


def _put_back(message: OutboxMessage, token: UUID, error: Exception, now: datetime) -> None:
    """Try again later, unless the server or the message itself says that it never will."""
    hopeless = isinstance(error, ValueError) or _is_permanent(error) or message.attempts >= MOST_ATTEMPTS
    pause = min(timedelta(minutes=2 ** (message.attempts - 1)), LONGEST_PAUSE)
    logger.warning("message %s not sent (attempt %s): %s", message.pk, message.attempts, error)
    _finish(
        message.pk,
        token,
        state=OutboxState.FAILED if hopeless else OutboxState.PENDING,
        next_attempt_at=now + pause,
        last_error=f"{type(error).__name__}: {error}"[:500],
    )


def _is_permanent(error: Exception) -> bool:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _text in error.recipients.values())
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return False  # our own settings are wrong: mended by the operator, and then the mail must go out
    return isinstance(error, smtplib.SMTPResponseException) and error.smtp_code >= 500


def _finish(pk: int, token: UUID, **changes: object) -> bool:
    """Write the outcome, if the row is still ours."""
    mine = OutboxMessage.objects.filter(pk=pk, token=token, state=OutboxState.CLAIMED)
    return mine.update(token=None, lease_until=None, **changes) == 1


jobs.register("outbox", every=15, run=deliver_due)
