"""One question to the index: the newest rows of each kind that fit and that the reader may find, in one statement."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection

from portal.actors import Actor
from portal.search.index.engines import Wanted, matching
from portal.search.index.kinds import KINDS, findable
from portal.search.index.machinery import CHANGES, ROWS

COLUMNS = 'r.kind, r.object_id, r.within_id, r.body_id, r."on", r.title, r.tokens'

Row = tuple[str, int, int | None, int | None, dt.date, str, str]


@dataclass(frozen=True, kw_only=True)
class Question:
    """Who asks, and within what: bodies, and the days from the first to the last."""

    actor: Actor
    bodies: frozenset[int] | None = None
    days: tuple[dt.date, dt.date] | None = None
    pending: bool = False
    """Some rows have not been made anew yet: they are passed over."""


def ask(question: Question, kinds: Iterable[str], wanted: Wanted, *, most: int, title: bool = False) -> list[Row]:
    """At most so many rows of each kind; `title`: with all the words in their titles."""
    if question.bodies is not None and not question.bodies:
        return []
    statements: list[str] = []
    parameters: list[Any] = []
    for kind in kinds:
        seen = findable(question.actor, kind)
        if seen is None:
            continue
        words, word = matching(connection.vendor, wanted, title=title)
        narrower, given = _narrower(question, kind)
        # Names and conditions of ours; whatever a reader typed is a parameter.
        sql = (
            f"SELECT {COLUMNS} FROM {ROWS} r WHERE r.kind = '{kind}' AND {words}{narrower} AND {seen[0]} "  # noqa: S608
            f'ORDER BY r."on" DESC, r.object_id LIMIT {most}'
        )
        statements.append(f"SELECT * FROM ({sql}) AS of_{kind}")  # noqa: S608
        parameters += [word, *given, *seen[1]]
    if not statements:
        return []
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(statements), parameters)
        return [(*row[:4], _day(row[4]), *row[5:]) for row in cursor.fetchall()]


def _narrower(question: Question, kind: str) -> tuple[str, list[Any]]:
    sql, parameters = "", list[Any]()
    if question.bodies is not None:
        sql += f" AND r.body_id IN ({', '.join('%s' for _each in question.bodies)})"
        parameters += sorted(question.bodies)
    if question.days:
        sql += ' AND r."on" BETWEEN %s AND %s'
        parameters += [str(day) for day in question.days]
    if question.pending:
        source = KINDS[kind][0]
        changed = f"SELECT 1 FROM {CHANGES} c WHERE c.kind = '{source}' AND c.object_id = r.object_id"  # noqa: S608
        sql += f" AND NOT EXISTS ({changed})"
    return sql, parameters


def _day(value: Any) -> dt.date:
    """SQLite keeps dates as text."""
    return dt.date.fromisoformat(value) if isinstance(value, str) else value
