"""Celery, for portals with REDIS_URL: workers and one beat run the jobs of `portal.jobs`."""

import os
from typing import Any

from celery import Celery
from celery.signals import worker_ready

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

app = Celery("portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@app.on_after_finalize.connect
def schedule_jobs(sender: Celery, **_kwargs: Any) -> None:
    """Every job at its own interval; a call that nobody took in time is dropped, since the next one is as good."""
    from portal import jobs
    from portal.tasks import run_job

    for job in jobs.registered():
        sender.add_periodic_task(job.every, run_job.s(job.name), name=job.name, expires=job.every)


@worker_ready.connect
def say_alive(**_kwargs: Any) -> None:
    """The first sign of life for /readyz; the next ones come with the job `heartbeat`."""
    from django.utils import timezone

    from portal.worker import beat

    beat(timezone.now())
