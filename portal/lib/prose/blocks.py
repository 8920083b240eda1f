"""What prose is made of: plain, immutable values without any knowledge of page or paper."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Marker(StrEnum):
    """How the items of a list are marked."""

    BULLET = "bullet"
    DECIMAL = "decimal"
    ALPHA = "alpha"
    ROMAN = "roman"


@dataclass(frozen=True, slots=True)
class Text:
    """Running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A symbol as the text spells it, with its key."""

    text: str
    key: str


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A break that the writer asked for."""


@dataclass(frozen=True, slots=True)
class FootnoteCall:
    """The call of a footnote, by its number in the order of calls; `repeat` is 1 at its second call."""

    number: int
    repeat: int = 0


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Stressed text, set in italics."""

    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Strong:
    """Important text, set in bold."""

    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A link to an address that was found harmless."""

    href: str
    inlines: tuple[Inline, ...]


Inline = Text | Citation | LineBreak | FootnoteCall | Emphasis | Strong | Link


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item, with the number it has in its list."""

    number: int
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class List:
    """A list. `bracketed` is true where the writer put the label in brackets, `(a)`; a house may do otherwise."""

    marker: Marker
    items: tuple[ListItem, ...]
    bracketed: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation set off from the text."""

    blocks: tuple[Block, ...]


Block = Paragraph | List | Quote


@dataclass(frozen=True, slots=True)
class Footnote:
    """The text of a footnote; `calls` is how often the text calls it."""

    number: int
    inlines: tuple[Inline, ...]
    calls: int = 1


@dataclass(frozen=True, slots=True)
class Prose:
    """Blocks in order, and the footnotes that they call, in the order of their first calls."""

    blocks: tuple[Block, ...] = ()
    footnotes: tuple[Footnote, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.blocks)

    @property
    def plain(self) -> str:
        """The text alone, a line to a paragraph; for searching and for summaries."""
        return "\n".join(_plain_blocks(self.blocks))


def _plain_blocks(blocks: Iterable[Block]) -> Iterable[str]:
    for block in blocks:
        match block:
            case Paragraph(inlines):
                yield plain_inlines(inlines)
            case Quote(inner):
                yield from _plain_blocks(inner)
            case List(items=items):
                for item in items:
                    yield from _plain_blocks(item.blocks)


def plain_inlines(inlines: Iterable[Inline]) -> str:
    """The text of inlines, without calls of footnotes."""
    parts: list[str] = []
    for inline in inlines:
        match inline:
            case Text(text) | Citation(text=text):
                parts.append(text)
            case LineBreak():
                parts.append(" ")
            case Emphasis(inner) | Strong(inner) | Link(inlines=inner):
                parts.append(plain_inlines(inner))
    return "".join(parts)
