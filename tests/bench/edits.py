"""What a change in a plan of 300 rows costs: the wall time of its answer beside a page of the same size.

`python -m tests.bench.edits [--rounds N]`, in a portal of its own with the demo data.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlencode

from tests.bench.figures import table
from tests.bench.servers import BARE, CHECKOUT, PORTAL, serving

TOKEN = "a" * 32
PERCENTILE = 0.95


def measure(folder: Path, rounds: int) -> None:
    """A change of hours, and one of a line, in a draft and in a plan in force; ours and the bare page in turn."""
    rows: list[tuple[str, ...]] = []
    with serving(PORTAL, folder) as portal, serving(BARE, folder) as bare:
        for state in ("draft", "adopted"):
            desk = _desk(state)
            for what in ("when", "line.1"):
                ours, theirs, size = _timed(portal, bare, desk, what, rounds)
                rows.append(
                    (
                        f"{what}, {state}",
                        f"{_at(ours, 0.5):.1f}",
                        f"{_at(ours, PERCENTILE):.1f}",
                        f"{_at(theirs, 0.5):.2f}",
                        f"{median(mine / other for mine, other in zip(ours, theirs, strict=True)):.0f}",
                        f"{size:,} bytes",
                    )
                )
    print(f"\nChanges: milliseconds of one answer among 300 rows, one after the other, {rounds} changes each\n")
    print(table(("change", "p50", "p95", "bare p50", "ratio", "size"), rows), flush=True)


def _desk(state: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.bench.desk", state]
    variables = {**os.environ, "DJANGO_SETTINGS_MODULE": "portal.settings"}
    said = subprocess.run(command, cwd=CHECKOUT, check=True, stdout=subprocess.PIPE, text=True, env=variables).stdout
    found: dict[str, Any] = json.loads(said.splitlines()[-1])
    return found


def _timed(
    portal: int, bare: int, desk: dict[str, Any], what: str, rounds: int
) -> tuple[list[float], list[float], int]:
    ours, theirs, size = [], [], 0
    for number in range(rounds):
        key = desk["keys"][number * 7 % len(desk["keys"])]
        path = f"{desk['editor']}rows/{key}/cells/{what}/"
        form = _asked(portal, desk, "GET", path)[1].decode()
        seen = re.search(r'name="seen" value="([^"]+)"', form)
        assert seen is not None, form[:200]
        typed = {"typed": f"10:{number % 60:02d}-13:00"} if what == "when" else {"text": f"Matter {number}"}
        took, body = _asked(portal, desk, "POST", path, urlencode({"seen": seen[1], **typed}))
        size = len(body)
        ours.append(took)
        theirs.append(_asked(bare, desk, "GET", f"/{size}")[0])
    return ours, theirs, size


def _asked(port: int, desk: dict[str, Any], method: str, path: str, body: str = "") -> tuple[float, bytes]:
    """Milliseconds until the whole answer was there, and the answer; a connection each, since servers end idle ones."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {"Cookie": f"{desk['session']}; {desk['csrf']}={TOKEN}", "HX-Request": "true"}
    if method == "POST":
        headers |= {"X-CSRFToken": TOKEN, "Content-Type": "application/x-www-form-urlencoded"}
    began = time.perf_counter()
    connection.request(method, path, body or None, headers)
    answer = connection.getresponse()
    content = answer.read()
    took = (time.perf_counter() - began) * 1000
    connection.close()
    if answer.status != 200:
        raise RuntimeError(f"{method} {path} answers with {answer.status}: {content[:300]!r}")
    return took, content


def _at(values: list[float], share: float) -> float:
    return sorted(values)[min(int(len(values) * share), len(values) - 1)]


def main() -> None:
    """A portal of its own, gone afterwards."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.edits", description="Measure changes of a plan.")
    parser.add_argument("--rounds", type=int, default=100, help="how many changes of each kind (100)")
    options = parser.parse_args()
    for name in ("DATABASE_URL", "REDIS_URL", "SITE_URL", "DEBUG", "DJANGO_SETTINGS_MODULE"):
        os.environ.pop(name, None)
    with tempfile.TemporaryDirectory(prefix="plenary-bench-") as folder:
        os.environ["DATA_DIR"] = str(Path(folder, "data"))
        subprocess.run([sys.executable, "manage.py", "prepare"], cwd=CHECKOUT, check=True, stdout=sys.stderr)
        measure(Path(folder), options.rounds)


if __name__ == "__main__":
    main()
