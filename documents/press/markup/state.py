"""What the walk knows while it writes: the paper, its words, the headings seen, and how deep it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from documents.press.errors import PressError
from documents.press.inlines import Inline
from documents.press.paper import Paper
from documents.press.words import WORDS, Words

# Layout recurses several calls deep for each level: 50 stays far below Python's limit
DEEPEST = 50


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents."""

    level: int
    label: str
    inlines: tuple[Inline, ...]
    anchor: str


@dataclass(slots=True)
class State:
    """State of one walk."""

    paper: Paper
    entries: list[Entry] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)
    level: int = 0
    depth: int = 0
    inside: int = 0

    @property
    def words(self) -> Words:
        """The house's words in the paper's language."""
        return WORDS[self.paper.language]

    @contextmanager
    def deeper(self) -> Iterator[None]:
        """One level of nesting."""
        if self.depth >= DEEPEST:
            raise PressError("The paper is nested too deeply to be printed.")
        self.depth += 1
        try:
            yield
        finally:
            self.depth -= 1

    @contextmanager
    def within(self) -> Iterator[None]:
        """Inside a cell, an item or a quotation, whose headings are not the paper's own."""
        self.inside += 1
        try:
            yield
        finally:
            self.inside -= 1

    def anchor(self, wanted: str) -> str:
        """A name not yet taken in this paper."""
        base = re.sub(r"[^A-Za-z0-9_.-]+", "-", wanted).strip("-") or f"part-{len(self.anchors) + 1}"
        name, count = base, 1
        while name in self.anchors:
            count += 1
            name = f"{base}-{count}"
        self.anchors.add(name)
        return name
