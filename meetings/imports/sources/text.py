"""Plain text: tables whose cells tabs, bars or wide gaps part, or lines one after another."""

from __future__ import annotations

import re
from collections import Counter

from meetings.imports.columns import headings_in
from meetings.imports.footnotes import take_notes
from meetings.imports.leads import find_lead
from meetings.imports.sources.columns_text import read_columns
from meetings.imports.sources.separated import grid_of
from meetings.imports.spaces import clean
from meetings.imports.stream import Cell, Grid, Line, Source

Numbered = list[tuple[int, str]]
_LABEL_TAB = re.compile(r"^(\t*[^\S\t]*(?:\(?[0-9a-zA-Z]{1,4}[.)]|[•·▪●○■□◦‣\uf0b7–—-]))\t+(?=\S)")
_BAR = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*")
_RULE = re.compile(r"\s*(?:[_=*~-]\s?){3,}\s*")
_WIDE = re.compile(r"(?<=\S)\s{3,}(?=\S)")


def read_text(raw: str) -> Source:
    """The source that a plain text is."""
    text = clean(raw)
    lines, notes = take_notes(list(enumerate(text.split("\n"), 1)))
    source = Source(notes=notes)
    if _is_regular(lines):
        source.blocks.append(grid_of("\n".join(line for _number, line in lines), "\t", lines[0][0] if lines else 1))
        return source
    lines = [(number, _LABEL_TAB.sub(r"\1 ", line)) for number, line in lines]
    if _has_bars(lines):
        source.blocks = _with_bars(lines)
        return source
    if not any("\t" in line.strip() or line.startswith("\t") for _number, line in lines):
        columns = read_columns(lines)
        if columns is not None:
            source.blocks = [*_as_lines(columns[0]), columns[1]]
            return source
        lines = _gaps_as_tabs(lines)
    if any("\t" in line for _number, line in lines):
        source.blocks = _with_cells(lines)
    else:
        source.blocks = list(_as_lines(lines))
    return source


def _as_lines(lines: Numbered) -> list[Line | Grid]:
    found: list[Line | Grid] = []
    apart = True
    for number, text in lines:
        if text.strip() and not _RULE.fullmatch(text):
            found.append(Line(text.strip(), number, level=_indent(text), apart=apart))
            apart = False
        else:
            apart = True
    return found


def _indent(text: str) -> int:
    """Indentation says nothing of depth in a pasted text: its labels do."""
    return 0


def _is_regular(lines: Numbered) -> bool:
    """Whether each line is a row with as many tabs as the others, as spreadsheets copy them."""
    if not any("\t" in text.strip("\t") for _number, text in lines):
        return False
    if sum(text.startswith("\t") for _number, text in lines) * 3 > len([1 for _number, text in lines if text.strip()]):
        return False
    grid = grid_of("\n".join(text for _number, text in lines), "\t", 1)
    widths = Counter(len(row) for row in grid.rows if any(cell.text for cell in row))
    width, number = widths.most_common(1)[0] if widths else (0, 0)
    return width > 1 and number * 10 >= sum(widths.values()) * 7


def _has_bars(lines: Numbered) -> bool:
    filled = [text for _number, text in lines if text.strip()]
    barred = [text for text in filled if text.count("|") >= 2 or (_BAR.fullmatch(text) and "|" in text)]
    return len(barred) >= 2 and len(barred) * 2 >= len(filled)


def _with_bars(lines: Numbered) -> list[Line | Grid]:
    blocks: list[Line | Grid] = []
    rows: list[list[Cell]] = []
    for number, text in lines:
        if "|" in text:
            if not _BAR.fullmatch(text):
                pieces = text.strip().strip("|").split("|")
                rows.append([_cell(re.sub(r"<br\s*/?>", "\n", piece), number) for piece in pieces])
            continue
        if rows and text.strip():
            blocks.append(Grid(rows))
            rows = []
        if text.strip():
            blocks.append(Line(text.strip(), number))
    return [*blocks, Grid(rows)] if rows else blocks


def _cell(text: str, number: int) -> Cell:
    return Cell([Line(line.strip(), number) for line in text.split("\n") if line.strip()])


def _gaps_as_tabs(lines: Numbered) -> Numbered:
    """Columns set with blanks, where most of the lines that begin with a date have a wide gap."""
    leads = [text for _number, text in lines if find_lead(_WIDE.split(text.strip())[0]) is not None]
    gapped = [text for text in leads if _WIDE.search(text.strip())]
    if len(gapped) < 2 or len(gapped) * 2 < len(leads):
        return lines
    return [(number, _WIDE.sub("\t", _narrow_as_wide(text.strip()))) for number, text in lines]


def _narrow_as_wide(text: str) -> str:
    """A line whose date is so long that only two blanks part it from its matter."""
    lead = find_lead(text)
    place = text.rfind(f"  {lead[1]}") if lead and lead[1] else -1
    return f"{text[:place]}   {text[place:].lstrip()}" if place > 0 else text


def _with_cells(lines: Numbered) -> list[Line | Grid]:
    """Cells one after another, each begun by a tab or by a date on a new line; a cell with a date begins a row."""
    cells = _cells(lines)
    starts = [place for place, cell in enumerate(cells) if _is_date(cell)]
    if not starts:
        return _flat(cells)
    ends = [*starts[1:], len(cells)]
    usual = Counter(end - start for start, end in zip(starts, ends, strict=True)).most_common(1)[0][0]
    headed = _headings_before(cells, starts[0], usual)
    opening = starts[0] - (len(headed) if headed else 0)
    blocks = _flat(cells[:opening])
    rows: list[list[Cell]] = [headed] if headed else []
    width = len(headed) if headed else 0
    for start, end in zip(starts, ends, strict=True):
        row = cells[start:end]
        rows.append(row[:width] if width else row)
        if width and len(row) > width:
            rows += [row[place : place + width] for place in range(width, len(row), width)]
    return [*blocks, Grid(rows)]


def _cells(lines: Numbered) -> list[Cell]:
    cells = [Cell()]
    in_row = 0
    apart = True
    for number, text in lines:
        first, *others = text.split("\t")
        if first.strip():
            lead = find_lead(first) if not text.startswith("\t") else None
            dated = lead is not None and not lead[1] and (others or in_row > 1)
            # The headings of columns on one line end the title above them.
            headed = bool(others) and not in_row
            if (dated or headed) and cells[-1].lines and not text.startswith("\t"):
                cells.append(Cell())
                in_row = 1
            cells[-1].lines.append(Line(first.strip(), number, apart=apart))
            apart = False
        elif not others:
            apart = True
        for piece in others:
            cells.append(Cell())
            in_row += 1
            if piece.strip():
                cells[-1].lines.append(Line(piece.strip(), number))
                apart = False
        if others and _is_date(cells[-1]):
            in_row = 1
    return [cell for place, cell in enumerate(cells) if cell.lines or place]


def _is_date(cell: Cell) -> bool:
    if not cell.lines:
        return False
    lead = find_lead(cell.lines[0].text)
    # A few words beside the date are about it; a sentence is a matter that begins with a date.
    return lead is not None and len(lead[1].split()) < 5 and len(cell.text) < 160


def _headings_before(cells: list[Cell], start: int, usual: int) -> list[Cell] | None:
    """The cells just before the first date, if they are the headings of columns, as many as rows mostly have."""
    for width in (usual, *range(min(8, start), 1, -1)):
        if not 1 < width <= start:
            continue
        row = cells[start - width : start]
        if all(cell.lines for cell in row) and headings_in(row):
            return row
    return None


def _flat(cells: list[Cell]) -> list[Line | Grid]:
    return [line for cell in cells for line in cell.lines]
