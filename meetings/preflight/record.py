"""What the checks look at, and what they say."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Protocol

from groups.models import Mandate, Term
from meetings.models import Entry, Schedule
from portal.lib.multilingual import Multilingual


class Sort(StrEnum):
    """Whether the source says two things that cannot both be true, or something about it is only worth saying."""

    CONTRADICTION = "contradiction"
    REMARK = "remark"


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to say of the record. `text` is a sentence in the page's language, or recorded words in several."""

    code: str
    text: str | Multilingual
    place: str | Multilingual = ""
    entry: str = ""
    """Key of the row concerned, for a link; empty when it is the whole."""
    sort: Sort = Sort.REMARK


class DatedRow(Protocol):
    """What the checks of dates ask of a row: an entry, or one that is only proposed."""

    @property
    def key(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def start(self) -> date | None: ...
    @property
    def end(self) -> date | None: ...
    @property
    def weekday_printed(self) -> int | None: ...
    @property
    def year_inferred(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Record:
    """A term as its reader sees it."""

    term: Term
    entries: list[Entry] = field(default_factory=list)
    mandates: list[Mandate] = field(default_factory=list)

    @property
    def schedule(self) -> Schedule | None:
        """The term's schedule; None before there is one."""
        return getattr(self.term, "schedule", None)

    @property
    def rows(self) -> list[Entry]:
        """The entries that the schedule prints."""
        return [entry for entry in self.entries if entry.listed]
