"""Inlines of a paper: what stands inside a line of text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from documents.press.blocks import Block


@dataclass(frozen=True, slots=True)
class Text:
    """Words; `language` only where it differs from the paper's."""

    text: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Italic words."""

    inlines: tuple[Inline, ...]

    @classmethod
    def of(cls, *parts: str | Inline) -> Emphasis:
        """Build from strings and inlines."""
        return cls(line(*parts))


@dataclass(frozen=True, slots=True)
class Strong:
    """Bold words."""

    inlines: tuple[Inline, ...]

    @classmethod
    def of(cls, *parts: str | Inline) -> Strong:
        """Build from strings and inlines."""
        return cls(line(*parts))


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note at the foot of the page; the call stands where the footnote stands, and the press numbers it."""

    blocks: tuple[Block, ...]

    @classmethod
    def of(cls, *parts: str | Inline) -> Footnote:
        """Build a note of one paragraph."""
        from documents.press.blocks import Paragraph

        return cls((Paragraph(line(*parts)),))


@dataclass(frozen=True, slots=True)
class Citation:
    """A symbol or a resolution's number: never broken over two lines."""

    text: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink; schemes other than http, https, mailto and #anchor are printed as plain words."""

    inlines: tuple[Inline, ...]
    url: str

    @classmethod
    def of(cls, text: str, url: str = "") -> Link:
        """Build a link; without a url the text is the address."""
        return cls(line(text), url or text)


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """One language version of a text; without a label the language's own name is printed."""

    language: str
    label: str = ""
    url: str | None = None


@dataclass(frozen=True, slots=True)
class LanguageLinks:
    """`Español - English`: the language versions of one text, joined by a hyphen between spaces."""

    links: tuple[LanguageLink, ...]


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A new line within a paragraph."""


Inline: TypeAlias = Text | Emphasis | Strong | Footnote | Citation | Link | LanguageLinks | LineBreak


def line(*parts: str | Inline) -> tuple[Inline, ...]:
    """Inlines from strings and inlines; empty strings are dropped."""
    return tuple(Text(part) if isinstance(part, str) else part for part in parts if part != "")
