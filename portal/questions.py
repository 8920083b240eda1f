"""The questions from which a page was made, and what the database answered.

A page says what follows from its key, the hour and these answers. Where a table that it read has been written since,
its questions about that table are asked again, as they stand: as long as they are answered as before, a fresh page
would be the same to the byte, and costs a tenth of the time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db import connection

from portal.versions import read_by

FETCHES = ("fetchone", "fetchmany", "fetchall")


class Question:
    """A statement with its values, and a sum of the rows that were read; None until any were asked for."""

    __slots__ = ("_sum", "params", "sql", "tables")

    def __init__(self, sql: str, params: Any, tables: frozenset[str]) -> None:
        self.sql, self.params, self.tables = sql, params, tables
        self._sum: int | None = None

    def hear(self, rows: Iterable[tuple[Any, ...]]) -> None:
        """Rows that came, in their order."""
        for row in rows:
            self._sum = hash((self._sum, _sum_of(row)))
        self._sum = self._sum or 0

    def share_words(self) -> None:
        """After a journey between processes: one copy of the statement, however many ask it."""
        self.sql, tables = read_by(self.sql)
        self.tables = self.tables if tables is None else tables

    def is_answered_as_before(self) -> bool:
        """Ask it again."""
        if self._sum is None:
            return False
        again = Question(self.sql, self.params, self.tables)
        with connection.cursor() as cursor:
            cursor.execute(self.sql, self.params)
            again.hear(cursor.fetchall())
        return again._sum == self._sum


def _sum_of(row: tuple[Any, ...]) -> int:
    """Python's own sum of a row, 64 bits with a secret of this process: it takes a tenth of a digest's time. To it, -1
    and -2 are the same, and lists have none."""
    try:
        return hash(repr(row)) if row.count(-1) else hash(row)
    except TypeError:
        return hash(repr(row))


class Watch:
    """Around the making of a page, as `connection.execute_wrapper`: what it asks, and whether that is all it does."""

    def __init__(self) -> None:
        self.is_kept = True
        self.questions: list[Question] = []

    @property
    def tables(self) -> frozenset[str]:
        """All that were read."""
        return frozenset().union(*(question.tables for question in self.questions))

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        """A page that writes, or reads what is not counted, has to be made each time."""
        sql, tables = read_by(sql)
        result = execute(sql, params, many, context)
        if tables is None or many:
            self.is_kept = False
            return result
        question = Question(sql, params, tables)
        self.questions.append(question)
        _listen(context["cursor"], question)
        return result


def _listen(cursor: Any, question: Question) -> None:
    """Hear every row that is fetched from the cursor. Whoever fetches in another way leaves a question without answer,
    or with half of one: then the page is made anew."""
    for name in FETCHES:
        setattr(cursor, name, _heard(cursor.__getattr__(name), question))


def _heard(fetch: Callable[..., Any], question: Question) -> Callable[..., Any]:
    def fetched(*args: Any, **kwargs: Any) -> Any:
        rows = fetch(*args, **kwargs)
        question.hear([rows] if isinstance(rows, tuple) else rows or ())
        return rows

    return fetched
