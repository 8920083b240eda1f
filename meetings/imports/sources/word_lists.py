"""Word's automatic numbers: counted as Word counts them, from the numbering part."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

from meetings.imports.numbering import printed

_PLACEHOLDER = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered."""

    form: str = "decimal"
    text: str = "%1."
    start: int = 1
    legal: bool = False


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each has counted."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    abstracts: dict[str, str] = field(default_factory=dict)
    starts: dict[str, dict[int, int]] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def label_of(self, paragraph: Any) -> tuple[str, int] | None:
        """The number or bullet of a paragraph and its level; None for one outside lists."""
        found = self._list_of(paragraph)
        if found is None:
            return None
        number_id, depth = found
        abstract = self.abstracts.get(number_id)
        if abstract is None:
            return None
        level = self.levels.get(abstract, {}).get(depth, Level())
        self._count(number_id, abstract, depth, level)
        if level.form in ("bullet", "none") and not _PLACEHOLDER.search(level.text):
            return ("", depth) if level.form == "bullet" else None
        return self._written(abstract, level), depth

    def _count(self, number_id: str, abstract: str, depth: int, level: Level) -> None:
        counts = self._counts.setdefault(abstract, {})
        override = self.starts.get(number_id, {}).get(depth)
        if override is not None and (number_id, depth) not in self._begun:
            counts[depth] = override
        else:
            counts[depth] = counts[depth] + 1 if depth in counts else level.start
        self._begun.add((number_id, depth))
        for deeper in [each for each in counts if each > depth]:
            del counts[deeper]

    def _written(self, abstract: str, level: Level) -> str:
        counts, levels = self._counts[abstract], self.levels.get(abstract, {})

        def number(match: re.Match[str]) -> str:
            depth = int(match[1]) - 1
            above = levels.get(depth, Level())
            form = "decimal" if level.legal else above.form
            return printed(counts.get(depth, above.start), form)

        return _PLACEHOLDER.sub(number, level.text).strip()

    def _list_of(self, paragraph: Any) -> tuple[str, int] | None:
        properties = paragraph.find(qn("w:pPr"))
        if properties is None:
            return None
        style = properties.find(qn("w:pStyle"))
        inherited = self.styles.get(style.get(qn("w:val"))) if style is not None else None
        own = properties.find(qn("w:numPr"))
        if own is None:
            return inherited
        number, depth = own.find(qn("w:numId")), own.find(qn("w:ilvl"))
        number_id = number.get(qn("w:val")) if number is not None else (inherited[0] if inherited else None)
        if number_id in (None, "0"):
            return None
        return str(number_id), int(depth.get(qn("w:val"))) if depth is not None else 0


def numbering_of(document: Any) -> Numbering:
    """The lists that a document defines."""
    numbering = Numbering()
    part = next((rel.target_part for rel in document.part.rels.values() if rel.reltype.endswith("/numbering")), None)
    if part is not None:
        _read_part(numbering, part.element)
    for style in document.styles.element.findall(qn("w:style")):
        _read_style(numbering, style)
    return numbering


def _read_part(numbering: Numbering, root: Any) -> None:
    for abstract in root.findall(qn("w:abstractNum")):
        levels = {int(level.get(qn("w:ilvl"))): _level(level) for level in abstract.findall(qn("w:lvl"))}
        numbering.levels[abstract.get(qn("w:abstractNumId"))] = levels
    for number in root.findall(qn("w:num")):
        number_id, abstract = number.get(qn("w:numId")), number.find(qn("w:abstractNumId"))
        numbering.abstracts[number_id] = abstract.get(qn("w:val"))
        for override in number.findall(qn("w:lvlOverride")):
            depth, start = int(override.get(qn("w:ilvl"))), override.find(qn("w:startOverride"))
            if start is not None:
                numbering.starts.setdefault(number_id, {})[depth] = int(start.get(qn("w:val")))


def _level(level: Any) -> Level:
    def value(name: str, default: str) -> str:
        found = level.find(qn(name))
        return default if found is None else str(found.get(qn("w:val")) or "")

    legal = level.find(qn("w:isLgl")) is not None
    return Level(value("w:numFmt", "decimal"), value("w:lvlText", "%1."), int(value("w:start", "1") or 1), legal)


def _read_style(numbering: Numbering, style: Any) -> None:
    number = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
    depth = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:ilvl')}")
    if number is not None and number.get(qn("w:val")) != "0":
        level = int(depth.get(qn("w:val"))) if depth is not None else 0
        numbering.styles[style.get(qn("w:styleId"))] = (number.get(qn("w:val")), level)
