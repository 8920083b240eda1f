"""Typed text cut into numbers, words and signs."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_TOKEN = re.compile(r"(?P<number>\d+)|(?P<word>[a-z]+)|(?P<sign>[^\sa-z0-9])")
_HALF_OF_DAY = re.compile(r"(?<![a-z])([ap])\s?\.?\s?m(?![a-z])\.?")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_TWELVE = re.compile(r"meio(?:-|\s)?dia|(?<![a-z])meia(?:-|\s)noite")


@dataclass(frozen=True, slots=True)
class Token:
    """One of them, with its place in the text."""

    text: str
    start: int
    end: int
    spaced: bool
    """Whether white space stands before it."""

    @property
    def number(self) -> int | None:
        return int(self.text) if self.text.isdecimal() and len(self.text) <= 4 else None

    @property
    def is_day(self) -> bool:
        return self.number is not None and len(self.text) <= 2 and 1 <= self.number <= 31

    @property
    def is_year(self) -> bool:
        return self.number is not None and len(self.text) == 4 and 1945 <= self.number <= 2099


def fold(text: str) -> str:
    """Lower case without accents, dashes and spaces made plain; every character keeps its place."""
    return "".join(_plain(character) for character in text.translate(_DASHES))


def _plain(character: str) -> str:
    if character.isspace():
        return " "
    base = unicodedata.normalize("NFKD", character)[0].lower()
    return base if len(base) == 1 else character


def tokens_of(text: str) -> list[Token]:
    """The tokens, in order; places are those in `text`."""
    folded = _HALF_OF_DAY.sub(_half, fold(text))
    folded = _TWELVE.sub(lambda found: ("noon" if "dia" in found[0] else "midnight").ljust(len(found[0])), folded)
    found = []
    end = 0
    for match in _TOKEN.finditer(folded):
        found.append(Token(match[0], match.start(), match.end(), match.start() > end))
        end = match.end()
    return found


def _half(match: re.Match[str]) -> str:
    return f"{match[1]}m".ljust(len(match[0]))
