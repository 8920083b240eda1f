"""Rows of cells that span columns and rows, laid out as a grid."""

from __future__ import annotations

from dataclasses import dataclass, field

from meetings.imports.stream import Cell


@dataclass(slots=True)
class Spans:
    """The rows so far, and the cells that still reach down into the next."""

    rows: list[list[Cell]] = field(default_factory=list)
    # By column: the cell, and for how many rows more.
    _down: dict[int, tuple[Cell, int]] = field(default_factory=dict)

    def add(self, cells: list[tuple[Cell, int, int]]) -> None:
        """One more row: cells with how many columns and rows each spans."""
        row: list[Cell] = []
        waiting = list(cells)
        reaching = dict(self._down)
        self._down = {}
        while waiting or any(column >= len(row) for column in reaching):
            column = len(row)
            if column in reaching:
                above, left = reaching.pop(column)
                row.append(Cell(above.lines, carried=True))
                if left > 1:
                    self._down[column] = (above, left - 1)
                continue
            if not waiting:
                row.append(Cell())
                continue
            cell, across, down = waiting.pop(0)
            for offset in range(across):
                row.append(cell if offset == 0 else Cell())
                if down > 1:
                    self._down[column + offset] = (cell if offset == 0 else Cell(), down - 1)
        self.rows.append(row)
