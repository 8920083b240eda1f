"""Widths of titles: WeasyPrint breaks lines greedily, so a title is narrowed until its lines are equally long."""

from __future__ import annotations

import functools
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"


@functools.cache
def glyph_widths(name: str) -> tuple[dict[int, int], int]:
    """The width of each character of a face, and the size of its em."""
    from fontTools.ttLib import TTFont

    with (FONTS / name).open("rb") as file:
        font = TTFont(file)
        metrics, glyphs = font["hmtx"], font.getBestCmap()
        return {code: metrics[glyph][0] for code, glyph in glyphs.items()}, font["head"].unitsPerEm


def text_width(text: str, size: float, *, bold: bool) -> float:
    """Width in points, without kerning."""
    advances, em = glyph_widths(f"texgyretermes-{'bold' if bold else 'regular'}.otf")
    return sum(advances.get(ord(char), em // 2) for char in text) * size / em


def _lines(widths: list[float], space: float, measure: float) -> int:
    count, used = 1, 0.0
    for width in widths:
        if used and used + space + width > measure:
            count, used = count + 1, width
        else:
            used += (space if used else 0) + width
    return count


def balanced_width(text: str, measure: float, size: float, *, bold: bool = False) -> float:
    """The least width in which the text takes no more lines than in the whole measure."""
    widths = [text_width(word, size, bold=bold) for word in text.split()[:400]]
    space = text_width(" ", size, bold=bold)
    lines = _lines(widths, space, measure)
    if lines == 1:
        return measure
    low, high = max([*widths, measure / lines / 2]), measure
    while high - low > 1:
        middle = (low + high) / 2
        low, high = (low, middle) if _lines(widths, space, middle) <= lines else (middle, high)
    # Kerning and rounding may make the line a little longer than its letters
    return min(measure, high + 0.01 * high)
