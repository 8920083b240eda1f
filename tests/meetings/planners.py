"""One of several planners of reminders, as a process of its own: `python -m tests.meetings.planners HOUR FOLDER`.

It plans three times at that hour, beginning with the others: as soon as FOLDER/go is there. DATABASE_URL names the
database. `python -m tests.meetings.planners tell -` says what came of it.
"""

from __future__ import annotations

import json
import os
import sys
import time
from datetime import datetime
from pathlib import Path


def plan(hour: datetime, folder: Path) -> None:
    """Three times over."""
    from meetings.operations import reminders

    (folder / f"ready-{os.getpid()}").touch()
    until = time.monotonic() + 120
    while not (folder / "go").exists() and time.monotonic() < until:
        time.sleep(0.005)
    for _time in range(3):
        reminders.plan(hour)


def tell() -> dict[str, int]:
    """How many copies and mails there are, and for how many people."""
    from meetings.models import Notice
    from portal.models import OutboxMessage

    return {
        "notices": Notice.objects.count(),
        "mails": OutboxMessage.objects.filter(kind="reminder").count(),
        "people": OutboxMessage.objects.filter(kind="reminder").values("recipient").distinct().count(),
    }


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django

    django.setup()
    if sys.argv[1] == "tell":
        sys.stdout.write(json.dumps(tell()))
    else:
        plan(datetime.fromisoformat(sys.argv[1]), Path(sys.argv[2]))
