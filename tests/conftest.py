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
from django.db.backends.base.operations import BaseDatabaseOperations
from django.utils import translation
from hypothesis import settings

from meetings.notices import known
from portal import buckets
from portal.middleware import pages

# The same examples each time, so that no run fails for what another one passed; on a busy machine one may be slow.
# `--hypothesis-profile searching` looks for new ones: what it finds is written down as an example beside the test.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.register_profile("searching", deadline=None)
settings.load_profile("steady")

append_only = importlib.import_module("portal.migrations.0002_audit_append_only")
seals = importlib.import_module("portal.migrations.0015_audit_seals")


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
    known.forget()
    yield
    translation.deactivate()  # the middleware leaves the language of the last page
    if "django_db_setup" in request.fixturenames and connection.vendor == "postgresql":
        cache.clear()  # Redis knows no rollback


def _around_flush(vendor: str) -> tuple[list[str], list[str]]:
    """Statements that let a flush pass the triggers of the audit trail, and those that put them back."""
    if vendor == "sqlite":  # where a flush is a DELETE from each table
        made = {
            f"{seals.EVENTS}_no_delete": append_only.SQLITE["delete"],
            f"{seals.SEALS}_no_delete": seals.SQLITE[f"{seals.SEALS}_no_delete"],
        }
        return [f"DROP TRIGGER IF EXISTS {name}" for name in made], list(made.values())
    alter = "ALTER TABLE {0} {1} TRIGGER {0}_no_truncate"
    tables = (seals.EVENTS, seals.SEALS)
    return [alter.format(table, "DISABLE") for table in tables], [alter.format(table, "ENABLE") for table in tables]


@pytest.fixture(autouse=True, scope="session")
def _emptying_passes_the_audit_triggers() -> Generator[None]:
    """Tests with real transactions empty every table, which the audit trail refuses: theirs alone may, while they do.

    A flush is one transaction, so nobody else ever sees the tables without their triggers.
    """
    plain = BaseDatabaseOperations.execute_sql_flush

    def execute_sql_flush(self: BaseDatabaseOperations, sql_list: list[str]) -> None:
        before, after = _around_flush(self.connection.vendor)
        plain(self, [*before, *sql_list, *after])

    BaseDatabaseOperations.execute_sql_flush = execute_sql_flush
    yield
    BaseDatabaseOperations.execute_sql_flush = plain


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, object]) -> dict[str, object]:
    """Debian's Chromium, not a downloaded one; its sandbox does not work for root."""
    flags = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {**browser_type_launch_args, "executable_path": shutil.which("chromium"), "args": flags}
