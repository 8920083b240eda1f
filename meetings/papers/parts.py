"""A part of a paper: its heading, its prose, and the recorded facts that follow it."""

from __future__ import annotations

from dataclasses import dataclass

from groups.models import Listing
from meetings.enums import Facts
from meetings.models import ActivityTable
from meetings.papers.facts import Record
from portal.lib.multilingual import Multilingual

NOTHING = Multilingual()


@dataclass(frozen=True, slots=True)
class Part:
    """As a section of the record says it, or as the default outline makes it up.

    `named` is the key of a heading among the words, where the record gives none.
    """

    key: str
    label: str = ""
    heading: Multilingual = NOTHING
    named: str = ""
    prose: Multilingual = NOTHING
    facts: Facts = Facts.NONE
    listing: Listing | None = None
    table: ActivityTable | None = None
    included: Record | None = None
    after: Multilingual = NOTHING
    annex: bool = False
    landscape: bool = False
    children: tuple[Part, ...] = ()
