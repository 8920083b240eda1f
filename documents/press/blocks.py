"""Blocks of a paper: what stands on lines of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from documents.press.inlines import Inline, line
from documents.press.tables import MonthGrid, Schedule, Table

ListKind: TypeAlias = Literal["decimal", "alpha", "roman", "bullet", "plain"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the first below the title. `label` is `I.` or `A.`, printed in a column of its own."""

    level: int
    inlines: tuple[Inline, ...]
    label: str = ""
    anchor: str = ""
    listed: bool = True

    @classmethod
    def of(cls, level: int, *parts: str | Inline, label: str = "", anchor: str = "", listed: bool = True) -> Heading:
        """Build from strings and inlines; `listed` false keeps it out of the contents."""
        return cls(level, line(*parts), label, anchor, listed)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `number`, where given, is printed before it as `1.`"""

    inlines: tuple[Inline, ...]
    number: int | None = None
    anchor: str = ""
    indent: bool = True

    @classmethod
    def of(cls, *parts: str | Inline, number: int | None = None, anchor: str = "", indent: bool = True) -> Paragraph:
        """Build from strings and inlines; `indent` false starts the first line flush left."""
        return cls(line(*parts), number, anchor, indent)


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list; `label`, where given, is printed as it is instead of the counted one."""

    blocks: tuple[Block, ...]
    label: str = ""

    @classmethod
    def of(cls, *parts: str | Inline, label: str = "", nested: List | None = None) -> Item:
        """Build an item of one paragraph, and a list below it."""
        below: tuple[Block, ...] = (nested,) if nested else ()
        return cls((Paragraph(line(*parts)), *below), label)


@dataclass(frozen=True, slots=True)
class List:
    """A list; labels follow the house style and language: `(a)` in English, `a)` in Spanish."""

    items: tuple[Item, ...]
    kind: ListKind = "decimal"
    start: int = 1

    @classmethod
    def of(cls, *items: str | Inline | Item, kind: ListKind = "decimal", start: int = 1) -> List:
        """Build from strings, inlines or items."""
        return cls(tuple(item if isinstance(item, Item) else Item.of(item) for item in items), kind, start)


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage quoted; `source` is printed below it."""

    blocks: tuple[Block, ...]
    source: tuple[Inline, ...] = ()
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Particulars:
    """Lines of a word and its value: `Date: ...`, `Place: ...`, `Chair: ...`."""

    rows: tuple[tuple[str, tuple[Inline, ...]], ...]

    @classmethod
    def of(cls, *rows: tuple[str, str | Inline]) -> Particulars:
        """Build from pairs of a word and one inline or string."""
        return cls(tuple((word, line(value)) for word, value in rows))


@dataclass(frozen=True, slots=True)
class Signature:
    """Name, then capacities, one line each; `place_and_date` stands above the name."""

    name: str
    capacities: tuple[str, ...] = ()
    place_and_date: str = ""


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex: its own page, label and centred title; `original` prints `[Original: French]` below the heading."""

    label: str
    inlines: tuple[Inline, ...]
    blocks: tuple[Block, ...]
    anchor: str = ""
    original: str | None = None


@dataclass(frozen=True, slots=True)
class DiagramItem:
    """One box of a diagram: a title and the lines below it."""

    title: tuple[Inline, ...]
    lines: tuple[tuple[Inline, ...], ...] = ()

    @classmethod
    def of(cls, title: str, *lines: str) -> DiagramItem:
        """Build from strings."""
        return cls(line(title), tuple(line(text) for text in lines))


@dataclass(frozen=True, slots=True)
class Diagram:
    """A figure made of words: boxes side by side, read as a list."""

    items: tuple[DiagramItem, ...]
    label: str = ""
    title: tuple[Inline, ...] = ()
    source: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts on a new page."""


@dataclass(frozen=True, slots=True)
class Landscape:
    """Blocks on pages turned by a quarter, for wide tables."""

    blocks: tuple[Block, ...]


Block: TypeAlias = (
    Heading
    | Paragraph
    | List
    | Quote
    | Particulars
    | Table
    | Schedule
    | MonthGrid
    | Signature
    | Annex
    | Diagram
    | PageBreak
    | Landscape
)
