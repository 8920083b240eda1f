"""Seal what is new in the audit trail, once no row before it can come any more."""

from __future__ import annotations

import logging
import time
from datetime import datetime

from django.db import IntegrityError, connection, transaction

from portal import jobs, state
from portal.models import AuditEvent, AuditSeal
from portal.seals.canonical import FIRST, FORM, Digest, Row, rows_after

EVERY = 60
MOST_ROWS = 10_000
"""In one seal: a fault is found as near as this."""
LONGEST = 10.0
"""Seconds for one run, since one worker may have to do everything; the rest is sealed a minute later."""
PATIENCE = 3.0
"""Seconds that writers have to come to their end."""
NOTED = "audit_head"
WRITERS = """
SELECT virtualtransaction FROM pg_locks
WHERE locktype = 'relation' AND mode = 'RowExclusiveLock' AND granted
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND relation = %s::regclass AND pid IS DISTINCT FROM pg_backend_pid()
"""

logger = logging.getLogger(__name__)


def head(using: str = "default") -> AuditSeal | None:
    """The last seal, whose hash stands for the whole trail up to it."""
    return AuditSeal.objects.using(using).order_by("-number").first()


def unsealed_seconds(now: datetime) -> int:
    """For how long the oldest row that no seal covers has waited for one; 0 when there is none.

    Not longer than since the last seal, before which it was not there or not to be had.
    """
    last = head()
    rows = AuditEvent.objects.order_by("id")
    at = (rows.filter(id__gt=last.last_id) if last else rows).values_list("at", flat=True).first()
    if at is None:
        return 0
    return max(0, round((now - (max(at, last.at) if last else at)).total_seconds()))


def seal(now: datetime, *, most: int = MOST_ROWS, seconds: float = LONGEST, patience: float = PATIENCE) -> int:
    """Seal new rows, and give how many; none when writers do not come to their end."""
    until = _settled(patience)
    ends, sealed = time.monotonic() + seconds, 0
    while until is not None and time.monotonic() < ends:
        before = head()
        rows = rows_after(before.last_id if before else FIRST, until, most, "default")
        if not rows or not _add(before, rows, now):
            break
        sealed += len(rows)
    return sealed


def _settled(patience: float) -> int | None:
    """The highest id below which no row is on its way; None when that cannot be known now, or there is nothing new.

    On PostgreSQL a row may be committed after one with a higher id. Whoever has an id that is lower than one we see has
    held the table's lock for writers since before we looked, so we wait until all that hold it now are gone. Nobody
    waits for us meanwhile, as they would behind a lock of our own. SQLite has one writer at a time.
    """
    until = AuditEvent.objects.order_by("-id").values_list("id", flat=True).first()
    before = head()
    if until is None or (before is not None and before.last_id >= until):
        return None
    if connection.vendor == "postgresql":
        ends, writers = time.monotonic() + patience, _writers()
        while writers:
            if time.monotonic() > ends:
                logger.info("rows of the audit trail wait for their seal: somebody has been writing for long")
                return None
            time.sleep(0.02)
            writers &= _writers()
    return until


def _writers() -> set[str]:
    """The transactions that hold the trail's lock for writers, but for our own."""
    with connection.cursor() as cursor:
        cursor.execute(WRITERS, [AuditEvent._meta.db_table])
        return {name for (name,) in cursor.fetchall()}


def _add(before: AuditSeal | None, rows: list[Row], now: datetime) -> bool:
    """Whether it was us: a number is given once, so another sealer may have been faster."""
    previous = before.hash if before else ""
    digest = Digest(previous)
    for row in rows:
        digest.add(row)
    number = before.number + 1 if before else 1
    first_id, last_id = rows[0][0], rows[-1][0]
    whole = digest.finish(number=number, first_id=first_id, last_id=last_id, rows=len(rows), at=now)
    try:
        with transaction.atomic():
            AuditSeal.objects.create(
                number=number,
                first_id=first_id,
                last_id=last_id,
                rows=len(rows),
                previous=previous,
                hash=whole,
                form=FORM,
                at=now,
            )
    except IntegrityError:
        return False
    return True


def run(now: datetime) -> None:
    """The job: seal, and once a day write the head into the log, which others may keep where we cannot write."""
    seal(now)
    last, today = head(), now.date().isoformat()
    if last is not None and state.read(NOTED).get("day") != today:
        facts = {"seal": last.number, "row": last.last_id, "hash": last.hash}
        logger.info("head of the audit trail", extra={"facts": facts})
        state.write(NOTED, {"day": today})


jobs.register("audit-seals", every=EVERY, run=run)
