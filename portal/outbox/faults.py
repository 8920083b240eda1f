"""What an error means for the message: again, never, or perhaps it went out.

SMTP answers with codes, but which of them are about this message, and which about our own settings or the server's
day, depends on the phase in which they come.
"""

import smtplib
import ssl
from dataclasses import dataclass
from datetime import timedelta
from email.errors import MessageError
from enum import StrEnum

from django.db import DatabaseError

PERMANENT = 500
NO_ANSWER = -1
SLOW_DOWN = frozenset({421, 432, 452, 454})
SIZE = 552


class Phase(StrEnum):
    """How far a try has come."""

    COMPOSE = "compose"
    BUILD = "build"
    OPEN = "open"
    SENDER = "mail"
    RECIPIENT = "rcpt"
    DATA = "data"
    DONE = "done"
    UNKNOWN = "send"  # a way out that is not SMTP


class Verdict(StrEnum):
    """What is to become of the message."""

    AGAIN = "again"
    NEVER = "never"
    DOUBT = "doubt"


@dataclass(frozen=True)
class Fault:
    """`counts`: an answer about this message, of which there may be twelve. `closes`: no message gets through to this
    server now. `slows`: the server wants less."""

    verdict: Verdict
    code: int | None = None
    counts: bool = True
    closes: bool = False
    slows: bool = False
    pause: timedelta | None = None


def judge(error: Exception, phase: Phase) -> Fault:
    """What this error means in this phase."""
    if phase is Phase.COMPOSE:
        if isinstance(error, DatabaseError):
            return Fault(Verdict.AGAIN, counts=False, pause=timedelta(seconds=10))
        return Fault(Verdict.NEVER)
    if isinstance(error, smtplib.SMTPNotSupportedError) and phase is not Phase.OPEN:
        return Fault(Verdict.NEVER)  # an address that this server cannot spell
    # A certificate that cannot be trusted is a ValueError too, in Python's family of errors.
    if isinstance(error, ValueError | TypeError | LookupError | MessageError) and not isinstance(error, ssl.SSLError):
        return Fault(Verdict.DOUBT if phase is Phase.DATA else Verdict.NEVER)
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return _of_recipient(error)
    if isinstance(error, smtplib.SMTPResponseException) and error.smtp_code > 0:
        return _of_code(error, error.smtp_code, phase)
    if phase is Phase.DATA:
        return Fault(Verdict.DOUBT)
    if isinstance(error, OSError):  # smtplib's own errors among them
        # No answer, so nothing about the message; only a server that we never reached is left alone for a while.
        return Fault(Verdict.AGAIN, counts=False, closes=phase in {Phase.OPEN, Phase.UNKNOWN})
    return Fault(Verdict.AGAIN)


def _of_recipient(error: smtplib.SMTPRecipientsRefused) -> Fault:
    codes = [code for code, _text in error.recipients.values()]
    hopeless = all(code >= PERMANENT for code in codes)
    slows = any(code in SLOW_DOWN for code in codes)
    return Fault(Verdict.NEVER if hopeless else Verdict.AGAIN, code=codes[0], slows=slows)


def _of_code(error: smtplib.SMTPResponseException, code: int, phase: Phase) -> Fault:
    ours = isinstance(error, smtplib.SMTPAuthenticationError | smtplib.SMTPConnectError | smtplib.SMTPHeloError)
    if ours or phase is Phase.OPEN:
        # Our password, our name, or a server that is closed: mended by the operator, and then the mail must go out.
        return Fault(Verdict.AGAIN, code=code, counts=False, closes=True, slows=code in SLOW_DOWN)
    if phase is Phase.SENDER and code >= PERMANENT and code != SIZE:
        return Fault(Verdict.AGAIN, code=code, counts=False, closes=True)  # it does not take mail from MAIL_FROM
    slows = code in SLOW_DOWN
    return Fault(Verdict.NEVER if code >= PERMANENT else Verdict.AGAIN, code=code, slows=slows)
