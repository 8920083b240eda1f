"""Tables whose days stand in rows of their own, or on a line above: each day becomes a column of the rows below it."""

from __future__ import annotations

from collections.abc import Sequence

from meetings.imports.columns import DATE, MATTER, OTHER, TIME, headings_in, roles_by_content
from meetings.imports.heads import read_head
from meetings.imports.stream import Cell, Grid, Line
from portal.lib.dates import Precision

Rows = list[list[Cell]]


def with_days(rows: Rows) -> Rows:
    """The rows, each below its day with that in a first cell; as they are where no rows are days."""
    days = [day_of(row) for row in rows]
    others = [row for row, day in zip(rows, days, strict=True) if day is None]
    if not any(days) or not others or not _lack_days(others, sum(day is not None for day in days)):
        return rows
    found: Rows = []
    current: Cell | None = None
    for row, day in zip(rows, days, strict=True):
        if day is not None:
            if current is not None and not current.carried:
                found.append([current])
            current = day
        elif headings_in(row):
            found.append([Cell(), *row])
        else:
            found.append([current or Cell(), *row])
            current = Cell(current.lines, carried=True) if current else None
    if current is not None and not current.carried:
        found.append([current])
    return found


def roles_below(others: Sequence[Sequence[Cell]]) -> list[str]:
    """The roles of the columns below the days."""
    for place, row in enumerate(others[:8]):
        roles = headings_in(row)
        if roles:
            content = roles_by_content(others[place + 1 :])
            return [
                content[number] if role in (DATE, TIME) and number < len(content) else role
                for number, role in enumerate(roles)
            ]
    return roles_by_content(others)


def matter_among(roles: list[str], rows: Sequence[Sequence[Cell]]) -> list[str]:
    """The roles with the longest of the columns that nothing is known of as the matter."""
    free = [place for place, role in enumerate(roles) if role == OTHER]
    if MATTER in roles or not free:
        return roles
    longest = max(free, key=lambda place: sum(len(row[place].text) for row in rows if place < len(row)))
    return [MATTER if place == longest else role for place, role in enumerate(roles)]


def _lack_days(others: Sequence[Sequence[Cell]], days: int) -> bool:
    roles = roles_below(others)
    return len(roles) > 1 and DATE not in roles and (TIME in roles or days > 1)


def day_of(row: Sequence[Cell]) -> Cell | None:
    """The only cell of a row, where it is a day and nothing else."""
    filled = [cell for cell in row if cell.text.strip()]
    if len(filled) != 1 or filled[0].carried or not is_day(filled[0].text):
        return None
    return filled[0]


def is_day(text: str) -> bool:
    """Whether the whole text is a day."""
    head = read_head([text])
    return bool(head.dates) and head.plain and not head.slots and head.dates[0].precision is Precision.DAY


def under_lines(blocks: Sequence[Line | Grid]) -> list[Line | Grid]:
    """The blocks, with the line of a day that stands above a table without days taken into it."""
    found: list[Line | Grid] = []
    for block in blocks:
        above = found[-1] if found else None
        if isinstance(block, Grid) and isinstance(above, Line) and is_day(above.text):
            rows = [row for row in block.rows if any(cell.text.strip() for cell in row)]
            if rows and not any(map(day_of, rows)) and _lack_days(rows, 1):
                found.pop()
                at = 1 if headings_in(rows[0]) else 0
                block = Grid([*rows[:at], [Cell([above])], *rows[at:]])
        found.append(block)
    return found
