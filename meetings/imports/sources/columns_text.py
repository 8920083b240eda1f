"""Columns that blanks set under headings, as printed pages are copied: each piece belongs to the heading above."""

from __future__ import annotations

import re

from meetings.imports.columns import DATE, TIME, headings_in
from meetings.imports.stream import Cell, Grid, Line

Numbered = list[tuple[int, str]]
_PIECE = re.compile(r"\S+(?: \S+)*")
_LABEL = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,2})*|[a-z]|[ivx]{1,5})(?:\([a-z]\))?[.)]?")
_FEWEST_ROWS = 2


class SetColumns:
    """The headings with the places where their columns begin, and the rows below them."""

    def __init__(self, heading: str, roles: list[str], number: int) -> None:
        pieces = list(_PIECE.finditer(heading))
        self.heading = heading.split()
        self.starts = [piece.start() for piece in pieces]
        self.roles = roles
        self.rows: list[list[Cell]] = [[Cell([Line(piece[0], number)]) for piece in pieces]]
        self._apart = True

    def add(self, number: int, text: str) -> None:
        """One more line: a row where it has a date or an hour, else more of the row above."""
        if not text.strip():
            self._apart = True
            return
        if text.split() == self.heading:
            return
        cells = self._cells(number, text)
        begins = any(cell.lines for cell, role in zip(cells, self.roles, strict=True) if role in (DATE, TIME))
        if begins or len(self.rows) == 1:
            self.rows.append(cells)
        else:
            for above, cell in zip(self.rows[-1], cells, strict=True):
                above.lines += cell.lines
        self._apart = False

    def _cells(self, number: int, text: str) -> list[Cell]:
        cells = [Cell() for _start in self.starts]
        labels: dict[int, str] = {}
        for piece in _PIECE.finditer(text):
            column = max((place for place, start in enumerate(self.starts) if start <= piece.start() + 1), default=0)
            if not cells[column].lines and column not in labels and _is_label(piece[0], text[piece.end() :]):
                labels[column] = piece[0]
            elif cells[column].lines:
                cells[column].lines[-1].text += f" {piece[0]}"
            else:
                cells[column].lines.append(Line(piece[0], number, label=labels.get(column), apart=self._apart))
        return cells


def _is_label(piece: str, rest: str) -> bool:
    """Whether a number or letter stands before a wide gap with its text after it."""
    return bool(_LABEL.fullmatch(piece) and rest.strip())


def read_columns(lines: Numbered) -> tuple[Numbered, Grid] | None:
    """The lines above the headings and the table below them; None where no headings stand above columns."""
    for place, (number, text) in enumerate(lines):
        pieces = [Cell([Line(piece[0], number)]) for piece in _PIECE.finditer(text)]
        roles = headings_in(pieces) if len(pieces) > 1 else None
        if roles is None or len({piece.text for piece in pieces}) < len(pieces):
            continue
        columns = SetColumns(text, roles, number)
        below = lines[place + 1 :]
        gapped = [line for _number, line in below if len(_PIECE.findall(line)) > 1]
        if len(gapped) < _FEWEST_ROWS or not _are_under(columns.starts, gapped):
            return None
        for at, line in below:
            columns.add(at, line)
        return lines[:place], Grid(columns.rows)
    return None


def _are_under(starts: list[int], gapped: list[str]) -> bool:
    """Whether the pieces of most lines begin where columns do."""
    pieces = [piece.start() for line in gapped for piece in _PIECE.finditer(line)]
    under = [start for start in pieces if any(abs(start - column) <= 1 for column in starts)]
    return len(under) * 3 >= len(pieces) * 2
