"""Prose of sections as blocks of the press; labels of lists follow the house, citations stay whole."""

from __future__ import annotations

from collections.abc import Iterable

from documents import press
from documents.press.blocks import ListKind
from meetings.papers.pen import Pen
from portal.lib import prose
from portal.lib.multilingual import Multilingual

KINDS: dict[prose.Marker, ListKind] = {
    prose.Marker.BULLET: "bullet",
    prose.Marker.DECIMAL: "decimal",
    prose.Marker.ALPHA: "alpha",
    prose.Marker.ROMAN: "roman",
}


def blocks(value: Multilingual, pen: Pen) -> tuple[press.Block, ...]:
    """What the prose says, in the paper's language or labelled with the one it is in."""
    text, language = pen.pick(value)
    read = prose.read(text)
    return _Writer(read, language).blocks(read.blocks)


def inlines(value: Multilingual, pen: Pen) -> tuple[press.Inline, ...]:
    """A short text in one run: its paragraphs follow each other on lines of their own."""
    run: list[press.Inline] = []
    for block in blocks(value, pen):
        if isinstance(block, press.Paragraph):
            run += [press.LineBreak(), *block.inlines] if run else block.inlines
    return tuple(run)


class _Writer:
    def __init__(self, read: prose.Prose, language: str | None) -> None:
        self.notes = {note.number: note for note in read.footnotes}
        self.language = language

    def blocks(self, read: Iterable[prose.Block]) -> tuple[press.Block, ...]:
        return tuple(self.block(block) for block in read)

    def block(self, block: prose.Block) -> press.Block:
        match block:
            case prose.Paragraph(inlines=inner):
                return press.Paragraph(self.inlines(inner))
            case prose.Quote(blocks=inner):
                return press.Quote(self.blocks(inner))
            case prose.List():
                start = block.items[0].number if block.items else 1
                items = tuple(press.Item(self.blocks(item.blocks)) for item in block.items)
                return press.List(items, KINDS[block.marker], start)

    def inlines(self, read: Iterable[prose.Inline]) -> tuple[press.Inline, ...]:
        return tuple(self.inline(inline) for inline in read)

    def inline(self, inline: prose.Inline) -> press.Inline:
        match inline:
            case prose.Text(text=text):
                return press.Text(text, self.language)
            case prose.Citation(text=text):
                return press.Citation(text)
            case prose.LineBreak():
                return press.LineBreak()
            case prose.Emphasis(inlines=inner):
                return press.Emphasis(self.inlines(inner))
            case prose.Strong(inlines=inner):
                return press.Strong(self.inlines(inner))
            case prose.Link(href=href, inlines=inner):
                return press.Link(self.inlines(inner), href)
            case prose.FootnoteCall(number=number):
                return press.Footnote((press.Paragraph(self.inlines(self.notes[number].inlines)),))
