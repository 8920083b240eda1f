"""Many people who want the same at once, as threads of a process of its own: `python -m tests.meetings.rush FILE`.

FILE holds a list of requests: of which account, where to, and the form. DATABASE_URL names the database. All are signed
in first and sent at one moment; what each was answered is printed, and what is kept then.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

AT_ONCE = 50
"""Connections that a database takes beside those of the tests."""


def rush(wanted: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Send them all, fifty at a time; gives status, address and page of each answer."""
    start = threading.Barrier(min(AT_ONCE, len(wanted)), timeout=120)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(lambda request: _send(request, start), wanted))


def _send(request: dict[str, Any], start: threading.Barrier) -> dict[str, Any]:
    from django.db import connections
    from django.test import Client

    from portal.models import User

    client = Client(headers={"HX-Request": "true"} if request["fragment"] else {})
    client.force_login(User.objects.get(pk=request["account"]))
    try:
        start.wait()
        answer = client.post(request["url"], request["form"])
        return {"status": answer.status_code, "page": answer.content.decode(), "to": answer.get("Location", "")}
    finally:
        connections.close_all()


def kept() -> dict[str, Any]:
    """The days and rooms of the rows of all schedules, the symbols of papers, and the deeds in the audit trail."""
    from documents.models import Document
    from meetings.models import Schedule
    from meetings.queries.drafts import rows_for_editing
    from portal.actors import SYSTEM
    from portal.models import AuditEvent

    schedules = Schedule.objects.select_related("term__body__organization")
    rows = [row.content for schedule in schedules for row in rows_for_editing(SYSTEM, schedule)]
    return {
        "placed": [(row["start"], (row.get("meeting") or {}).get("room")) for row in rows],
        "symbols": list(Document.objects.values_list("symbol", flat=True)),
        "verbs": list(AuditEvent.objects.values_list("verb", flat=True)),
    }


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django
    from django.conf import settings

    django.setup()
    settings.ALLOWED_HOSTS = ["testserver"]
    answers = rush(json.loads(Path(sys.argv[1]).read_text()))
    sys.stdout.write(json.dumps({"answers": answers, "kept": kept()}))
