"""SMTP that says how far it has come, and never takes longer than a minute over one message.

Django closes its connection before an error reaches us, so what must be known afterwards is kept outside of it.
"""

import contextlib
import smtplib
import socket
import threading
from collections.abc import Generator
from typing import Any

from django.core.mail.backends.smtp import EmailBackend

from portal.outbox.faults import Phase

LONGEST = 60.0
"""Seconds for one message, opening included: a server that answers byte by byte would hold a worker for ever."""


class Progress(threading.local):
    """How far this thread's message has come."""

    phase: Phase = Phase.UNKNOWN
    server: smtplib.SMTP | None = None


progress = Progress()


@contextlib.contextmanager
def watched() -> Generator[None]:
    """Cut the line after a minute; the error that follows says nothing of the server's answer, as it should be."""
    mine = progress.__dict__  # the timer's thread has a progress of its own
    timer = threading.Timer(LONGEST, _cut, [mine])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _cut(mine: dict[str, Any]) -> None:
    server = mine.get("server")
    if server is not None and server.sock is not None:
        with contextlib.suppress(OSError):
            server.sock.shutdown(socket.SHUT_RDWR)


class Telling(smtplib.SMTP):
    """Notes each step before it is taken."""

    def connect(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """Until MAIL FROM, nothing is said of any message."""
        progress.phase, progress.server = Phase.OPEN, self
        return super().connect(*args, **kwargs)

    def mail(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """Who sends."""
        progress.phase = Phase.SENDER
        return super().mail(*args, **kwargs)

    def rcpt(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """Who is to get it."""
        progress.phase = Phase.RECIPIENT
        return super().rcpt(*args, **kwargs)

    def send(self, s: Any) -> None:
        """Commands are text, the message is bytes: with its first one, the server may take it."""
        if isinstance(s, bytes):
            progress.phase = Phase.DATA
        super().send(s)


class TellingSSL(Telling, smtplib.SMTP_SSL):
    """The same, encrypted from the first byte."""


class Backend(EmailBackend):
    """Django's, with connections that tell."""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        """What Django makes its connection of."""
        return TellingSSL if self.use_ssl else Telling
