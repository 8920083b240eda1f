"""A row while it is being read: its head, its lines, and its dates once they are settled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from meetings.imports.date_parts import Point, Printed
from meetings.imports.heads import Head, read_head
from meetings.imports.stream import Line


@dataclass(slots=True)
class Draft:
    """What the cells of one row hold, by what they are."""

    source: tuple[int, int]
    when: list[Line] = field(default_factory=list)
    matter: list[Line] = field(default_factory=list)
    mandates: list[Line] = field(default_factory=list)
    status: list[Line] = field(default_factory=list)
    # Cells of columns that the import has no place for, with their headings.
    others: list[tuple[str, Line]] = field(default_factory=list)
    month: Point | None = None
    # Whether the month stands in a cell of the row and not in a heading above it.
    own_month: bool = False
    head: Head = field(default_factory=Head)
    start: dt.date | None = None
    end: dt.date | None = None
    precision: str | None = None
    inferred: list[str] = field(default_factory=list)
    warnings: list[tuple[str, str]] = field(default_factory=list)

    def read(self, known_rooms: frozenset[str]) -> None:
        """Read when and where it is."""
        texts = [line.text for line in self.when]
        self.head = read_head(texts, known_rooms=known_rooms, month=self.month)

    def reach(self, lines: Iterable[Line]) -> None:
        """Extend its place in the source to these lines."""
        places = [line.source for line in lines] + list(self.source)
        self.source = (min(places), max(places))

    @property
    def printed(self) -> Printed | None:
        """Its date, or all its dates as one span."""
        dates = self.head.dates
        if not dates:
            return None
        if len(dates) == 1 or dates[0].precision != dates[-1].precision:
            return dates[0]
        last = dates[-1].last or dates[-1].first
        return Printed(dates[0].start, dates[-1].end, dates[0].first.completed_by(last), last, dates[0].precision)

    def infer(self, what: str) -> None:
        """Remember that something was guessed."""
        if what not in self.inferred:
            self.inferred.append(what)


@dataclass(frozen=True, slots=True)
class Bounds:
    """From when to when the schedule says it goes; whole years where only these are printed."""

    first: dt.date
    last: dt.date
    by_year: bool = False
    words: str = ""
    line: int = 0
    # A year on a line of its own heads the rows below it and not the whole schedule.
    alone: bool = False
    # Years about one that stands elsewhere in the source: a row is of one of them only where its weekday says so.
    loose: bool = False


def month_of(printed: Printed) -> Point | None:
    """The month that a heading names, for the days below it."""
    return printed.first if printed.last is None and printed.first.month and not printed.first.day else None
