"""Cells of mandates: what they cite, the languages they link to, and what else they say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from meetings.imports.citations import find_citations
from meetings.imports.drafts import Draft
from meetings.imports.labels import split_label
from meetings.imports.languages import linked_languages
from meetings.imports.spaces import blank, squeeze
from meetings.imports.stream import Line

# In a column of mandates, a symbol of a house that is not known is one all the same.
_UNKNOWN_HOUSE = re.compile(r"[A-Z][A-Za-z]*[\w./-]*\d[\w./-]*(?:\s?\([\w./ -]{1,20}\))?")


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
    left = []
    for piece in re.split(r"\s*[;,]\s*", rest):
        if _UNKNOWN_HOUSE.fullmatch(piece):
            cell.cited.append(piece)
        elif piece:
            left.append(piece)
    if left:
        cell.rest.append((line.source, "; ".join(left) if len(left) < len(re.split(r"[;,]", rest)) else rest))


def part_mandates(draft: Draft) -> None:
    """Where no table parts them: the lines before the matter that are citations, and what stands between these."""
    last = -1
    for place, line in enumerate(draft.matter[:16]):
        if split_label(line.text)[0] is not None:
            break
        if is_mandate(line.text):
            last = place
    own = [line for line in draft.matter[: last + 1] if is_mandate(line.text)]
    if last < 0 or last + 1 == len(draft.matter) or len(own) * 2 < last + 1 or not is_cited(draft.matter[: last + 1]):
        return
    draft.mandates += draft.matter[: last + 1]
    del draft.matter[: last + 1]


def is_cited(lines: Sequence[Line]) -> bool:
    """Whether any of the lines cites something."""
    return any(find_citations(line.text, column=True) for line in lines)


def is_mandate(text: str) -> bool:
    """Whether a line is hardly more than citations and links to languages."""
    if linked_languages(text):
        return True
    found = find_citations(text, column=True)
    rest = squeeze(blank(text, [(each.start, each.end) for each in found]))
    return bool(found) and (found[0].start == 0 and (len(rest) < 6 or bool(linked_languages(rest))))
