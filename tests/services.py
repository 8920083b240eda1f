"""A pytest plugin: what the tests stand on. Loaded before the settings, because those read the environment.

`--database sqlite` (the default) is the embedded portal: SQLite, no Redis. `--database postgresql` starts a private
PostgreSQL and Redis on Unix sockets in a temporary folder: no ports, no clash with what runs on the machine.
Marks decide what one of the two runs leaves to the other: see `markers` in pyproject.toml.
"""

import gc
import os
import shutil
import tempfile
from pathlib import Path

import pytest

from tests import hours, postgresql, redis

PREPARED = "PLENARY_TESTS_PREPARED"
"""Set in the environment once all is started, for the processes of pytest-xdist."""
ELSEWHERE = {"sqlite": {"browser", "redis", "postgresql"}, "postgresql": {"once"}}
SERVERS = {"redis", "postgresql"}
UNCOUNTED = "autovacuum=off"
"""Tests keep their rows in transactions that nobody else sees: who counted meanwhile would find thousands to be none,
and the planner would believe it for minutes."""
LONG = ("tests/chaos/", "tests/restore/")
"""Folders of tests that take minutes each: first, so that no process is left with one when the others have ended."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Which of the two portals to test."""
    parser.addoption("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.addoption("--leave", action="store_true", help="leave to the other database what needs to run only once")
    parser.addoption("--at", metavar="HOUR", help='as if it were that hour of Greenwich, such as "2026-12-31 23:30"')


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """Start what is needed and tell the settings where it is."""
    if os.environ.get(PREPARED):
        return
    hours.go_to_hour(early_config)
    folder = Path(tempfile.mkdtemp(prefix="plenary-tests-"))
    early_config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
    folder.chmod(0o755)  # the server of PostgreSQL runs under another account when we are root
    secrets = ("SECRET_KEY", "EMAIL_URL", "DATABASE_URL", "REDIS_URL", "METRICS_TOKEN")
    files = [f"{name}_FILE" for name in secrets]
    for name in (*secrets, *files, "CREDENTIALS_DIRECTORY", "SITE_URL", "DEBUG", "DEMO", "ALLOWED_HOSTS"):
        os.environ.pop(name, None)
    os.environ["DATA_DIR"] = str(folder / "data")
    # Playwright keeps an event loop in the thread of the test, where Django would refuse its database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    if early_config.known_args_namespace.database == "postgresql":
        os.environ["DATABASE_URL"] = postgresql.start(folder / "postgresql", early_config.add_cleanup, UNCOUNTED)
        os.environ["REDIS_URL"] = redis.start(folder / "redis", early_config.add_cleanup)
    os.environ[PREPARED] = "yes"
    early_config.add_cleanup(lambda: os.environ.pop(PREPARED, None))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark by folder, and leave to the other run what is only needed once; Redis is only where it was started."""
    for item in items:
        if "tests/journeys/" in item.path.as_posix():
            item.add_marker("browser")
        if any(folder in item.path.as_posix() for folder in ("tests/architecture/", "tests/portal/lib/")):
            item.add_marker("once")
    database = config.getoption("database")
    left = ELSEWHERE[database] if config.getoption("leave") else ELSEWHERE[database] & SERVERS
    elsewhere = [item for item in items if any(item.get_closest_marker(name) for name in left)]
    if elsewhere:
        config.hook.pytest_deselected(items=elsewhere)
        items[:] = [item for item in items if item not in elsewhere]
    items.sort(key=lambda item: not any(folder in item.path.as_posix() for folder in LONG))


def pytest_collection_finish() -> None:
    """What is loaded by now stays: looking through it for garbage again and again costs a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
