"""Tables of a paper: free tables, the schedule in its two printed forms, and the month grid."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from documents.press.inlines import Inline, line

if TYPE_CHECKING:
    from documents.press.blocks import Block

Scope: TypeAlias = Literal["", "row", "column"]
ScheduleForm: TypeAlias = Literal["date-matter", "date-mandate-activity"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of blocks; `scope` makes it a header of its row or its column."""

    blocks: tuple[Block, ...]
    scope: Scope = ""
    colspan: int = 1
    rowspan: int = 1

    @classmethod
    def of(cls, *parts: str | Inline, scope: Scope = "", colspan: int = 1, rowspan: int = 1) -> Cell:
        """Build a cell of one paragraph, or an empty one."""
        from documents.press.blocks import Paragraph

        words = line(*parts)
        return cls((Paragraph(words),) if words else (), scope, colspan, rowspan)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of cells; `changed` prints the mark of a change since the version before."""

    cells: tuple[Cell, ...]
    changed: bool = False

    @classmethod
    def of(cls, *cells: str | Inline | Cell, changed: bool = False) -> Row:
        """Build from strings, inlines or cells."""
        return cls(tuple(cell if isinstance(cell, Cell) else Cell.of(cell) for cell in cells), changed)


@dataclass(frozen=True, slots=True)
class Note:
    """A note below a table; `label` is its letter or asterisk."""

    label: str
    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: `head` rows repeat on each page, `widths` are relative; `label` is `Table 1`."""

    head: tuple[Row, ...]
    body: tuple[Row, ...]
    widths: tuple[float, ...] = ()
    label: str = ""
    title: tuple[Inline, ...] = ()
    source: tuple[Inline, ...] = ()
    notes: tuple[Note, ...] = ()
    anchor: str = ""

    @classmethod
    def of(
        cls, columns: tuple[str, ...], *rows: Row, widths: tuple[float, ...] = (), label: str = "", title: str = "",
        source: str = "", notes: tuple[Note, ...] = (),
    ) -> Table:  # fmt: skip
        """Build with one head row of words."""
        head = Row(tuple(Cell.of(column, scope="column") for column in columns))
        return cls((head,), rows, widths, label, line(title), line(source), notes)


@dataclass(frozen=True, slots=True)
class ScheduleRow:
    """One row of a schedule: the date in bold, hours and room one to a line, mandates (three columns), the matter."""

    date: tuple[Inline, ...]
    details: tuple[tuple[Inline, ...], ...] = ()
    matter: tuple[Block, ...] = ()
    mandates: tuple[Block, ...] = ()
    changed: bool = False
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Schedule:
    """The schedule of meetings: two columns (date, matter) or three (DATE, MANDATE, ACTIVITY).

    Without `heads` the house's words are used. `period` is the line above, such as `September 2012 - April 2013`.
    """

    rows: tuple[ScheduleRow, ...]
    form: ScheduleForm = "date-matter"
    heads: tuple[str, ...] = ()
    period: tuple[Inline, ...] = ()
    label: str = ""
    title: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month of a year."""

    year: int
    month: int


@dataclass(frozen=True, slots=True)
class GridRow:
    """An activity and the months it runs in; `months` None when the source does not say, and the grid prints so."""

    activity: tuple[Inline, ...]
    months: frozenset[Month] | None

    @classmethod
    def of(cls, activity: str, months: frozenset[Month] | None) -> GridRow:
        """Build from words."""
        return cls(line(activity), months)


@dataclass(frozen=True, slots=True)
class MonthGrid:
    """A timeline: years span their months, a cell is marked by colour and by a sign."""

    months: tuple[Month, ...]
    rows: tuple[GridRow, ...]
    label: str = ""
    title: tuple[Inline, ...] = ()
    source: tuple[Inline, ...] = ()
    notes: tuple[Note, ...] = ()
    head: str = ""


def months_between(first: Month, last: Month) -> tuple[Month, ...]:
    """All months from the first to the last."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return tuple(Month(first.year + (first.month - 1 + n) // 12, (first.month - 1 + n) % 12 + 1) for n in range(count))
