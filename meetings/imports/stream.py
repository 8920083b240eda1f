"""What every form of source becomes: lines, and grids of cells that hold lines, each with its place in the source."""

from __future__ import annotations

from dataclasses import dataclass, field


class UnreadableError(Exception):
    """The source cannot be opened at all; the message is a sentence for its owner."""


@dataclass(slots=True)
class Line:
    """A line of text. `label` is an automatic number, "" an automatic bullet, None nothing known."""

    text: str
    source: int
    label: str | None = None
    level: int = 0
    heading: bool = False
    # Whether a blank line or the start of a paragraph stands before it.
    apart: bool = True
    # Whether its level is the source's own nesting, as in HTML, and not an indentation.
    nested: bool = False


@dataclass(slots=True)
class Cell:
    """A cell; `carried` where it only repeats the one above because that spans rows."""

    lines: list[Line] = field(default_factory=list)
    carried: bool = False

    @property
    def text(self) -> str:
        """Its lines, joined by line feeds."""
        return "\n".join(line.text for line in self.lines if line.text)


@dataclass(slots=True)
class Grid:
    """A table, its rows from top to bottom; cells that span columns stand once, in the first."""

    rows: list[list[Cell]]


@dataclass(slots=True)
class Source:
    """A whole source: lines and grids in their order, and footnotes."""

    blocks: list[Line | Grid] = field(default_factory=list)
    notes: list[Line] = field(default_factory=list)
