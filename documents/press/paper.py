"""The paper: masthead, title and blocks, independent of the house style that prints it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal, TypeAlias

from documents.press.blocks import Block
from documents.press.inlines import Inline, line

Style: TypeAlias = Literal["oas", "un"]
Size: TypeAlias = Literal["letter", "a4"]
Language: TypeAlias = Literal["en", "es", "fr", "pt"]
Distribution: TypeAlias = Literal["", "general", "limited", "restricted"]


@dataclass(frozen=True, slots=True)
class Parent:
    """One parent of the issuing body: its organ, and the committee below it. Two parents make a joint masthead.

    Lines are balanced by measure; a newline in the name breaks it where the house does.
    """

    organ: str
    committee: str = ""


@dataclass(frozen=True, slots=True)
class Masthead:
    """The facts of a masthead, for both styles; what is missing is printed as not assigned, never invented.

    `date` is a date, or words already printed. `original` is a language code, or `textual`. `reference` is a press
    release's number and `release` makes the masthead one of a press release.
    """

    parents: tuple[Parent, ...] = ()
    group: str = ""
    organization: str = ""
    session: tuple[str, ...] = ()
    agenda_item: str = ""
    series: str = ""
    symbol: str = ""
    date: datetime.date | str | None = None
    original: str = ""
    distribution: Distribution = ""
    job_number: str = ""
    release: bool = False
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper, ready for the press.

    `status` is the line below the title, printed as given, its parentheses included. `meeting` and `venue` stand above
    the title in the UN style. `running` heads the pages where no symbol is assigned. `file_code` is the OAS code at
    the foot of page 1. With `contents`, `cover` keeps title and contents on a first page of their own; `levels` is
    the depth of the contents. `modified` dates the file, so that equal papers are equal bytes: give the date of the
    newest fact printed.
    """

    language: Language
    style: Style
    masthead: Masthead
    title: tuple[Inline, ...]
    blocks: tuple[Block, ...]
    modified: datetime.datetime
    size: Size = "letter"
    subtitle: tuple[Inline, ...] = ()
    status: tuple[Inline, ...] = ()
    meeting: str = ""
    venue: str = ""
    contents: bool = False
    cover: bool = True
    running: str = ""
    file_code: str = ""
    authors: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    levels: int = 3
    title_language: str | None = None

    @classmethod
    def of(
        cls, *, language: Language, style: Style, masthead: Masthead, title: str, blocks: tuple[Block, ...],
        modified: datetime.datetime, size: Size = "letter", status: str = "", subtitle: str = "",
        contents: bool = False,
    ) -> Paper:  # fmt: skip
        """Build with a plain title; use the constructor for everything else."""
        return cls(
            language, style, masthead, line(title), blocks, modified, size=size,
            status=line(status), subtitle=line(subtitle), contents=contents,
        )  # fmt: skip
