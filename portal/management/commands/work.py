"""`manage.py work`: the embedded worker."""

import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand

from portal import worker


class Command(BaseCommand):
    """Ends between two jobs when asked to."""

    help = "Run the jobs (mail, reminders, papers) in one process, for a portal without Redis."

    def handle(self, *args: Any, **options: Any) -> None:
        """Work until SIGTERM or SIGINT."""
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        worker.work(stop)
