"""The web server's worker: gunicorn's threads, but one that leaves when asked to, whatever its threads still do."""

import os
import threading
from types import FrameType

from gunicorn.workers.gthread import ThreadWorker

GRACE = 4.0
"""Seconds for requests under way. Less than gunicorn's --graceful-timeout, after which it kills the worker and reports
that the machine may be out of memory."""
HASTE = 1.0
"""The same when asked twice, or told to hurry: gunicorn then waits for two seconds."""


class Worker(ThreadWorker):
    """Python waits for its threads at the end, however long their requests take; this one does not wait for ever."""

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """SIGTERM: finish what is under way."""
        _leave_within(GRACE)
        super().handle_exit(sig, frame)

    def handle_quit(self, sig: int, frame: FrameType | None) -> None:
        """SIGINT and SIGQUIT: at once."""
        _leave_within(HASTE)
        super().handle_quit(sig, frame)


def _leave_within(seconds: float) -> None:
    last_call = threading.Timer(seconds, os._exit, (0,))
    last_call.daemon = True
    last_call.start()
