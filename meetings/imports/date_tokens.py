"""Text cut into the tokens of which dates are made."""

from __future__ import annotations

import re
from dataclasses import dataclass

from meetings.imports.calendar_words import MONTHS, WEEKDAYS
from meetings.imports.spaces import fold

_TOKEN = re.compile(
    r"(?P<weekday>\d[oa]?-feira|[a-z]+-feira)"
    r"|(?P<number>\d+)(?P<ordinal>\.?(?:st|nd|rd|th|eme|ere|er|e|ro|do|to|o|a)(?![a-z0-9]))?"
    r"|(?P<word>[a-z]+(?:'(?:au|a)(?![a-z])|')?)"
    r"|(?P<sign>[^\sa-z0-9])"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A number, a word or a sign, at its place in the text."""

    text: str
    start: int
    end: int
    number: int | None = None
    digits: int = 0
    ordinal: bool = False

    @property
    def month(self) -> int | None:
        """Which month it names."""
        return MONTHS.get(self.text)

    @property
    def weekday(self) -> int | None:
        """Which weekday it names, 0 for Monday."""
        return WEEKDAYS.get(self.text)

    @property
    def is_day(self) -> bool:
        """A number that a day of the month may have."""
        return self.number is not None and self.digits <= 2 and 1 <= self.number <= 31

    @property
    def is_year(self) -> bool:
        """Four digits that a schedule may mean as a year."""
        return self.digits == 4 and not self.ordinal and 1945 <= (self.number or 0) <= 2099


def tokens_of(text: str) -> list[Token]:
    """The tokens of `text`, whose places are those of `text`."""
    return [_token(match) for match in _TOKEN.finditer(fold(text))]


def _token(match: re.Match[str]) -> Token:
    if match["number"]:
        digits = match["number"]
        number = int(digits) if len(digits) < 9 else None
        return Token(match[0], match.start(), match.end(), number, len(digits), bool(match["ordinal"]))
    return Token(match[0].rstrip(), match.start(), match.end())
