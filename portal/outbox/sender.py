"""Out of the outbox: what is due goes out, one row at a time, by any number of processes at once.

For each row: claim it, open the line, compose its words from what is true now, send, write down what came of it. No
transaction is open while anything is on its way.
"""

import contextlib
import logging
import random
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from email.mime.text import MIMEText
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from portal import clock, jobs
from portal.enums import OutboxState
from portal.lib.dates import unbroken_times
from portal.models import LETTER, OutboxMessage
from portal.outbox import claims, holds, pace, smtp
from portal.outbox.claims import MOST_DOUBTS, Claim, Try
from portal.outbox.faults import Fault, Phase, Verdict, judge
from portal.outbox.letters import Letter, Withdrawn, foresee, letter_of
from portal.outbox.queue import JOB
from portal.outbox.reasons import NONE, Why, kept

MOST_ATTEMPTS = 12
"""Answers of a server that it cannot take the message now. What never got an answer is tried until it expires."""
LONGEST_PAUSE = timedelta(hours=6)
DOUBT_PAUSE = timedelta(minutes=15)
BUDGET = 20.0
LOOK_AHEAD = 40
PATIENCE, PAUSE = 2.0, 0.02
"""Seconds that a sender waits for a connection to be free again, and between two looks."""

logger = logging.getLogger(__name__)


class Time:
    """The hour of a run: what it was when it began, and what has passed since by a clock that nobody can turn."""

    def __init__(self, now: datetime) -> None:
        self._began, self._at = now, time.monotonic()

    def passed(self) -> float:
        """Seconds since the run began."""
        return time.monotonic() - self._at

    def now(self) -> datetime:
        """The hour now."""
        return self._began + timedelta(seconds=self.passed())


class Line:
    """One connection to the mail server, opened when it is needed and kept for the messages that follow."""

    def __init__(self) -> None:
        self.backend: BaseEmailBackend | None = None

    def open(self, now: datetime) -> BaseEmailBackend:
        """The line, open."""
        if self.backend is None:
            self.backend = get_connection()
            smtp.progress.phase = Phase.UNKNOWN
            self.backend.open()
            if pace.reached():
                claims.bring_forward(now)
        return self.backend

    def drop(self) -> None:
        """After any error: nothing that went wrong once is used again."""
        backend, self.backend = self.backend, None
        if backend is not None:
            with contextlib.suppress(Exception):  # it is broken already, and the message's fate is known
                backend.close()


def deliver_due(now: datetime, *, letters_only: bool = False, budget: float = BUDGET) -> int:
    """Send what is due; gives how many went out. Any number of processes may call it at once.

    `letters_only` while the clock is in doubt: what depends on the hour waits, and nothing is given up for its age.
    """
    if holds.is_paused():
        return 0
    hour = Time(now)
    if not letters_only:
        claims.reap(now)
        claims.expire(now)
        claims.catch_up(now)
    line, sent = Line(), 0
    try:
        for claimed in _claims(hour, letters_only, budget):
            sent += _deliver(claimed, line, hour)
        if hour.passed() >= budget:
            jobs.nudge(JOB)  # there is more
    finally:
        line.drop()
    return sent


def _claims(hour: Time, letters_only: bool, budget: float) -> Iterator[Claim]:
    """One at a time, just before it is sent: a sender that is killed leaves one row behind, not a batch."""
    is_sending = has_way = False
    while hour.passed() < budget:
        due = OutboxMessage.objects.due(hour.now()).filter(expires_at__gt=hour.now())
        due = due.filter(kind=LETTER) if letters_only else due
        candidates = list(due.select_related("account").defer("text", "html")[:LOOK_AHEAD])
        if not candidates:
            return
        random.shuffle(candidates)  # so that several senders seldom want the same one
        _look_ahead(candidates, hour)
        for candidate in candidates:
            if not has_way and not _has_way(hour, budget, PATIENCE if is_sending else 0.0):
                return
            has_way = True  # not used up by a message that another sender has taken
            if claimed := claims.claim(candidate.pk, hour.now()):
                has_way = False
                yield claimed
                if not is_sending and len(candidates) == LOOK_AHEAD:
                    jobs.nudge(JOB)  # enough for another one, who goes away again if there is no connection left
                is_sending = True


def _look_ahead(candidates: list[OutboxMessage], hour: Time) -> None:
    """What goes wrong here goes wrong again while the one message is composed that it belongs to."""
    try:
        foresee(candidates, hour.now())
    except Exception as error:
        logger.warning("what comes next could not be read ahead: %s: %s", type(error).__name__, error)


def _has_way(hour: Time, budget: float, patience: float) -> bool:
    """Whether the mail server will take one more from us now, or soon.

    Between two mails a sender holds no connection that others could count. One that came meanwhile may be in its way
    for a moment, for which it has patience; who comes where all connections are in use goes away at once.
    """
    ends = hour.passed() + patience
    while hour.passed() < budget:
        if claims.under_way(hour.now()) >= settings.MAIL_CONNECTIONS:
            if hour.passed() >= ends:
                return False
            time.sleep(PAUSE)
            continue
        wait = pace.take(hour.now().timestamp())
        if not wait:
            return wait == 0.0
        time.sleep(min(wait, budget))
    return False


def _deliver(claimed: Claim, line: Line, hour: Time) -> bool:
    message = claims.message_of(claimed)
    smtp.progress.phase = Phase.UNKNOWN
    try:
        with smtp.watched():
            backend = line.open(hour.now())
            mail = _compose(message, hour, backend)
            backend.send_messages([mail])
    except Withdrawn as withdrawn:
        done = Try(Phase.COMPOSE, str(withdrawn.why))
        gone = {"state": OutboxState.CANCELLED, "text": "", "html": "", **kept(withdrawn.why)}
        claims.finish(claimed, message, done, hour.now(), **gone)
        return False
    except Exception as error:  # whatever goes wrong is this row's matter, never the next one's
        line.drop()
        _put_back(claimed, message, error, hour)
        return False
    return _settle(claimed, message, mail.to[0], hour)


def _compose(message: OutboxMessage, hour: Time, backend: BaseEmailBackend) -> EmailMultiAlternatives:
    """The words come last, when the line is open: between what was true and the server's answer is no time."""
    smtp.progress.phase = Phase.COMPOSE
    letter = letter_of(message, hour.now())
    smtp.progress.phase = Phase.BUILD
    mail = _build(message, letter)
    mail.connection = backend
    mail.message()  # what cannot be a mail fails here, before anything is said to the server
    smtp.progress.phase = Phase.UNKNOWN
    return mail


def _build(message: OutboxMessage, letter: Letter) -> EmailMultiAlternatives:
    language = letter.language or message.language
    mail = EmailMultiAlternatives(
        subject=" ".join(letter.subject.split()),
        body=unbroken_times(letter.text, language),
        to=[message.account.email if message.account else message.recipient],
        headers={
            "Auto-Submitted": "auto-generated",
            "Content-Language": language,
            **letter.headers,
            "Message-ID": message.message_id,
        },
    )
    if letter.html:
        mail.attach_alternative(unbroken_times(letter.html, language), "text/html")
    for name, content, kind in letter.attachments:
        _attach(mail, name, content, kind)
    return mail


def _attach(mail: EmailMultiAlternatives, name: str, content: str | bytes, kind: str) -> None:
    """A text whose type has parameters is encoded as it is, so that its line ends arrive too."""
    plain, *parameters = kind.split("; ")
    if not parameters:
        mail.attach(name, content, kind)
        return
    text = content.decode() if isinstance(content, bytes) else content
    part = MIMEText(text, plain.partition("/")[2], "utf-8")
    for parameter in parameters:
        key, _equals, value = parameter.partition("=")
        part.set_param(key, value)
    part.add_header("Content-Disposition", "attachment", filename=name)
    mail.attach(part)


def _settle(claimed: Claim, message: OutboxMessage, address: str, hour: Time) -> bool:
    """The words go with the message: links that open an account are not to lie about in copies of the database."""
    now = hour.now()
    gone: dict[str, Any] = {"state": OutboxState.SENT, "sent_at": now, "recipient": address, "text": "", "html": ""}
    done = Try(Phase.DONE, code=250)
    return claims.finish(claimed, message, done, now, **gone, **NONE, last_error="", last_code=250)


def _put_back(claimed: Claim, message: OutboxMessage, error: Exception, hour: Time) -> None:
    """Try again later, unless the server or the message itself says that it never will."""
    phase, now = smtp.progress.phase, hour.now()
    fault = judge(error, phase)
    text = f"{type(error).__name__}: {error}"[:500]
    logger.warning("message %s not sent (attempt %s, %s): %s", message.pk, message.attempts, phase, text)
    changes = {"last_error": text, "last_code": fault.code, **_outcome(message, fault, now)}
    claims.finish(claimed, message, Try(phase, text, fault.code), now, **changes)
    if fault.slows:
        pace.slow_down(now.timestamp())
    if fault.closes:
        pace.close(now.timestamp())


def _outcome(message: OutboxMessage, fault: Fault, now: datetime) -> dict[str, Any]:
    doubts = message.doubts + (fault.verdict is Verdict.DOUBT)
    refusals = message.refusals + (fault.verdict is Verdict.AGAIN and fault.counts)
    counts = {"doubts": doubts, "refusals": refusals, **_why(fault)}
    if fault.verdict is Verdict.DOUBT:
        if doubts >= MOST_DOUBTS:
            return {**counts, "state": OutboxState.UNCONFIRMED, **kept(Why.LINE_BROKE)}
        return {**counts, "state": OutboxState.PENDING, "next_attempt_at": now + DOUBT_PAUSE * doubts}
    if fault.verdict is Verdict.NEVER:
        return {**counts, "state": OutboxState.FAILED}
    if refusals >= MOST_ATTEMPTS:
        return {**counts, "state": OutboxState.FAILED, **_why(replace(fault, why=Why.PUT_OFF_TOO_OFTEN))}
    pause = fault.pause or _back_off(message.attempts)
    return {**counts, "state": OutboxState.PENDING, "next_attempt_at": now + pause}


def _why(fault: Fault) -> dict[str, Any]:
    return kept(fault.why, code=fault.code) if fault.code else kept(fault.why)


def _back_off(attempts: int) -> timedelta:
    """1, 2, 4 ... minutes, six hours at most, and a fifth more or less: what failed together need not return so."""
    pause = min(timedelta(minutes=2 ** min(attempts - 1, 10)), LONGEST_PAUSE)
    return pause * random.uniform(0.8, 1.2)


def sweep(now: datetime) -> int:
    """The job: what is due goes out, as far as the clock can be trusted."""
    return deliver_due(now, letters_only=not clock.guard(now))


jobs.register(JOB, every=15, run=sweep)
