"""Tables as CSV and as XLSX that a spreadsheet opens without running anything in them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

# What a spreadsheet would take for the beginning of a formula (OWASP: CSV injection).
_FORMULA = re.compile(r"^\s*[=+\-@\t\r]")
# What a cell of a workbook cannot hold (ECMA-376 admits XML 1.0 characters alone).
_UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
WIDEST = 60
LONGEST_TITLE = 31
"""What Excel allows a sheet's name."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: the name of its sheet, the heads of its columns, and its rows, all in words."""

    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]


def as_csv(sheet: Sheet) -> bytes:
    """UTF-8 with its mark, since Excel takes a file without one for the local code page; lines end as RFC 4180 says."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerows([_tame(cell) for cell in row] for row in (sheet.head, *sheet.rows))
    return text.getvalue().encode("utf-8-sig")


def _tame(cell: str) -> str:
    """A text that stays one: an apostrophe before what would be a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def as_xlsx(sheets: Iterable[Sheet]) -> bytes:
    """A workbook; every cell holds a text, never a formula."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        _fill(book.create_sheet(_title(sheet.title)), sheet)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _fill(page: Worksheet, sheet: Sheet) -> None:
    for number, row in enumerate((sheet.head, *sheet.rows), start=1):
        for column, words in enumerate(row, start=1):
            cell = page.cell(number, column)
            cell.value = _UNFIT.sub("", words)
            cell.data_type = "s"  # openpyxl takes “=1+1” for a formula
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            if number == 1:
                cell.font = Font(bold=True)
    for column in range(1, len(sheet.head) + 1):
        longest = max(len(row[column - 1]) for row in (sheet.head, *sheet.rows))
        page.column_dimensions[get_column_letter(column)].width = min(longest + 2, WIDEST)
    page.freeze_panes = "A2"


def _title(title: str) -> str:
    return re.sub(r"[\[\]:*?/\\]", " ", title)[:LONGEST_TITLE]
