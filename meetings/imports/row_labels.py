"""Labels that number the rows themselves, and names that stand above their dates."""

from __future__ import annotations

import re
from collections.abc import Sequence

from meetings.imports.labels import kind_of, split_label
from meetings.imports.leads import find_lead
from meetings.imports.stream import Line

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}


class RowLabels:
    """The labels of rows so far: `4.` after a row `3.` begins the next row, unless the row has items numbered so."""

    def __init__(self) -> None:
        self._kind = ""
        self._number = 0

    def begin(self, line: Line) -> None:
        """A row has begun with this line."""
        self._kind, self._number = _place_of(line)

    def see(self, line: Line) -> None:
        """A line that belongs to the row: labels of the same kind in it are those of its items."""
        if self._kind and _place_of(line)[0] == self._kind:
            self._kind = ""

    def goes_on_with(self, line: Line) -> bool:
        """Whether the line has the label after that of the row."""
        kind, number = _place_of(line)
        return bool(kind) and kind == self._kind and number == self._number + 1


def _place_of(line: Line) -> tuple[str, int]:
    label = line.label if line.label else split_label(line.text)[0]
    if not label:
        return "", 0
    kind = kind_of(label)[0]
    core = label.strip("().-º°:–— ").lower()
    if core.isdecimal():
        return kind, int(core)
    if kind.lower().startswith("roman") or (len(core) == 1 and core in _ROMAN):
        return "roman", _roman(core)
    return (kind, ord(core)) if len(core) == 1 else ("", 0)


def _roman(core: str) -> int:
    values = [_ROMAN.get(letter, 0) for letter in core]
    return sum(
        -value if value < following else value for value, following in zip(values, [*values[1:], 0], strict=True)
    )


def names_stand_above(lines: Sequence[Line]) -> bool:
    """Whether dates mostly stand below the first line of their paragraphs, which names the meeting."""
    above = below = 0
    for place, line in enumerate(lines):
        lead = find_lead(line.text)
        if lead is None or lead[1]:
            continue
        before = lines[place - 1] if place else None
        following = lines[place + 1] if place + 1 < len(lines) else None
        if line.apart:
            below += following is not None and not following.apart
        elif before is not None and before.apart and not re.search(r"[:;]$", before.text):
            above += find_lead(before.text) is None
    return above > 1 and above > below
