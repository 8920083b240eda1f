"""Words as the index keeps them: folded, with the stem of each in its language.

Both engines are fed these words as they are, so that one finds what the other finds: neither PostgreSQL's dictionaries,
which know accents but not texts without them, nor SQLite, which knows English alone, could promise that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

import snowballstemmer

from portal.search.folding import fold

STEMMERS = {"en": "english", "es": "spanish", "fr": "french", "pt": "portuguese"}
STEM = "0"
"""Closes a stem, so that it is no word: “migration” is kept as “migration” and “migrat0”."""
SHORTEST_STEMMED = 4
LONGEST_WORD = 60
MOST_WORDS = 20_000
"""Of one text: the rest of a longer one is not looked through."""
NOT_IN_TITLE = 5
"""The rank of what is found by its text alone."""
_WORD = re.compile(r"[^\W_]+")
# Without their accents, plurals of Portuguese are not known for what they are: reunioes, capitaes.
_PLURALS = (("oes", "ao"), ("aes", "ao"))


def words_of(text: str) -> list[str]:
    """“l’élection (2ª)” -> l, election, 2a."""
    return [word[:LONGEST_WORD] for word in _WORD.findall(fold(text))[:MOST_WORDS]]


@cache
def _stemmer(language: str) -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer(STEMMERS[language])


@lru_cache(maxsize=100_000)
def stem(word: str, language: str) -> str:
    """The stem of a folded word with its mark; nothing for numbers and short words."""
    if len(word) < SHORTEST_STEMMED or not word.isalpha() or language not in STEMMERS:
        return ""
    if language == "pt":
        for plural, singular in _PLURALS:
            word = word.removesuffix(plural) + singular if word.endswith(plural) else word
    return f"{_stemmer(language).stemWord(word)}{STEM}"


@lru_cache(maxsize=10_000)
def stems(word: str) -> tuple[str, ...]:
    """The stems that a word has in the four languages."""
    return tuple(dict.fromkeys(filter(None, (stem(word, language) for language in STEMMERS))))


def indexed(*values: Mapping[str, str] | str) -> str:
    """A line of words for each text in each of its languages, and a last one of their stems where it is known."""
    lines: list[str] = []
    found: dict[str, None] = {}
    for language, text in _texts(values):
        words = words_of(text)
        lines.append(" ".join(words))
        found |= dict.fromkeys(filter(None, (stem(word, language) for word in words)))
    return "\n".join(line for line in [*lines, " ".join(found)] if line)


def rank(words: tuple[str, ...], title: str) -> int:
    """How a title holds the words: 0 as a phrase at its start, 1 as a phrase, 2 apart, 3 by their stems, 5 not."""
    lines = title.split("\n")
    phrase = " ".join(words)
    if phrase in title:
        return 0 if any(line.startswith(phrase) for line in lines) else 1
    if any(all(word in line for word in words) for line in lines):
        return 2
    held = set(lines[-1].split(" "))
    return 3 if all(word in title or not held.isdisjoint(stems(word)) for word in words) else NOT_IN_TITLE


def _texts(values: Iterable[Mapping[str, str] | str]) -> Iterable[tuple[str, str]]:
    for value in values:
        yield from [("", value)] if isinstance(value, str) else value.items()
