"""The whole run: a portal in a temporary folder, pages, papers, two tables."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench import embedded, house, pages, papers
from tests.bench.servers import CHECKOUT


def main() -> None:
    """Everything is measured in one run, ours and the bare in turn, so that a busy machine slows both."""
    parser = argparse.ArgumentParser(prog="bin/bench", description="Measure pages and papers.")
    parser.add_argument("--rounds", type=int, default=5, help="how often each is measured (5)")
    parser.add_argument("--seconds", type=float, default=1.0, help="how long a page is asked for in a round (1)")
    parser.add_argument("--house", choices=["small", "house"], help="measure a made-up house of this scale instead")
    parser.add_argument("--embedded", action="store_true", help="measure readers and writers on SQLite instead")
    parser.add_argument("--url", default="", help="a database that holds such a house: postgres://...")
    parser.add_argument("--thinking", type=float, default=20.0, help="seconds for the readers who think (20)")
    options = parser.parse_args()
    for name in ("DATABASE_URL", "REDIS_URL", "SITE_URL", "DEBUG", "DJANGO_SETTINGS_MODULE"):
        os.environ.pop(name, None)
    with tempfile.TemporaryDirectory(prefix="plenary-bench-") as folder:
        os.environ["DATA_DIR"] = str(Path(folder, "data"))
        if options.embedded:
            embedded.measure(Path(folder), options.thinking)
        elif options.house:
            given = {"rounds": options.rounds, "seconds": options.seconds, "thinking": options.thinking}
            house.measure(Path(folder), scale=options.house, url=options.url, **given)
        else:
            subprocess.run([sys.executable, "manage.py", "prepare"], cwd=CHECKOUT, check=True)
            pages.measure(Path(folder), options.rounds, options.seconds)
            papers.measure(Path(folder), options.rounds)


if __name__ == "__main__":
    main()
