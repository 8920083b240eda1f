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

from portal import worker
from portal.enums import OutboxState
from portal.models import OutboxMessage

WORKER_LATE = 60

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
    age = worker.heartbeat_age(now) if store else None
    alive = age is not None and age <= WORKER_LATE
    return {
        "ready": database and store and alive,
        "database": database,
        "cache": store,
        "worker": alive,
        "worker_age": None if age is None else round(age),
        "outbox": _waiting(now) if database else None,
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


def _waiting(now: datetime) -> dict[str, Any]:
    pending = OutboxMessage.objects.filter(state__in=[OutboxState.PENDING, OutboxState.CLAIMED]).order_by("created_at")
    oldest = pending.values_list("created_at", flat=True).first()
    return {
        "waiting": pending.count(),
        "oldest": None if oldest is None else max(0, round((now - oldest).total_seconds())),
        "failed": OutboxMessage.objects.filter(state=OutboxState.FAILED).count(),
    }
