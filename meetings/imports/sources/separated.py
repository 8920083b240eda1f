"""Tables whose cells a sign parts: CSV with commas, semicolons or tabs, in whatever encoding."""

from __future__ import annotations

import csv
import io
from collections import Counter

from meetings.imports.footnotes import drop_marks
from meetings.imports.spaces import clean
from meetings.imports.stream import Cell, Grid, Line, Source

_DELIMITERS = (";", ",", "\t", "|")


def decode(data: bytes) -> str:
    """Text from bytes: by its mark, else UTF-8, else as Windows writes western languages."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def read_separated(raw: str) -> Source:
    """The source that a CSV file is."""
    text = clean(raw)
    grid = grid_of(text, delimiter_of(text), 1)
    for row in grid.rows:
        for cell in row:
            for line in cell.lines:
                line.text = drop_marks(line.text)
    return Source([grid])


def delimiter_of(text: str) -> str:
    """The sign that gives the most rows of one width."""
    first = text.split("\n", 1)[0]
    if first.lower().startswith("sep=") and len(first) > 4:
        return first[4]
    best, most = ",", -1.0
    for sign in _DELIMITERS:
        if sign not in text:
            continue
        widths = Counter(len(row) for row in grid_of(text, sign, 1).rows if any(cell.lines for cell in row))
        width, number = max(widths.items(), key=lambda each: each[1] if each[0] > 1 else 0, default=(0, 0))
        score = number / max(sum(widths.values()), 1) + width / 100 if width > 1 else 0
        if score > most:
            best, most = sign, score
    return best


def grid_of(text: str, delimiter: str, first_line: int) -> Grid:
    """The rows of a separated text, with the lines they stand on."""
    reader = csv.reader(io.StringIO(text), delimiter=delimiter, skipinitialspace=delimiter != "\t")
    rows: list[list[Cell]] = []
    before = 0
    while True:
        try:
            record = next(reader)
        except StopIteration:
            break
        except csv.Error:
            # A cell longer than the module takes: the line is kept whole.
            record = [""]
        start, end = first_line + before, first_line + reader.line_num - 1
        before = reader.line_num
        if record and not (len(record) == 1 and record[0].lower().startswith("sep=")):
            rows.append([_cell(value, start, end) for value in record])
    return Grid(rows)


def _cell(value: str, start: int, end: int) -> Cell:
    lines = []
    apart = True
    for offset, text in enumerate(value.split("\n")):
        if text.strip():
            lines.append(Line(text.strip(), min(start + offset, end), apart=apart or offset > 0))
        apart = not text.strip()
    return Cell(lines)
