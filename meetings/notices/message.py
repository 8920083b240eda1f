"""A notice as plain words, before it is a mail or a line of the inbox."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import get_language

from meetings.models import Entry
from meetings.notices.reasons import Untold
from portal.lib.ical import Event


class UntoldError(Exception):
    """The reader may not be told this, or it is no longer so; says why, for staff."""

    def __init__(self, why: Untold) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Line:
    """A fact with its label; `was` is its former value, where that changed."""

    label: str
    value: str
    was: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """Lines of text under a heading: an agenda, the rows that a plan changed."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What the secretariat wrote for one language, with placeholders."""

    subject: str = ""
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """`headline` is the subject and the line in the inbox; `opening` says it in a sentence.

    `url` is a path of the portal, `link` the words that lead there. `rows` go along as calendar entries, and sittings
    `dropped` from the last of them as cancelled, and so do `events`; `plan` names the term whose work plan goes along
    as PDF. `own` is the
    secretariat's sentence, `figures` what its placeholders stand for; `unsaid`: some of its words cannot be said.
    """

    headline: str
    opening: str
    url: str
    link: str
    lines: tuple[Line, ...] = ()
    parts: tuple[Part, ...] = ()
    closing: str = ""
    urgent: bool = False
    rows: tuple[Entry, ...] = field(default=())
    dropped: tuple[Mapping[str, Any], ...] = ()
    events: tuple[Event, ...] = ()
    own: str = ""
    unsaid: bool = False
    plan: tuple[str, str] | None = None
    figures: Mapping[str, str] = field(default_factory=dict)
    language: str = field(default_factory=get_language)
    """The one that it was composed in, whatever the page that shows it is in."""
    brief: int = 1
    """How many of its lines say when and where."""

    @property
    def gist(self) -> tuple[Line, ...]:
        """What the one mail of a day says of it: when and where, and all that changed."""
        return tuple(line for place, line in enumerate(self.lines) if place < self.brief or line.was)
