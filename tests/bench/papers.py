"""Seconds that a paper takes, each way beside bare WeasyPrint on the same HTML and style."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path

from tests.bench.figures import spread, table
from tests.bench.servers import CHECKOUT

PAPERS = [("gtc-casa", "2012-2013"), ("cam", "2020-2021"), ("rcsd", "2020-2021")]
BARE = "import sys, weasyprint; weasyprint.HTML(sys.argv[1]).write_pdf(sys.argv[2])"


def measure(folder: Path, rounds: int) -> None:
    """Cold: a new process for each paper. Warm: one process that has printed before. Cached: printed before."""
    rows = []
    for slug, term in PAPERS:
        print(f"Papers of {slug}", file=sys.stderr)
        markup = folder / f"{slug}.html"
        times = _in_one_process(slug, term, rounds, markup)
        times |= _in_new_processes(slug, term, max(2, rounds // 2), markup, folder)
        for way, bare in (("cold", "bare cold"), ("warm", "bare warm"), ("cached", "bare warm")):
            ratios = [ours / theirs for ours, theirs in zip(times[way], times[bare], strict=True)]
            rows.append(
                (f"{slug}, {way}", spread(ratios, ".4f"), spread(times[way], ".4f"), spread(times[bare], ".4f"))
            )
    print(
        "\nPapers: seconds for a work plan; cold is a new process with the start of Django, cached is printed before\n"
    )
    print(table(("paper", "times bare WeasyPrint", "ours", "bare WeasyPrint"), rows), flush=True)


def _in_one_process(slug: str, term: str, rounds: int, markup: Path) -> dict[str, list[float]]:
    command = [sys.executable, "-m", "tests.bench.printing", slug, term, str(rounds), str(markup)]
    told = subprocess.run(command, cwd=CHECKOUT, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, list[float]] = json.loads(told.stdout)
    return found


def _in_new_processes(slug: str, term: str, rounds: int, markup: Path, folder: Path) -> dict[str, list[float]]:
    paper = ["manage.py", "paper", "work-plan", "--group", slug, "--term", term, "-o", str(folder / "ours.pdf")]
    times: dict[str, list[float]] = defaultdict(list)
    for _ in range(rounds):
        times["cold"].append(_seconds(paper))
        times["bare cold"].append(_seconds(["-c", BARE, str(markup), str(folder / "bare.pdf")]))
    return times


def _seconds(command: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run([sys.executable, *command], cwd=CHECKOUT, check=True, stderr=subprocess.DEVNULL)
    return time.perf_counter() - began
