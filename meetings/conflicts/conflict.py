"""What the checks say."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """A clash holds a change until it is mended or given a reason; a warning holds nothing up."""

    CLASH = "clash"
    WARNING = "warning"


class About(StrEnum):
    """What a conflict is listed under: room and officers apart."""

    ROOM = "room"
    OFFICER = "officer"
    BODY = "body"
    DAY = "day"
    HOUR = "hour"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Conflict:
    """One conflict of a row. `keys` are the rows of its own schedule concerned, itself first.

    `sentence` is in the page's language; `url` is that of the other meeting, where the reader may see it.
    """

    code: str
    severity: Severity
    about: About
    sentence: str
    keys: tuple[str, ...]
    url: str = ""

    @property
    def holds(self) -> bool:
        """Whether the change has to wait for a reason."""
        return self.severity is Severity.CLASH
