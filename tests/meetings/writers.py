"""One of several people who edit the same schedules at once, as a process of its own.

`python -m tests.meetings.writers NAME COUNT` edits; `python -m tests.meetings.writers tell` says what came of it.
DATABASE_URL names the database. Each edit adds a word to a row's matter, so that a lost update loses a word.
"""

from __future__ import annotations

import json
import os
import sys
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from meetings.drafts.rows import EditableRow
    from meetings.operations.errors import StaleError


def write(name: str, count: int) -> dict[str, Any]:
    """Edit row after row, starting again from what is there wherever somebody was faster."""
    from meetings.models import Schedule
    from meetings.operations.edits import edit_row
    from meetings.operations.errors import StaleError
    from meetings.queries.drafts import rows_for_editing
    from portal.actors import SYSTEM

    schedules = list(Schedule.objects.select_related("term__body__organization").order_by("pk"))
    shown = {schedule.pk: {row.key: row for row in rows_for_editing(SYSTEM, schedule)} for schedule in schedules}
    stale, took = 0, []
    for number in range(count):
        schedule = schedules[number % len(schedules)]
        rows = shown[schedule.pk]
        key = sorted(rows)[number // len(schedules) % len(rows)]
        while True:
            words = f"{rows[key].content['text']['en']} {name}{number}"
            began = time.perf_counter()
            try:
                rows[key] = edit_row(
                    actor=SYSTEM,
                    now=datetime.now(UTC),
                    schedule=schedule,
                    key=key,
                    seen=rows[key].version,
                    changes={"text": {"en": words}},
                )
            except StaleError as error:
                rows[key] = _theirs(error, rows[key], words)
                stale += 1
                continue
            took.append(time.perf_counter() - began)
            break
    took.sort()
    return {"done": len(took), "stale": stale, "p95_ms": round(took[int(len(took) * 0.95)] * 1000)}


def _theirs(error: StaleError, seen: EditableRow, words: str) -> EditableRow:
    """The row as it is now; both versions must have come back."""
    assert error.theirs is not None, "the row is still there"
    assert error.yours == {"text": {"en": words}}, "what was to be written is given back"
    assert error.theirs.content != seen.content, "theirs is what was not seen"
    return error.theirs


def tell() -> dict[str, Any]:
    """The words that are there, and the traces of how they came."""
    from meetings.models import Schedule, ScheduleEdit
    from meetings.queries.drafts import rows_for_editing
    from portal.actors import SYSTEM
    from portal.models import AuditEvent

    rows = [row for schedule in Schedule.objects.all() for row in rows_for_editing(SYSTEM, schedule)]
    return {
        "words": [word for row in rows for word in row.content["text"]["en"].split()],
        "edits": ScheduleEdit.objects.count(),
        "audited": AuditEvent.objects.filter(verb="edited").count(),
        "counted": sum(Schedule.objects.values_list("edit_count", flat=True)),
    }


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django

    django.setup()
    told = tell() if sys.argv[1] == "tell" else write(sys.argv[1], int(sys.argv[2]))
    sys.stdout.write(json.dumps(told))
