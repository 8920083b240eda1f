"""Excel workbooks: every visible sheet is a grid; dates and hours may be cells of their own kind."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import openpyxl
from django.utils.translation import gettext as _

from meetings.imports.footnotes import drop_marks
from meetings.imports.limits import MOST_ROWS
from meetings.imports.spaces import clean, squeeze
from meetings.imports.stream import Cell, Grid, Line, Source, UnreadableError

_WIDEST = 60


def read_workbook(data: bytes) -> Source:
    """The source that a workbook is; its lines are the rows of its sheets."""
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    except Exception as error:
        # openpyxl lets whatever its parsing meets through: all of it means that the file cannot be read.
        raise UnreadableError(_("The Excel file is damaged and cannot be opened.")) from error
    source = Source()
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            source.blocks.append(_grid(sheet, source))
    return source


def _grid(sheet: Any, source: Source) -> Grid:
    merged = _merged(sheet)
    rows: list[list[Cell]] = []
    # A margin above the most rows: blank ones and headings.
    for number, row in enumerate(sheet.iter_rows(max_row=min(sheet.max_row, MOST_ROWS * 2), max_col=_WIDEST), 1):
        cells: list[Cell] = []
        for column, each in enumerate(row, 1):
            origin = merged.get((number, column))
            if origin is None:
                cells.append(_cell(each.value, number))
            elif origin[1] == column and origin[0] < number and rows:
                cells.append(Cell(rows[origin[0] - 1][column - 1].lines, carried=True))
            else:
                cells.append(Cell())
            comment = getattr(each, "comment", None)
            if comment is not None and comment.text:
                source.notes.append(Line(squeeze(clean(comment.text)), number))
        rows.append(cells)
    width = max((place for row in rows for place, cell in enumerate(row, 1) if cell.lines), default=0)
    return Grid([row[:width] for row in rows])


def _merged(sheet: Any) -> dict[tuple[int, int], tuple[int, int]]:
    """By place: where the merged cell that covers it begins."""
    covered: dict[tuple[int, int], tuple[int, int]] = {}
    for area in sheet.merged_cells.ranges:
        for number in range(area.min_row, min(area.max_row, area.min_row + MOST_ROWS) + 1):
            for column in range(area.min_col, min(area.max_col, _WIDEST) + 1):
                if (number, column) != (area.min_row, area.min_col):
                    covered[number, column] = (area.min_row, area.min_col)
    return covered


def _cell(value: Any, number: int) -> Cell:
    text = clean(_text(value))
    pieces = (squeeze(drop_marks(piece)) for piece in text.split("\n"))
    return Cell([Line(piece, number) for piece in pieces if piece])


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        whole = value.time() == dt.time(0)
        return value.date().isoformat() if whole else f"{value.date().isoformat()} {value:%H:%M}"
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, dt.time):
        return f"{value:%H:%M}"
    if isinstance(value, dt.timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60:02d}:{minutes % 60:02d}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
