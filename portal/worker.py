"""The embedded worker: one process that runs the jobs in turn, and says that it is alive."""

import logging
import threading
import time
from collections.abc import Callable
from datetime import datetime

from django.core.cache import cache
from django.db import close_old_connections
from django.utils import timezone

from portal import jobs

PAUSE = 1.0
"""How long a nudge would have taken at worst."""
SHORTEST_INTERVAL = 2
OFTEN = 15
"""Somebody waits for what is to come round in so many seconds. What comes round in minutes has time."""

logger = logging.getLogger(__name__)


def beat(now: datetime) -> None:
    """Leave a sign of life for /readyz."""
    cache.set(jobs.HEARTBEAT, now.timestamp(), timeout=24 * 3600)


def heartbeat_age(now: datetime) -> float | None:
    """Seconds since the worker was last alive; None when it never was."""
    at = cache.get(jobs.HEARTBEAT)
    return None if at is None else max(0.0, now.timestamp() - at)


def work(stop: threading.Event, *, clock: Callable[[], datetime] = timezone.now) -> None:
    """Run what is due until told to stop. Without a broker there are no nudges, so mail is looked for more often."""
    due = {job.name: 0.0 for job in jobs.registered()}
    while not stop.is_set():
        for job in jobs.registered():
            if time.monotonic() >= due[job.name]:
                run_safely(job, clock())
                due[job.name] = time.monotonic() + _interval(job)
        stop.wait(PAUSE)


def _interval(job: jobs.Job) -> float:
    hurries = job.every <= OFTEN and job.name != "heartbeat"
    return min(job.every, SHORTEST_INTERVAL) if hurries else job.every


def run_safely(job: jobs.Job, now: datetime) -> None:
    """A job that fails is logged and comes again; the others go on."""
    close_old_connections()
    try:
        jobs.run(job.name, now)
    except Exception:
        logger.exception("the job %s failed", job.name)
    finally:
        close_old_connections()


jobs.register("heartbeat", every=jobs.HEARTBEAT_SECONDS, run=beat)
