"""`/metrics`: the figures of `/readyz` as Prometheus reads them, for whoever has the token; absent for all others.

Figures that every process sees alike, from the database and the cache. Counts of requests and their times belong to
the proxy, which sees those that never reach us.
"""

from collections.abc import Iterator
from hmac import compare_digest
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal import health

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """The figures, one a line."""
    token: str = settings.METRICS_TOKEN
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not token or not compare_digest(given.encode(), token.encode()):
        raise Http404
    return HttpResponse("\n".join(lines(health.state(timezone.now()))) + "\n", content_type=CONTENT_TYPE)


def lines(found: dict[str, Any]) -> Iterator[str]:
    """Gauges, each with its type; what nobody knows is left out."""
    for name in ("ready", "database", "cache", "worker"):
        yield from gauge(f"plenary_{name}", {"": found[name]})
    yield from gauge("plenary_worker_age_seconds", {"": found["worker_age"]})
    yield from gauge("plenary_job_age_seconds", {f'{{job="{name}"}}': age for name, age in found["jobs"].items()})
    mail = found["outbox"] or {}
    counted = ("waiting", "in_doubt", "failed", "unconfirmed", "held")
    yield from gauge("plenary_mail", {f'{{state="{name}"}}': mail.get(name) for name in counted})
    yield from gauge("plenary_mail_oldest_seconds", {"": mail.get("oldest", 0) or 0})
    yield from gauge("plenary_mail_paused", {"": mail.get("paused")})
    yield from gauge("plenary_audit_unsealed_seconds", {"": (found["audit"] or {}).get("unsealed")})
    clock = mail.get("clock") or {}
    yield from gauge("plenary_clock_alarm", {"": bool(clock.get("alarm")) if mail else None})
    yield from gauge("plenary_clock_age_seconds", {"": clock.get("age")})


def gauge(name: str, values: dict[str, Any]) -> Iterator[str]:
    """One measure, with a line for each label."""
    known = {label: value for label, value in values.items() if value is not None}
    if known:
        yield f"# TYPE {name} gauge"
    for label, value in known.items():
        yield f"{name}{label} {int(value)}"
