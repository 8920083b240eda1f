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

from portal.outbox.reasons import Why

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
    """`why` for staff. `counts`: an answer about this message, of which there may be twelve. `closes`: no message gets
    through to this server now. `slows`: the server wants less."""

    verdict: Verdict
    why: Why
    code: int | None = None
    counts: bool = True
    closes: bool = False
    slows: bool = False
    pause: timedelta | None = None


def judge(error: Exception, phase: Phase) -> Fault:
    """What this error means in this phase."""
    if phase is Phase.COMPOSE:
        if isinstance(error, DatabaseError):
            return Fault(Verdict.AGAIN, Why.NOT_COMPOSED, counts=False, pause=timedelta(seconds=10))
        return Fault(Verdict.NEVER, Why.NOT_COMPOSED)
    if isinstance(error, smtplib.SMTPNotSupportedError) and phase is not Phase.OPEN:
        return Fault(Verdict.NEVER, Why.NOT_A_MAIL)  # an address that this server cannot spell
    # A certificate that cannot be trusted is a ValueError too, in Python's family of errors.
    if isinstance(error, ValueError | TypeError | LookupError | MessageError) and not isinstance(error, ssl.SSLError):
        return _in_doubt() if phase is Phase.DATA else Fault(Verdict.NEVER, Why.NOT_A_MAIL)
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return _of_recipient(error)
    if isinstance(error, smtplib.SMTPResponseException) and error.smtp_code > 0:
        return _of_code(error, error.smtp_code, phase)
    if phase is Phase.DATA:
        return _in_doubt()
    if isinstance(error, OSError):  # smtplib's own errors among them
        # No answer, so nothing about the message; only a server that we never reached is left alone for a while.
        return Fault(Verdict.AGAIN, _of_line(error), counts=False, closes=phase in {Phase.OPEN, Phase.UNKNOWN})
    return Fault(Verdict.AGAIN, Why.PUT_OFF)


def _in_doubt() -> Fault:
    return Fault(Verdict.DOUBT, Why.LINE_BROKEN)


def _of_line(error: OSError) -> Why:
    """Which of our settings, or of the server's, keeps the line from coming about."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return Why.CERTIFICATE
    if isinstance(error, ssl.SSLError):
        return Why.NO_TLS
    return Why.NOT_OFFERED if isinstance(error, smtplib.SMTPNotSupportedError) else Why.UNREACHED


def _of_recipient(error: smtplib.SMTPRecipientsRefused) -> Fault:
    codes = [code for code, _text in error.recipients.values()]
    hopeless = all(code >= PERMANENT for code in codes)
    slows = any(code in SLOW_DOWN for code in codes)
    if hopeless:
        return Fault(Verdict.NEVER, Why.NO_SUCH_ADDRESS, code=codes[0], slows=slows)
    return Fault(Verdict.AGAIN, Why.PUT_OFF, code=codes[0], slows=slows)


def _of_code(error: smtplib.SMTPResponseException, code: int, phase: Phase) -> Fault:
    ours = isinstance(error, smtplib.SMTPAuthenticationError | smtplib.SMTPConnectError | smtplib.SMTPHeloError)
    if ours or phase is Phase.OPEN:
        # Our password, our name, or a server that is closed: mended by the operator, and then the mail must go out.
        why = Why.PASSWORD if isinstance(error, smtplib.SMTPAuthenticationError) else Why.SERVER_CLOSED
        return Fault(Verdict.AGAIN, why, code=code, counts=False, closes=True, slows=code in SLOW_DOWN)
    if phase is Phase.SENDER and code >= PERMANENT and code != SIZE:
        # It does not take mail from MAIL_FROM.
        return Fault(Verdict.AGAIN, Why.SENDER_REFUSED, code=code, counts=False, closes=True)
    if code >= PERMANENT:
        return Fault(Verdict.NEVER, Why.REFUSED, code=code)
    return Fault(Verdict.AGAIN, Why.PUT_OFF, code=code, slows=code in SLOW_DOWN)
