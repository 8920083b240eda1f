"""`bin/bench memory`: what a web process holds after tens of thousands of requests, kept pages and pages made anew."""

from __future__ import annotations

import argparse
import http.client
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench.servers import CHECKOUT, PORTAL, serving

REPORTS = 5
WARM = 0.1
"""This share of the requests comes first: code is loaded, caches are filled."""
ANEW = 0.1
"""This share asks for what nobody has asked for: a month of the calendar, a search, a day's list."""
PAGES = (
    "/",
    "/groups/",
    "/groups/gtc-casa/",
    "/groups/gtc-casa/2012-2013/schedule/",
    "/groups/cam/2020-2021/schedule/",
    "/groups/gt-tm/2004-2005/mandates/",
    "/groups/rcsd/2020-2021/",
    "/groups/gtc-casa/calendar.ics",
    "/calendar/",
    "/api/v1/groups",
)


def main() -> None:
    """Serve the demo data, ask, and say how much the one web process has grown."""
    parser = argparse.ArgumentParser(prog="bin/bench memory", description="Measure the memory of a web process.")
    parser.add_argument("--requests", type=int, default=50_000, help="how many (50,000)")
    options = parser.parse_args()
    for name in ("DATABASE_URL", "REDIS_URL", "SITE_URL", "DEBUG", "DJANGO_SETTINGS_MODULE"):
        os.environ.pop(name, None)
    with tempfile.TemporaryDirectory(prefix="plenary-bench-") as folder:
        os.environ["DATA_DIR"] = str(Path(folder, "data"))
        subprocess.run([sys.executable, "manage.py", "prepare"], cwd=CHECKOUT, check=True)
        with serving(PORTAL, Path(folder)) as port:
            _measure(port, options.requests)


def _measure(port: int, requests: int) -> None:
    paths = _paths(requests)
    warm = int(requests * WARM)
    _ask(port, paths, warm)
    first = _held(port)
    print(f"{warm:>8,} requests: {first / 1e6:.1f} MB", flush=True)
    done = warm
    for _ in range(REPORTS):
        more = (requests - warm) // REPORTS
        _ask(port, paths, more)
        done += more
        print(f"{done:>8,} requests: {_held(port) / 1e6:.1f} MB", flush=True)
    print(f"\nGrown by {(_held(port) - first) / 1e6:.1f} MB over {done - warm:,} requests")


def _paths(requests: int) -> Iterator[str]:
    chance = random.Random(1)
    for number in range(requests * 2):
        if chance.random() > ANEW:
            yield chance.choice(PAGES)
        else:
            anew = (f"/calendar/?month={1990 + number % 60}-{number % 12 + 1:02}", f"/search/?q=word{number}")
            yield anew[number % 2]


def _ask(port: int, paths: Iterator[str], number: int) -> None:
    """One after the other, each hundred from an address of its own, so that no limit is met."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    for done, path in zip(range(number), paths, strict=False):
        address = f"10.{done // 25_600 % 250}.{done // 100 % 250}.{random.randrange(250)}"
        connection.request("GET", path, headers={"X-Forwarded-For": address, "Accept-Encoding": "gzip"})
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path}: {answer.status}")
    connection.close()


def _held(port: int) -> int:
    """Bytes of memory that the web process holds: the child of the one that listens."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            words = (process / "cmdline").read_bytes().split(b"\0")
            parent = (process / "stat").read_text().rsplit(")", 1)[1].split()[1]
        except OSError:
            continue
        if f"127.0.0.1:{port}".encode() in b" ".join(words) and _listens(Path("/proc", parent), port):
            status = (process / "status").read_text()
            return int(status.split("VmRSS:")[1].split()[0]) * 1024
    raise RuntimeError("The web process was not found.")


def _listens(process: Path, port: int) -> bool:
    try:
        return f"127.0.0.1:{port}".encode() in (process / "cmdline").read_bytes().replace(b"\0", b" ")
    except OSError:
        return False


if __name__ == "__main__":
    main()
