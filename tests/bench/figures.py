"""Tables of figures: the least, the median and the most of several rounds."""

from __future__ import annotations

from statistics import median


def spread(values: list[float], pattern: str) -> str:
    """`median (least – most)`."""
    least, middle, most = (format(value, pattern) for value in (min(values), median(values), max(values)))
    return f"{middle} ({least} – {most})"


def table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """Columns as wide as they need."""
    widths = [max(len(row[column]) for row in [head, *rows]) for column in range(len(head))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in [head, *rows]
    ]
    return "\n".join([lines[0], "-" * len(lines[0]), *lines[1:]])
