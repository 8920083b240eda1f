"""The web server's worker: gunicorn's threads, but one that leaves when asked to, whatever its threads still do.

It has memory for pages in common with its siblings.

And the server's own lines of the log, as the portal's: one JSON object each.
"""

import gc
import os
import threading
from types import FrameType
from typing import Any

from gunicorn.config import Config
from gunicorn.glogging import Logger as PlainLogger
from gunicorn.workers.gthread import ThreadWorker

from portal import commons
from portal.logs import JsonFormatter

GRACE = 4.0
"""Seconds for requests under way. Less than gunicorn's --graceful-timeout, after which it kills the worker and reports
that the machine may be out of memory."""
HASTE = 1.0
"""The same when asked twice, or told to hurry: gunicorn then waits for two seconds."""
SPARSE = 4
"""Room in common is this many times what it takes: a slot of it is full to a quarter, as a rule."""
ALIVE = 50_000
"""New objects between two looks for those that nobody can reach: a page made anew leaves some thousands."""


class Worker(ThreadWorker):
    """Python waits for its threads at the end, however long their requests take; this one does not wait for ever."""

    _pages: tuple[Config | None, int | None] = (None, None)
    """Memory for the workers of one configuration: a reload may bring another release, whose pages are others."""

    def __init__(self, *words: Any, **names: Any) -> None:
        """In the server, before it divides: what it opens here, the worker and its siblings inherit."""
        super().__init__(*words, **names)
        if Worker._pages[0] is not self.cfg:
            if Worker._pages[1] is not None:
                os.close(Worker._pages[1])
            Worker._pages = (self.cfg, commons.new_file())

    def load_wsgi(self) -> None:
        """What was loaded stays as long as the process, so nobody needs to look through it for what may go."""
        super().load_wsgi()
        self._enter_commons()
        gc.collect()
        gc.freeze()
        gc.set_threshold(ALIVE, 20, 50)

    def _enter_commons(self) -> None:
        from django.conf import settings

        file = Worker._pages[1]
        room = getattr(settings, "PAGES_KEPT_MB", 0) if settings.configured else 0  # others' servers have none of ours
        if file is not None and room and self.cfg.workers > 1:
            commons.enter(file, room * 1_000_000 * SPARSE)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """SIGTERM: finish what is under way."""
        _leave_within(GRACE)
        super().handle_exit(sig, frame)

    def handle_quit(self, sig: int, frame: FrameType | None) -> None:
        """SIGINT and SIGQUIT: at once."""
        _leave_within(HASTE)
        super().handle_quit(sig, frame)


class Logger(PlainLogger):
    """`--logger-class portal.web.Logger`: what the server says of itself, as the portal says what it says."""

    def setup(self, cfg: Config) -> None:
        """Keep where lines go, and write them otherwise."""
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(JsonFormatter())


def _leave_within(seconds: float) -> None:
    last_call = threading.Timer(seconds, os._exit, (0,))
    last_call.daemon = True
    last_call.start()
