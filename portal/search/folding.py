"""Words as they are compared: lower case, without accents."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import lru_cache


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """“Présentation” -> “presentation”; runs of blanks are one."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(letter for letter in plain if not unicodedata.combining(letter)).split())


def rank(words: tuple[str, ...], value: Mapping[str, str] | str) -> int | None:
    """How well a text, in any language, holds all the words: 0 as a phrase at its start, 1 as a phrase, 2 apart."""
    texts = [value] if isinstance(value, str) else value.values()
    ranks = [found for text in texts if (found := _rank(words, fold(text))) is not None]
    return min(ranks, default=None)


def _rank(words: tuple[str, ...], text: str) -> int | None:
    if not all(word in text for word in words):
        return None
    phrase = " ".join(words)
    if text.startswith(phrase):
        return 0
    return 1 if phrase in text else 2
