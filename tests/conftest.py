"""What every test may ask for."""

import importlib
import os
import shutil
from collections.abc import Generator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.db.backends.sqlite3.base import DatabaseOperations
from django.utils import translation

from portal import buckets
from portal.middleware import pages

append_only = importlib.import_module("portal.migrations.0002_audit_append_only")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Generator[None]:
    """The database of these tests goes away at the end whoever still holds it: a server that was killed, a thread."""
    yield
    with django_db_blocker.unblock():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )


@pytest.fixture
def now() -> datetime:
    """The hour at which tests act: nothing here reads the real clock unless it says so."""
    return datetime(2026, 3, 10, 15, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _fresh_start(request: pytest.FixtureRequest) -> Generator[None]:
    """No test pays for what another one took."""
    buckets.forget_all()
    pages.shared.empty()
    pages.own.empty()
    yield
    translation.deactivate()  # the middleware leaves the language of the last page
    if "django_db_setup" in request.fixturenames and connection.vendor == "postgresql":
        cache.clear()  # Redis knows no rollback


@pytest.fixture(autouse=True, scope="session")
def _emptying_passes_the_audit_trigger() -> Generator[None]:
    """Tests with real transactions empty every table, which on SQLite is a DELETE that the audit's trigger refuses."""
    plain = DatabaseOperations.sql_flush

    def sql_flush(self: DatabaseOperations, *args: Any, **kwargs: Any) -> list[str]:
        statements = plain(self, *args, **kwargs)
        if not statements:
            return statements
        drop = "DROP TRIGGER IF EXISTS portal_auditevent_no_delete"
        return [drop, *statements, append_only.SQLITE["delete"]]

    DatabaseOperations.sql_flush = sql_flush
    yield
    DatabaseOperations.sql_flush = plain


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, object]) -> dict[str, object]:
    """Debian's Chromium, not a downloaded one; its sandbox does not work for root."""
    flags = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {**browser_type_launch_args, "executable_path": shutil.which("chromium"), "args": flags}
