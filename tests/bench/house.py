"""A house of full size on PostgreSQL and Redis: pages beside a constant page, readers who think, and a burst."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests import postgresql, redis
from tests.bench import burst, readers
from tests.bench.figures import spread, table
from tests.bench.servers import BARE, CHECKOUT, PORTAL, get, serving

CONSTANT = 10_000
CHOOSE = "import django; django.setup(); from tests.bench import chosen; chosen.main()"
WORKERS = 2
AIMS = {"anonymous": 1 / 6, "signed in": 1 / 28, "feed": 1 / 13}


def measure(folder: Path, *, scale: str, url: str, rounds: int, seconds: float, thinking: float) -> None:
    """The whole run; `url` names a database that holds such a house already."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings"
    with contextlib.ExitStack() as ends:
        for name, address in _engines(folder, url, ends).items():
            os.environ[name] = address
        if not url:
            _run("migrate", "-v0")
            _run("seed_reference", "--scale", scale)
        _run("prepare")
        facts = json.loads(_told("-c", CHOOSE))
        with serving(BARE, folder, WORKERS) as bare, serving(PORTAL, folder, WORKERS) as portal:
            _pages(portal, bare, facts, rounds, seconds)
            readers.measure(portal, facts, thinking)
            burst.measure(portal, facts["paths"]["schedule"], seconds * 4)


def _engines(folder: Path, url: str, ends: contextlib.ExitStack) -> dict[str, str]:
    def at_end(stop: Any) -> None:
        ends.callback(stop)

    folder.chmod(0o755)  # the server of PostgreSQL runs under another account when we are root
    return {
        "DATABASE_URL": url or postgresql.start(folder / "postgresql", at_end),
        "REDIS_URL": redis.start(folder / "redis", at_end),
    }


def _run(*words: str) -> None:
    subprocess.run([sys.executable, "manage.py", *words], cwd=CHECKOUT, check=True)


def _told(*words: str) -> str:
    return subprocess.run([sys.executable, *words], cwd=CHECKOUT, check=True, stdout=subprocess.PIPE, text=True).stdout


def _cases(facts: dict[str, Any]) -> Iterator[tuple[str, str, str, dict[str, str]]]:
    """Name, kind of aim, path, headers."""
    for name, path in facts["paths"].items():
        kind = "feed" if path.endswith(".ics") else "anonymous"
        yield name, kind, path, {}
    yield "schedule, held already", "anonymous", facts["paths"]["schedule"], {"If-None-Match": "*"}
    for name, path in facts["paths"].items():
        if not path.endswith(".ics"):
            yield f"{name}, signed in", "signed in", path, {"Cookie": facts["cookie"]}


def _pair(asked: dict[str, Any], what: str, pattern: str) -> str:
    return " / ".join(format(asked[when][what], pattern) for when in ("anew", "again")) if asked else ""


def _pages(portal: int, bare: int, facts: dict[str, Any], rounds: int, seconds: float) -> None:
    """Each page and the constant one in turn, so that a busy machine slows both."""
    rows: list[tuple[str, ...]] = []
    for name, kind, path, headers in _cases(facts):
        size = len(get(portal, path, headers)[1])
        ours, theirs = [], []
        for _ in range(rounds):
            ours.append(burst.requests_a_second(portal, path, seconds, headers))
            theirs.append(burst.requests_a_second(bare, f"/{CONSTANT}", seconds, {}))
        ratios = [mine / constant for mine, constant in zip(ours, theirs, strict=True)]
        asked = facts["queries"].get(name, {})
        rows.append(
            (
                name,
                spread(ours, ".0f"),
                spread(theirs, ".0f"),
                spread(ratios, ".3f"),
                f"{AIMS[kind]:.3f}",
                f"{size:,}",
                _pair(asked, "queries", "d"),
                _pair(asked, "milliseconds", ".1f"),
            )
        )
    print(f"\nPages of a house of full size: requests a second, {WORKERS} workers, {rounds} rounds of {seconds:g} s")
    print(f"The constant page has {CONSTANT:,} bytes. Queries and milliseconds of processor, without those of the")
    print("database: made anew / shown again.\n")
    head = ("page", "ours", "constant page", "share", "aim", "bytes", "queries", "processor")
    print(table(head, rows), flush=True)
