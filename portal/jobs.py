"""What runs by itself: named functions of the time, each looking for rows that wait for it.

The rows are the truth. With REDIS_URL a Celery beat and its workers call the functions, and a nudge makes them come at
once; without it, one process (`manage.py work`) calls the same functions, more often.
Every function may be called at any time by any number of processes.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial, update_wrapper

from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction

HEARTBEAT = "worker-heartbeat"
HEARTBEAT_SECONDS = 15
NOTED_EVERY = 15.0
"""Seconds between two notes of the same job's runs by one process."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Job:
    """`run(now)` at least every so many seconds."""

    name: str
    every: int
    run: Callable[[datetime], object]


_jobs: dict[str, Job] = {}
_noted: dict[str, float] = {}


def register(name: str, *, every: int, run: Callable[[datetime], object]) -> None:
    """Called while the apps load: `jobs.register("reminders", every=60, run=operations.send_reminders)`."""
    if name in _jobs and _jobs[name].run is not run:
        raise ValueError(f"There are two jobs named {name!r}.")
    _jobs[name] = Job(name, every, run)


def registered() -> list[Job]:
    """All jobs, by name."""
    return [_jobs[name] for name in sorted(_jobs)]


def run(name: str, now: datetime) -> None:
    """Run one job, and note that it ran to its end."""
    _jobs[name].run(now)
    if time.monotonic() - _noted.get(name, -NOTED_EVERY) < NOTED_EVERY:
        return
    _noted[name] = time.monotonic()
    try:
        cache.set(f"job:{name}", now.timestamp(), timeout=24 * 3600)
    except Exception:  # which errors there are depends on what keeps the cache; the job is done all the same
        logger.exception("the run of %s could not be noted", name)


def ages(now: datetime) -> dict[str, float | None]:
    """Seconds since each job last came to its end anywhere; None when nobody knows of a run."""
    found = cache.get_many([f"job:{name}" for name in _jobs])
    return {
        name: max(0.0, now.timestamp() - at) if (at := found.get(f"job:{name}")) else None for name in sorted(_jobs)
    }


def nudge(name: str) -> None:
    """Ask for a job soon after the transaction, once for all that is in it; a lost one the schedule makes good."""
    if not any(_is_nudge(waiting[1], name) for waiting in connection.run_on_commit):
        # Django names what failed by its __qualname__, which a bare partial has not.
        transaction.on_commit(update_wrapper(partial(_send_nudge, name), _send_nudge), robust=True)


def _is_nudge(waiting: object, name: str) -> bool:
    return isinstance(waiting, partial) and waiting.func is _send_nudge and waiting.args == (name,)


def _send_nudge(name: str) -> None:
    if settings.REDIS_URL:
        from celery import current_app

        current_app.send_task("portal.tasks.run_job", args=[name], expires=60, retry=False)
