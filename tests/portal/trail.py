"""Four who write into the audit trail while somebody seals it: `python -m tests.portal.trail COUNT` says how it went.

DATABASE_URL names the database. Each writer makes COUNT transactions of a row or two, which stay open for a moment, so
that rows are committed in another order than that of their ids; one in ten is taken back.
"""

from __future__ import annotations

import json
import os
import random
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

WRITERS = 4


def write(name: str, count: int) -> int:
    """Gives how many rows were committed."""
    from django.db import connection, transaction
    from django.utils import timezone

    from portal import audit
    from portal.actors import SYSTEM
    from portal.models import SystemState

    chance, kept = random.Random(name), 0
    subject = SystemState(key=name)
    try:
        for number in range(count):
            rows, is_kept = chance.randint(1, 2), chance.random() > 0.1
            with transaction.atomic():
                for row in range(rows):
                    facts = {"number": number, "row": row}
                    audit.record(actor=SYSTEM, verb="wrote", subject=subject, at=timezone.now(), after=facts)
                    time.sleep(chance.random() * 0.01)
                transaction.set_rollback(not is_kept)
            kept += rows * is_kept
            time.sleep(chance.random() * 0.04)  # SQLite lets nobody in between two who follow each other at once
    finally:
        connection.close()
    return kept


def write_and_seal(count: int) -> dict[str, Any]:
    """Seal again and again until all have written, then once more."""
    from django.utils import timezone

    from portal import seals
    from portal.models import AuditEvent, AuditSeal

    with ThreadPoolExecutor(WRITERS) as pool:
        writers = [pool.submit(write, f"writer {number}", count) for number in range(WRITERS)]
        while not all(writer.done() for writer in writers):
            seals.seal(timezone.now())
    beside = AuditSeal.objects.count()
    seals.seal(timezone.now())
    report = seals.verify()
    return {
        "kept": sum(writer.result() for writer in writers),
        "there": AuditEvent.objects.count(),
        "covered": sum(AuditSeal.objects.values_list("rows", flat=True)),
        "verified": report.rows,
        "unsealed": report.unsealed,
        "faults": report.faults,
        "beside": beside,
    }


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django

    django.setup()
    sys.stdout.write(json.dumps(write_and_seal(int(sys.argv[1]))))
