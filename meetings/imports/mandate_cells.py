"""Cells of mandates: what they cite, the languages they link to, and what else they say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from meetings.imports.citations import find_citations
from meetings.imports.languages import linked_languages
from meetings.imports.spaces import blank, squeeze
from meetings.imports.stream import Line


@dataclass(slots=True)
class MandateCell:
    """Citations with the languages linked after each, and lines that are neither."""

    cited: list[str] = field(default_factory=list)
    languages: dict[str, list[str]] = field(default_factory=dict)
    links: list[tuple[int, str]] = field(default_factory=list)
    rest: list[tuple[int, str]] = field(default_factory=list)


def read_mandates(lines: Sequence[Line]) -> MandateCell:
    """What a cell of mandates holds."""
    cell = MandateCell()
    for line in lines:
        found = find_citations(line.text, column=True)
        rest = blank(line.text, [(each.start, each.end) for each in found])
        for each in found:
            if each.text not in cell.cited:
                cell.cited.append(each.text)
        _read_rest(cell, line, squeeze(rest).strip(" ,;:–—-/|·•"))
    return cell


def _read_rest(cell: MandateCell, line: Line, rest: str) -> None:
    if not re.search(r"\w", rest):
        return
    languages = linked_languages(rest)
    if languages:
        if cell.cited:
            cell.languages.setdefault(cell.cited[-1], languages)
        cell.links.append((line.source, rest))
        return
    cell.rest.append((line.source, rest))
