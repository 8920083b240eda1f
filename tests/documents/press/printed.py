"""What a test reads from a printed paper."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from pypdf import PdfReader

from documents.press import render
from documents.press.paper import Language, Style
from tests.documents.press.samples import everything

STYLES: tuple[Style, ...] = ("oas", "un")
LANGUAGES: tuple[Language, ...] = ("en", "es", "fr", "pt")


@cache
def sample(style: Style, language: Language) -> bytes:
    """The paper with one of everything, printed once in this run."""
    return render.pdf(everything(language, style))


@cache
def pages(data: bytes) -> tuple[str, ...]:
    """The words of each page, in the order they were drawn."""
    return tuple(" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(data)).pages)


@dataclass
class Tag:
    """A structure element: its role, its dictionary and what is below."""

    role: str
    dictionary: Any
    kids: list[Tag] = field(default_factory=list)

    def walk(self) -> Iterator[Tag]:
        """Itself and all below."""
        yield self
        for kid in self.kids:
            yield from kid.walk()

    def all(self, role: str) -> list[Tag]:
        """All elements of a role, itself included."""
        return [tag for tag in self.walk() if tag.role == role]


@cache
def tags(data: bytes) -> Tag:
    """The structure tree."""
    root: Any = PdfReader(io.BytesIO(data)).trailer["/Root"]
    return _tag(root["/StructTreeRoot"]["/K"][0].get_object())


def _tag(dictionary: Any) -> Tag:
    kids = [kid.get_object() for kid in dictionary.get("/K", [])]
    below = [_tag(kid) for kid in kids if isinstance(kid, dict) and kid.get("/S")]
    return Tag(str(dictionary["/S"]).lstrip("/"), dictionary, below)
