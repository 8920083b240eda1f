"""What `manage.py check --deploy` says beside Django's own: connections that others could read, and demo data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register

from portal.environment_checks import is_local

SMTP = "portal.outbox.smtp.Backend"


@register(Tags.security, deploy=True)
def connections(app_configs: Sequence[AppConfig] | None, **_more: Any) -> list[CheckMessage]:
    """Whatever leaves this machine is encrypted, to a server whose certificate was checked."""
    found: list[CheckMessage] = []
    if not _is_safe_database(settings.DATABASES["default"]):
        found.append(
            Warning(
                "PostgreSQL is on another machine, and the connection may be unencrypted or to a stranger.",
                hint="Write ?sslmode=verify-full&sslrootcert=FILE after DATABASE_URL.",
                id="portal.W001",
            )
        )
    if not _is_safe_redis(settings.REDIS_URL):
        found.append(
            Warning(
                "Redis is on another machine, and the connection may be unencrypted or to a stranger.",
                hint="Write rediss:// in REDIS_URL, with ?ssl_cert_reqs=required&ssl_ca_certs=FILE after it.",
                id="portal.W002",
            )
        )
    if settings.EMAIL_BACKEND == SMTP and not (
        settings.EMAIL_USE_TLS or settings.EMAIL_USE_SSL or is_local(settings.EMAIL_HOST)
    ):
        found.append(
            Warning(
                "The mail server is on another machine, and mails go there unencrypted.",
                hint="Write smtp+tls:// or smtp+ssl:// in EMAIL_URL.",
                id="portal.W003",
            )
        )
    return found


@register(Tags.security, deploy=True)
def demo(app_configs: Sequence[AppConfig] | None, **_more: Any) -> list[CheckMessage]:
    """A portal in use has no commands that make accounts with public passwords."""
    if not (settings.DEMO and settings.SECURE):
        return []
    hint = "Leave DEMO out of the settings: then the commands for demo and made-up data refuse to run."
    return [Warning("DEMO is set on a portal with an https address.", hint=hint, id="portal.W004")]


def _is_safe_database(given: dict[str, Any]) -> bool:
    options = given.get("OPTIONS", {})
    hosts = str(given.get("HOST") or options.get("host") or "").split(",")
    local = given["ENGINE"].endswith("sqlite3") or all(is_local(host) for host in hosts)
    return local or options.get("sslmode") == "verify-full"


def _is_safe_redis(url: str) -> bool:
    parts = urlsplit(url)
    if parts.scheme != "redis" and parts.scheme != "rediss":
        return True
    checked = dict(parse_qsl(parts.query)).get("ssl_cert_reqs", "required") in {"required", "CERT_REQUIRED"}
    return is_local(parts.hostname or "") or (parts.scheme == "rediss" and checked)
