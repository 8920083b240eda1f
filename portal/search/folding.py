"""Words as they are compared: lower case, without accents."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from django.db.models import TextChoices
from django.utils.translation import override

from portal.lib.multilingual import LANGUAGES


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """“Présentation” -> “presentation”; runs of blanks are one."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(letter for letter in plain if not unicodedata.combining(letter)).split())


def folded(*values: Mapping[str, str] | str) -> tuple[str, ...]:
    """All texts of the values, in every language."""
    texts = (text for value in values for text in ([value] if isinstance(value, str) else value.values()))
    return tuple(fold(text) for text in texts if text)


@lru_cache(maxsize=None, typed=True)  # kinds of different records may have the same value
def in_every_language(kind: TextChoices) -> tuple[str, ...]:
    """The name of a kind in each language of the interface."""
    words = []
    for language in LANGUAGES:
        with override(language):
            words.append(fold(str(kind.label)))
    return tuple(words)


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
