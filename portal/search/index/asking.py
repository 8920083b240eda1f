"""Questions to the index: the newest rows of each kind that fit, and which of them the reader may find.

Two statements. The first looks at the index alone, so that the database plans a walk through one table; the second
joins the few rows found to the things themselves, for those kinds only of which there are any.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from portal.actors import Actor
from portal.search.index.engines import Term, Wanted, matching
from portal.search.index.kinds import KINDS, findable
from portal.search.index.machinery import CHANGES, ROWS

COLUMNS = 'r.kind, r.object_id, r.within_id, r.body_id, r."on", r.title, r.tokens'
SPARE = 2
"""Half as much more is looked at as is wanted, since some of it may not be the reader's."""
AGAIN = 8
"""So many times as much is looked at where too little of it was the reader's."""
MOST_BODIES = 50
"""More bodies than these are no words of a question, but a column of its rows."""
# In memory, single rows found by the index cost less than the rows passed over on a walk through the newest, each of
# which has its words compared; and starting others to help takes longer than the answer.
PLANNED = (
    "SET LOCAL max_parallel_workers_per_gather = 0; SET LOCAL random_page_cost = 0.1; SET LOCAL seq_page_cost = 0.5; "
)

Row = tuple[str, int, int | None, int | None, dt.date, str, str]


@dataclass(frozen=True, kw_only=True)
class Question:
    """Who asks, and within what: bodies and a year."""

    actor: Actor
    bodies: frozenset[int] | None = None
    year: int | None = None
    pending: bool = False
    """Some rows have not been made anew yet: they are passed over."""

    def within(self, wanted: Wanted) -> Wanted:
        """With what the rows themselves say of their body."""
        if self.bodies is None or len(self.bodies) > MOST_BODIES:
            return wanted
        return (*wanted, tuple(Term(f"b:{number}") for number in sorted(self.bodies)))

    def columns(self) -> tuple[str, list[Any]]:
        """The condition for what is no word of it: days stand in the order that rows are read in."""
        sql, parameters = "", list[Any]()
        if self.year:
            sql += ' AND r."on" BETWEEN %s AND %s'
            parameters += [f"{self.year:04}-01-01", f"{self.year:04}-12-31"]
        if self.bodies is not None and len(self.bodies) > MOST_BODIES:
            sql += f" AND r.body_id IN ({_places(self.bodies)})"
            parameters += sorted(self.bodies)
        return sql, parameters


def ask(question: Question, kinds: Iterable[str], wanted: Wanted, *, most: int, title: bool = False) -> list[Row]:
    """At most so many rows of each kind, the newest; `title`: with all the words in their titles."""
    if question.bodies is not None and not question.bodies:
        return []
    left = [kind for kind in kinds if findable(question.actor, kind) is not None]
    found: dict[str, list[Row]] = {}
    looked = most + most // SPARE
    while left:
        held = _newest(question, left, wanted, looked, title=title)
        found |= _seen(question, held)
        left = [kind for kind in left if len(held.get(kind, ())) == looked and len(found.get(kind, ())) < most]
        looked *= AGAIN
    return [row for rows in found.values() for row in rows[:most]]


def _newest(
    question: Question, kinds: Sequence[str], wanted: Wanted, most: int, *, title: bool
) -> dict[str, list[int]]:
    """Rows by their own numbers, whoever asks."""
    words, word = matching(connection.vendor, question.within(wanted), title=title)
    narrower, given = question.columns()
    # Names and conditions of ours; whatever a reader typed is a parameter.
    statements = [
        f"SELECT * FROM (SELECT r.kind, r.id FROM {ROWS} r WHERE r.kind = '{kind}' AND {words}{narrower} "  # noqa: S608
        f'ORDER BY r."on" DESC, r.object_id LIMIT {most}) AS of_{kind}'
        for kind in kinds
    ]
    found: dict[str, list[int]] = {}
    for kind, number in _rows(" UNION ALL ".join(statements), [word, *given] * len(statements)):
        found.setdefault(kind, []).append(number)
    return found


def _seen(question: Question, held: dict[str, list[int]]) -> dict[str, list[Row]]:
    """Those among them that the reader may find, the newest first."""
    statements, parameters = list[str](), list[Any]()
    for kind, numbers in held.items():
        seen = findable(question.actor, kind)
        assert seen is not None, "asked for"
        pending = _pending(kind) if question.pending else ""
        statements.append(f"SELECT {COLUMNS} FROM {ROWS} r WHERE r.id IN ({_places(numbers)}) AND {seen[0]}{pending}")  # noqa: S608
        parameters += [*numbers, *seen[1]]
    if not statements:
        return {}
    found: dict[str, list[Row]] = {kind: [] for kind in held}
    for row in _rows(" UNION ALL ".join(statements), parameters):
        found[row[0]].append((*row[:4], _day(row[4]), *row[5:]))
    for rows in found.values():
        rows.sort(key=lambda row: (-row[4].toordinal(), row[1]))
    return found


def _pending(kind: str) -> str:
    changed = f"SELECT 1 FROM {CHANGES} c WHERE c.kind = '{KINDS[kind][0]}' AND c.object_id = r.object_id"  # noqa: S608
    return f" AND NOT EXISTS ({changed})"


def _rows(sql: str, parameters: Sequence[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute((PLANNED if connection.vendor == "postgresql" else "") + sql, parameters)
        return cursor.fetchall()


def _places(values: Iterable[Any]) -> str:
    return ", ".join("%s" for _each in values)


def _day(value: Any) -> dt.date:
    """SQLite keeps dates as text."""
    return dt.date.fromisoformat(value) if isinstance(value, str) else value
