"""What runs by itself: named functions of the time, each looking for rows that wait for it.

The rows are the truth. With REDIS_URL a Celery beat and its workers call the functions, and a nudge makes them come at
once; without it, one process (`manage.py work`) calls the same functions, more often.
Every function may be called at any time by any number of processes.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.conf import settings
from django.db import connection, transaction

HEARTBEAT = "worker-heartbeat"
HEARTBEAT_SECONDS = 15

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Job:
    """`run(now)` at least every so many seconds."""

    name: str
    every: int
    run: Callable[[datetime], object]


_jobs: dict[str, Job] = {}


def register(name: str, *, every: int, run: Callable[[datetime], object]) -> None:
    """Called while the apps load: `jobs.register("reminders", every=60, run=operations.send_reminders)`."""
    if name in _jobs and _jobs[name].run is not run:
        raise ValueError(f"There are two jobs named {name!r}.")
    _jobs[name] = Job(name, every, run)


def registered() -> list[Job]:
    """All jobs, by name."""
    return [_jobs[name] for name in sorted(_jobs)]


def run(name: str, now: datetime) -> None:
    """Run one job."""
    _jobs[name].run(now)


def nudge(name: str) -> None:
    """Ask for a job soon after the transaction, once for all that is in it; a lost one the schedule makes good."""
    if not any(_is_nudge(waiting[1], name) for waiting in connection.run_on_commit):
        transaction.on_commit(partial(_send_nudge, name), robust=True)


def _is_nudge(waiting: object, name: str) -> bool:
    return isinstance(waiting, partial) and waiting.func is _send_nudge and waiting.args == (name,)


def _send_nudge(name: str) -> None:
    if settings.REDIS_URL:
        from celery import current_app

        current_app.send_task("portal.tasks.run_job", args=[name], expires=60, retry=False)
