"""Two pages for machines: `/healthz` says that the process answers, `/readyz` that the portal can work."""

import logging
from datetime import datetime
from typing import Any

from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal import jobs, seals, worker
from portal.outbox.figures import figures

WORKER_LATE = 120
"""Seconds: a mail server that hangs may hold the one worker of a small portal up for eighty."""

logger = logging.getLogger(__name__)


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """Alive, and no more: no look at the database."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """200 when database, cache and worker answer, else 503; figures beside, none of them secret."""
    found = state(timezone.now())
    return JsonResponse(found, status=200 if found["ready"] else 503)


def state(now: datetime) -> dict[str, Any]:
    """What stands behind the pages, each part by itself."""
    database = _database_answers()
    store = _cache_answers()
    ages = jobs.ages(now) if store else {}
    age = worker.heartbeat_age(now) if store else None
    alive = age is not None and age <= WORKER_LATE
    return {
        "ready": database and store and alive,
        "database": database,
        "cache": store,
        "worker": alive,
        "worker_age": None if age is None else round(age),
        "jobs": {name: None if at is None else round(at) for name, at in ages.items()},
        "outbox": figures(now) if database else None,
        "audit": {"unsealed": seals.unsealed_seconds(now)} if database else None,
    }


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return bool(cursor.fetchone() == (1,))
    except DatabaseError:
        return False


def _cache_answers() -> bool:
    try:
        cache.get("readyz")
    except Exception:  # which errors there are depends on what keeps the cache
        logger.exception("the cache does not answer")
        return False
    return True
