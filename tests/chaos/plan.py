"""One planner of several: `python -m tests.chaos.plan FILE` begins with the others, as soon as the file is there."""

import contextlib
import sys
import time
from pathlib import Path


def main(go: Path) -> None:
    """Plan three times over; a database that has no time now is asked again, as the next run of the job would."""
    import django

    django.setup()
    from django.db import OperationalError
    from django.utils import timezone

    from tests.chaos.apps import plan

    go.with_suffix(f".{time.monotonic_ns()}").touch()
    while not go.exists():
        time.sleep(0.005)
    done = 0
    while done < 3:
        with contextlib.suppress(OperationalError):
            plan(timezone.now())
            done += 1


if __name__ == "__main__":
    main(Path(sys.argv[1]))
