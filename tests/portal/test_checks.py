"""`check --deploy` warns of connections to other machines that others could read, and of demo data in use."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from portal import checks, environment

CHECKOUT = Path(__file__).resolve().parent.parent.parent
SMTP = "portal.outbox.smtp.Backend"


def _warned(settings: Any, *, database: str = "", redis: str = "", mail: dict[str, Any] | None = None) -> list[str]:
    engine = {"ENGINE": "django.db.backends.sqlite3", "NAME": "x"}
    settings.DATABASES = {"default": environment.database_of(database) if database else engine}
    settings.REDIS_URL = redis
    for name, value in {"EMAIL_BACKEND": "", "EMAIL_USE_TLS": False, "EMAIL_USE_SSL": False, **(mail or {})}.items():
        setattr(settings, name, value)
    return [str(message.id) for message in checks.connections(None)]


@pytest.mark.filterwarnings("ignore:Overriding setting DATABASES")
@pytest.mark.parametrize(
    ("database", "is_warned"),
    [
        ("postgres://plenary@/plenary?host=/run/postgresql", False),
        ("postgres://plenary:word@127.0.0.1/plenary", False),
        ("postgres://plenary:word@localhost:5433/plenary", False),
        ("postgres://plenary:word@db.example.org/plenary", True),
        ("postgres://plenary:word@127.example.org/plenary", True),
        ("postgres://plenary:word@db.example.org/plenary?sslmode=require", True),
        ("postgres://plenary:word@db.example.org/plenary?sslmode=verify-full&sslrootcert=/etc/ssl/ca.pem", False),
        ("postgres://plenary:word@/plenary?host=db.example.org", True),
        ("sqlite:////srv/plenary.sqlite3", False),
    ],
)
def test_database_elsewhere_is_warned_of_unless_its_certificate_is_checked(
    settings: Any, database: str, *, is_warned: bool
) -> None:
    assert _warned(settings, database=database) == ["portal.W001"] * is_warned


@pytest.mark.filterwarnings("ignore:Overriding setting DATABASES")
@pytest.mark.parametrize(
    ("redis", "is_warned"),
    [
        ("", False),
        ("unix:///run/redis.sock?db=0", False),
        ("redis://127.0.0.1:6379/0", False),
        ("redis://[::1]:6379/0", False),
        ("redis://:word@cache.example.org:6379/0", True),
        ("rediss://:word@cache.example.org:6379/0", False),
        ("rediss://:word@cache.example.org:6379/0?ssl_cert_reqs=required", False),
        ("rediss://:word@cache.example.org:6379/0?ssl_cert_reqs=none", True),
    ],
)
def test_redis_elsewhere_is_warned_of_unless_its_certificate_is_checked(
    settings: Any, redis: str, *, is_warned: bool
) -> None:
    assert _warned(settings, redis=redis) == ["portal.W002"] * is_warned


@pytest.mark.filterwarnings("ignore:Overriding setting DATABASES")
@pytest.mark.parametrize(
    ("mail", "is_warned"),
    [
        ({"EMAIL_HOST": "mail.example.org"}, True),
        ({"EMAIL_HOST": "mail.example.org", "EMAIL_USE_TLS": True}, False),
        ({"EMAIL_HOST": "mail.example.org", "EMAIL_USE_SSL": True}, False),
        ({"EMAIL_HOST": "127.0.0.1"}, False),
    ],
)
def test_mail_in_the_clear_is_warned_of(settings: Any, mail: dict[str, Any], *, is_warned: bool) -> None:
    assert _warned(settings, mail={"EMAIL_BACKEND": SMTP, **mail}) == ["portal.W003"] * is_warned


@pytest.mark.once
@pytest.mark.parametrize(
    ("given", "demo"),
    [
        ({}, True),
        ({"SITE_URL": "http://localhost:8123", "ALLOWED_HOSTS": "127.0.0.2, [::1]"}, True),
        ({"SITE_URL": "https://groups.example.org"}, False),
        ({"ALLOWED_HOSTS": "groups.example.org"}, False),
        ({"ALLOWED_HOSTS": "localhost,192.0.2.7"}, False),
        ({"TRUSTED_PROXY_COUNT": "1"}, False),
        ({"TRUSTED_PROXY_COUNT": "1", "ALLOWED_HOSTS": "groups.example.org", "DEMO": "yes"}, True),
        ({"DEMO": "no"}, False),
    ],
)
def test_demo_accounts_are_for_portals_that_nobody_else_reaches(
    tmp_path: Path, given: dict[str, str], *, demo: bool
) -> None:
    variables = {"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path), **given}
    command = [sys.executable, "-c", "from portal import settings; print(settings.DEMO)"]
    ran = subprocess.run(command, cwd=CHECKOUT, env=variables, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == str(demo)


@pytest.mark.parametrize(
    ("demo", "secure", "ids"), [(True, True, ["portal.W004"]), (True, False, []), (False, True, [])]
)
def test_demo_on_a_public_portal_is_warned_of(settings: Any, demo: bool, secure: bool, ids: list[str]) -> None:
    settings.DEMO, settings.SECURE = demo, secure
    assert [message.id for message in checks.demo(None)] == ids
