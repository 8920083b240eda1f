"""Word documents: paragraphs, tables with merged cells, automatic numbers, footnotes."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import docx
from django.utils.translation import gettext as _
from docx.oxml.ns import qn
from lxml import etree

from meetings.imports.footnotes import drop_marks
from meetings.imports.sources.word_lists import Numbering, numbering_of
from meetings.imports.spaces import clean, squeeze
from meetings.imports.stream import Cell, Grid, Line, Source, UnreadableError

_SKIPPED = {qn(name) for name in ("w:del", "w:moveFrom", "w:instrText", "w:delText", "w:rPr", "w:pPr")} | {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
}
_BLOCKS_INSIDE = {qn(name) for name in ("w:sdt", "w:sdtContent", "w:ins", "w:customXml", "w:smartTag", "w:moveTo")}
_RAISED_MARK = re.compile(r"\s*(?:\d{1,3}/?|\*{1,3}|/|[†‡]|\[\d{1,3}\])\s*")


def read_word(data: bytes) -> Source:
    """The source that a Word document is; its lines are its paragraphs, counted from the first."""
    try:
        document = docx.Document(io.BytesIO(data))
        return _Reader(document).read()
    except UnreadableError:
        raise
    except (ValueError, KeyError, AttributeError, TypeError, etree.LxmlError) as error:
        raise UnreadableError(_("The Word file is damaged and cannot be opened.")) from error


class _Reader:
    def __init__(self, document: Any) -> None:
        self.document = document
        self.numbering: Numbering = numbering_of(document)
        self.headings = {
            style.style_id for style in document.styles if re.match(r"(?:Heading|Title|Título|Titre)", style.name or "")
        }
        self.place = 0
        self.source = Source()

    def read(self) -> Source:
        for element in self._blocks(self.document.element.body):
            if element.tag == qn("w:p"):
                self.source.blocks += self._lines(element)
            else:
                self.source.blocks.append(Grid(self._rows(element)))
        self._read_notes()
        return self.source

    def _blocks(self, parent: Any) -> Iterator[Any]:
        for element in parent:
            if element.tag in (qn("w:p"), qn("w:tbl")):
                yield element
            elif element.tag in _BLOCKS_INSIDE:
                yield from self._blocks(element)

    def _lines(self, paragraph: Any) -> list[Line]:
        """A paragraph's lines: one, unless it has line breaks."""
        self.place += 1
        text = clean(_text(paragraph))
        if not text.strip():
            return []
        label = self.numbering.label_of(paragraph)
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        heading = style is not None and style.get(qn("w:val")) in self.headings
        lines: list[Line] = []
        for piece in text.split("\n"):
            bare = squeeze(drop_marks(piece))
            if bare and bare != "/":
                named, level = label if label and not lines else (None, 0)
                lines.append(Line(bare, self.place, named, level, heading, apart=not lines))
        return lines

    def _rows(self, table: Any) -> list[list[Cell]]:
        rows: list[list[Cell]] = []
        above: dict[int, Cell] = {}
        for row in table.iter(qn("w:tr")):
            if row.getparent() is not table and _table_of(row) is not table:
                continue
            rows.append(self._row(row, above))
        return rows

    def _row(self, row: Any, above: dict[int, Cell]) -> list[Cell]:
        skipped = row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}")
        cells = [Cell() for _number in range(int(skipped.get(qn("w:val"))) if skipped is not None else 0)]
        for element in self._cells(row):
            properties = element.find(qn("w:tcPr"))
            span = properties.find(qn("w:gridSpan")) if properties is not None else None
            merge = properties.find(qn("w:vMerge")) if properties is not None else None
            column = len(cells)
            if merge is not None and merge.get(qn("w:val")) != "restart" and column in above:
                cell = Cell(above[column].lines, carried=True)
                self._inner(element)
            else:
                cell = Cell(self._inner(element))
                above[column] = cell
            cells.append(cell)
            width = min(int(span.get(qn("w:val"))), 60) if span is not None else 1
            cells += [Cell() for _number in range(width - 1)]
        return cells

    def _cells(self, parent: Any) -> Iterator[Any]:
        for element in parent:
            if element.tag == qn("w:tc"):
                yield element
            elif element.tag in _BLOCKS_INSIDE:
                yield from self._cells(element)

    def _inner(self, cell: Any) -> list[Line]:
        """The lines of a cell; a table inside it gives its own."""
        lines: list[Line] = []
        for element in self._blocks(cell):
            if element.tag == qn("w:p"):
                lines += self._lines(element)
            else:
                lines += [
                    line for row in self._rows(element) for each in row if not each.carried for line in each.lines
                ]
        return lines

    def _read_notes(self) -> None:
        """Footnotes and endnotes, but for the signs that part them from the text."""
        for relation in self.document.part.rels.values():
            if not relation.reltype.endswith(("/footnotes", "/endnotes")):
                continue
            root = etree.fromstring(relation.target_part.blob, _parser())
            for note in root:
                if note.get(qn("w:type")) in ("separator", "continuationSeparator", "continuationNotice"):
                    continue
                self.place += 1
                text = squeeze(clean(_text(note)).replace("\n", " "))
                text = re.sub(r"^(?:\d{1,3}[./)]?|\*+|/|\.)\s+", "", text).lstrip("./ ")
                if text:
                    self.source.notes.append(Line(text, self.place))


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True)


def _table_of(row: Any) -> Any:
    parent = row.getparent()
    while parent is not None and parent.tag != qn("w:tbl"):
        parent = parent.getparent()
    return parent


def _text(element: Any) -> str:
    """The text of a paragraph or note as it stands: deletions, field codes and raised marks left out."""
    return "".join(_pieces(element))


def _pieces(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag in _SKIPPED or child.tag in (qn("w:footnoteReference"), qn("w:endnoteReference")):
            continue
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag in (qn("w:tab"), qn("w:ptab")):
            yield " "
        elif child.tag in (qn("w:br"), qn("w:cr")):
            yield "\n"
        elif child.tag == qn("w:noBreakHyphen"):
            yield "-"
        elif child.tag == qn("w:sym"):
            yield "•"
        elif child.tag == qn("w:p"):
            yield from _pieces(child)
            yield "\n"
        elif child.tag == qn("w:r") and _is_mark(child):
            continue
        else:
            yield from _pieces(child)


def _is_mark(run: Any) -> bool:
    """A raised number or star is a footnote mark; a raised `th` is not. Hidden text is not printed."""
    properties = run.find(qn("w:rPr"))
    if properties is None:
        return False
    if properties.find(qn("w:vanish")) is not None:
        return True
    raised = properties.find(qn("w:vertAlign"))
    if raised is None or raised.get(qn("w:val")) != "superscript":
        return False
    return bool(_RAISED_MARK.fullmatch("".join(text.text or "" for text in run.iter(qn("w:t")))))
