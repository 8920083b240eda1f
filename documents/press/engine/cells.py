"""Attributes of table cells: scope, spans, and which headers each cell has, worked out over spans."""

from __future__ import annotations

from typing import Any

from documents.press.engine.nodes import Node


def describe_tables(nodes: dict[Any, Node], root: Any) -> None:
    """Give the cells of every table of the document their attributes and IDs."""
    for number, table in enumerate(root.iter("table"), start=1):
        if table in nodes:
            _describe(table, nodes, number)


def _describe(table: Any, nodes: dict[Any, Node], number: int) -> None:
    grid: dict[tuple[int, int], Any] = {}
    places: dict[Any, tuple[range, range]] = {}
    for row, line in enumerate(table.iter("tr")):
        column = 0
        for cell in line:
            while (row, column) in grid:
                column += 1
            rows = range(row, row + int(cell.get("rowspan", 1)))
            columns = range(column, column + int(cell.get("colspan", 1)))
            places[cell] = (rows, columns)
            grid.update({(r, c): cell for r in rows for c in columns})
    for cell, (rows, columns) in places.items():
        if node := nodes.get(cell):
            _attributes(cell, node, rows, columns)
            if cell.tag == "th":
                node.id = f"t{number}-r{rows.start}-c{columns.start}"
    headers = [(cell, place) for cell, place in places.items() if cell.tag == "th" and cell in nodes]
    for cell, place in places.items():
        if cell.tag == "td" and cell in nodes:
            found = [nodes[header].id for header, at in headers if _heads(header, at, place)]
            if found:
                nodes[cell].attributes["/Table"]["Headers"] = found


def _attributes(cell: Any, node: Node, rows: range, columns: range) -> None:
    attributes: dict[str, Any] = {}
    if cell.tag == "th":
        attributes["Scope"] = "/Row" if (cell.get("scope") or "").startswith("row") else "/Column"
    if len(columns) > 1:
        attributes["ColSpan"] = len(columns)
    if len(rows) > 1:
        attributes["RowSpan"] = len(rows)
    node.attributes["/Table"] = attributes


def _heads(header: Any, at: tuple[range, range], place: tuple[range, range]) -> bool:
    """Whether a header stands over a cell, or before it in its row."""
    axis = 0 if (header.get("scope") or "").startswith("row") else 1
    mine, other = at[axis], place[axis]
    return mine.start < other.stop and other.start < mine.stop
