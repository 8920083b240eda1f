"""Tables that are turned: fields one below the other, or a day at the head of each column."""

from __future__ import annotations

from collections.abc import Sequence

from meetings.imports.columns import DATE, MATTER, TIME, role_of_heading
from meetings.imports.day_banners import is_day
from meetings.imports.heads import read_head
from meetings.imports.spaces import squeeze
from meetings.imports.stream import Cell, Line

Rows = list[list[Cell]]


def turned(rows: Rows) -> Rows:
    """The rows as a table has them whose fields are columns and whose days are rows."""
    if _are_fields(rows):
        width = max(map(len, rows))
        return [[row[place] if place < len(row) else Cell() for row in rows] for place in range(width)]
    if _heads_with_days(rows):
        return _by_day(rows)
    if _heads_with_hours(rows):
        return _by_hour(rows)
    return rows


def _heads_with_hours(rows: Rows) -> bool:
    """Whether the first row names the date, and hours over all other columns."""
    if len(rows) < 2 or len(rows[0]) < 2 or role_of_heading(rows[0][0].text) != DATE:
        return False
    return all(read_head([cell.text]).slots and len(cell.text) < 60 for cell in rows[0][1:])


def _by_hour(rows: Rows) -> Rows:
    """Each day, with its cells under the hours that head their columns."""
    first, others = rows[0], rows[1:]
    found: Rows = []
    for row in others:
        cells = [(first[place], cell) for place, cell in enumerate(row) if 0 < place < len(first) and cell.text.strip()]
        for number, (hour, cell) in enumerate(cells):
            at = [Line(line.text, cell.lines[0].source) for line in hour.lines]
            found.append([Cell(row[0].lines, carried=number > 0 or row[0].carried), Cell(at), cell])
        if not cells:
            found.append([row[0], Cell(), Cell()])
    return found


def _are_fields(rows: Rows) -> bool:
    """Whether the first cells are names of fields, a date and the matter among them, and days stand beside the date."""
    if not rows or any(len(row) < 2 for row in rows):
        return False
    roles = [role_of_heading(row[0].text) for row in rows]
    if None in roles or roles.count(DATE) != 1 or MATTER not in roles:
        return False
    dated = rows[roles.index(DATE)]
    return all(bool(read_head([cell.text]).dates) for cell in dated[1:] if cell.text.strip())


def _heads_with_days(rows: Rows) -> bool:
    """Whether the first row holds days, maybe after a corner, and the others none."""
    if len(rows) < 2:
        return False
    first = [cell.text for cell in rows[0] if cell.text.strip()]
    days = [text for text in first if is_day(squeeze(text))]
    corner = len(first) - len(days)
    if len(days) < 2 or corner > 1 or (corner and (is_day(squeeze(first[0])) or _is_field(first[0]) is False)):
        return False
    return not any(read_head([cell.text]).dates for row in rows[1:] for cell in row if len(cell.text) < 80)


def _is_field(text: str) -> bool:
    return role_of_heading(text) in (DATE, TIME)


def _by_day(rows: Rows) -> Rows:
    """Each day with the cells below it; where hours stand in the first column, each with its hour."""
    first, others = rows[0], rows[1:]
    timed = not is_day(squeeze(first[0].text)) and all(_is_hour(row[0]) for row in others if row)
    found: Rows = []
    for place, day in enumerate(first):
        if not is_day(squeeze(day.text)):
            continue
        cells = [(row[0], row[place]) for row in others if place < len(row) and row[place].text.strip()]
        if not timed:
            found.append([day, Cell([line for _hour, cell in cells for line in cell.lines])])
            continue
        for number, (hour, cell) in enumerate(cells):
            found.append([Cell(day.lines, carried=number > 0), Cell(hour.lines), cell])
    return found


def _is_hour(cell: Cell) -> bool:
    return not cell.text.strip() or bool(read_head([cell.text]).slots)


def is_dated_above(row: Sequence[Cell], below: Sequence[Sequence[Cell]]) -> bool:
    """Whether the first row heads its columns: `Date` over days, beside names that no schedule shares."""
    texts = [squeeze(cell.text) for cell in row]
    places = [place for place, text in enumerate(texts) if role_of_heading(text) == DATE]
    if len(places) != 1 or not all(texts) or any(len(text) > 60 or read_head([text]).dates for text in texts):
        return False
    return any(read_head([line[places[0]].text]).dates for line in below[:2] if places[0] < len(line))
