"""Prose as safe HTML for pages: all text is escaped, and no attribute comes from the writer but a checked href."""

from collections.abc import Callable, Iterable, Sequence
from html import escape

from portal.lib.prose.blocks import (
    Block,
    Citation,
    Emphasis,
    Footnote,
    FootnoteCall,
    Inline,
    LineBreak,
    Link,
    List,
    Marker,
    Paragraph,
    Prose,
    Quote,
    Strong,
    Text,
)

_TYPES = {Marker.DECIMAL: "", Marker.ALPHA: ' type="a"', Marker.ROMAN: ' type="i"'}


class _Writer:
    def __init__(
        self, citation_url: Callable[[str], str | None] | None, prefix: str, back_label: str, before: int
    ) -> None:
        self.citation_url = citation_url
        self.before = before
        self.prefix = escape(prefix)
        self.back_label = escape(back_label)

    def blocks(self, blocks: Iterable[Block], *, bare: bool = False) -> str:
        return "".join(self.block(block, bare=bare) for block in blocks)

    def block(self, block: Block, *, bare: bool) -> str:
        match block:
            case Paragraph(inlines):
                return self.inlines(inlines) if bare else f"<p>{self.inlines(inlines)}</p>"
            case Quote(blocks):
                return f"<blockquote>{self.blocks(blocks)}</blockquote>"
            case List():
                return self.listing(block)

    def listing(self, block: List) -> str:
        tag, attributes = "ul", ""
        if block.marker is not Marker.BULLET:
            first = block.items[0].number if block.items else 1
            bracketed = ' class="bracketed"' if block.bracketed else ""
            tag, attributes = "ol", _TYPES[block.marker] + (f' start="{first}"' if first != 1 else "") + bracketed
        items = "".join(f"<li>{self.item(item.blocks)}</li>" for item in block.items)
        return f"<{tag}{attributes}>{items}</{tag}>"

    def item(self, blocks: Sequence[Block]) -> str:
        """An item of one paragraph, perhaps with lists below it, needs no `p`."""
        single = sum(isinstance(block, Paragraph) for block in blocks) == 1
        return self.blocks(blocks, bare=single)

    def inlines(self, inlines: Iterable[Inline]) -> str:
        return "".join(self.inline(inline) for inline in inlines)

    def inline(self, inline: Inline) -> str:
        match inline:
            case Text(text):
                return escape(text)
            case LineBreak():
                return "<br>"
            case Emphasis(inner):
                return f"<em>{self.inlines(inner)}</em>"
            case Strong(inner):
                return f"<strong>{self.inlines(inner)}</strong>"
            case Link(href, inner):
                return f'<a href="{escape(href)}">{self.inlines(inner)}</a>'
            case Citation(text, key):
                return self.citation(text, key)
            case FootnoteCall(number, repeat):
                place = self.call_place(number, repeat)
                link = f'<a href="#{self.note_place(number)}" role="doc-noteref">{self.before + number}</a>'
                return f'<sup id="{place}">{link}</sup>'

    def citation(self, text: str, key: str) -> str:
        url = self.citation_url(key) if self.citation_url else None
        if not url:
            return f'<span class="symbol">{escape(text)}</span>'
        return f'<a class="symbol" href="{escape(url)}">{escape(text)}</a>'

    def call_place(self, number: int, repeat: int) -> str:
        return f"{self.prefix}-call-{number}" + (f"-{repeat + 1}" if repeat else "")

    def note_place(self, number: int) -> str:
        return f"{self.prefix}-{number}"

    def notes(self, notes: Sequence[Footnote]) -> str:
        if not notes:
            return ""
        items = "".join(
            f'<li id="{self.note_place(note.number)}">{self.inlines(note.inlines)}{self.back_links(note)}</li>'
            for note in notes
        )
        start = f' start="{self.before + 1}"' if self.before else ""
        return f'<section class="footnotes" role="doc-endnotes"><ol{start}>{items}</ol></section>'

    def back_links(self, note: Footnote) -> str:
        named = f'role="doc-backlink" aria-label="{self.back_label}"'
        places = [self.call_place(note.number, repeat) for repeat in range(note.calls)]
        return "".join(f' <a href="#{place}" {named}>↩</a>' for place in places)


def to_html(
    prose: Prose,
    citation_url: Callable[[str], str | None] | None = None,
    *,
    id_prefix: str = "note",
    back_label: str = "Back to the text",
    notes_before: int = 0,
) -> str:
    """HTML of prose. `citation_url` turns a symbol's key into an address, or None where it leads nowhere.

    Give each text on one page its own `id_prefix`; its footnotes are numbered on from `notes_before`. The result is
    safe to be marked as such.
    """
    writer = _Writer(citation_url, id_prefix, back_label, notes_before)
    return writer.blocks(prose.blocks) + writer.notes(prose.footnotes)
