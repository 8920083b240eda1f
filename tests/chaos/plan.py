"""One planner of several: `python -m tests.chaos.plan FILE` begins with the others, as soon as the file is there."""

import sys
import time
from pathlib import Path


def main(go: Path) -> None:
    """Plan three times over."""
    import django

    django.setup()
    from django.utils import timezone

    from tests.chaos.apps import plan

    go.with_suffix(f".{time.monotonic_ns()}").touch()
    while not go.exists():
        time.sleep(0.005)
    for _time in range(3):
        plan(timezone.now())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
