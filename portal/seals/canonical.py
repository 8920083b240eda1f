"""What is hashed: the same bytes for the same row on SQLite and PostgreSQL, in whatever order a database keeps keys.

A seal's hash is SHA-256 over the hash of the seal before, then one line for each row, then one line for the seal's own
facts, each ended by a line feed. A line is a JSON array in ASCII, without spaces, with the keys of objects in order.
"""

import hashlib
import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connections

from portal.models import AuditEvent

FORM = 1
"""Of what is written here. Another one is added beside it, since the seals made by this one stay."""
FIELDS = (
    "id",
    "at",
    "actor_id",
    "actor_name",
    "verb",
    "subject_type",
    "subject_id",
    "subject_text",
    "before",
    "after",
    "reason",
    "request_id",
    "action",
)
QUERY = f"SELECT {', '.join(FIELDS)} FROM {AuditEvent._meta.db_table} WHERE id > %s AND id <= %s ORDER BY id LIMIT %s"  # noqa: S608 ours
FIRST, LAST = -(2**63), 2**63 - 1
"""Of all ids that there may be."""
Row = tuple[Any, ...]


class Digest:
    """A seal's hash while its rows go by."""

    def __init__(self, previous: str) -> None:
        self.rows = 0
        self._sum = hashlib.sha256(f"{previous}\n".encode())

    def add(self, row: Row) -> None:
        """The next row."""
        self.rows += 1
        self._sum.update(line(row))

    def finish(self, *, number: int, first_id: int, last_id: int, rows: int, at: datetime) -> str:
        """The hash, once the seal's own facts are in it too."""
        facts = [FORM, number, first_id, last_id, rows, _moment(at)]
        whole = self._sum.copy()
        whole.update(f"{_encode(facts)}\n".encode("ascii"))
        return whole.hexdigest()


def rows_after(after: int, until: int, most: int, using: str) -> list[Row]:
    """The values of FIELDS of rows in order of id, as the database's driver gives them.

    Past the models, whose conversions would take most of the time that a million rows take.
    """
    with connections[using].cursor() as cursor:
        cursor.execute(QUERY, [after, until, most])
        return list(cursor.fetchall())


def line(row: Row) -> bytes:
    """A row as bytes."""
    pk, at, *words, before, after, reason, request_id, action = row
    before = None if before is None else _decode(before)
    after = None if after is None else _decode(after)
    by = action if isinstance(action, UUID) else UUID(action)
    return f"{_encode([pk, _moment(at), *words, before, after, reason, request_id, str(by)])}\n".encode("ascii")


def _moment(at: datetime) -> str:
    """In UTC, to the microsecond, whether there are any or not; SQLite's driver gives hours of UTC without a zone."""
    known = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    return known.isoformat(timespec="microseconds")


def _number(text: str) -> int | float:
    """Whole numbers as such: PostgreSQL gives 1e16 back as 10000000000000000, SQLite as it was written."""
    number = float(text)
    return int(Decimal(text)) if number.is_integer() else number


_decode = json.JSONDecoder(parse_float=_number).decode
_encode = json.JSONEncoder(sort_keys=True, separators=(",", ":"), allow_nan=False).encode
