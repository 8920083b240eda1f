"""The words found, where they stand: marked in a title, and a passage of a text around the first of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe

from groups.pages.dates import page_language
from portal.lib.multilingual import Multilingual, Text
from portal.search.folding import fold
from portal.search.words import STEMMERS, stem, stems

AROUND = 90
"""Letters on either side of the first word found."""
MOST_TEXT = 100_000
_WORD = re.compile(r"[^\W_]+")
_SHORTEST = 3


def excerpt(words: tuple[str, ...], *values: Mapping[str, str], unless: object = None) -> Text | str:
    """A passage of the first text that holds a word, in the page's language if it can be; nothing where none does.

    `unless` is a title: where it holds all the words itself, nothing needs to be explained.
    """
    if not words or (unless is not None and _holds_all(words, _picked(unless))):
        return ""
    for value in values:
        for language in sorted(value, key=lambda code: code != page_language()):
            text = value[language][:MOST_TEXT]
            place = next((match.start() for match in _found(words, text, language)), None)
            if place is not None:
                return Text(_passage(text, place), language)
    return ""


def marked(words: tuple[str, ...], value: object) -> Text:
    """A text for the page with the words found in `mark`; all else is escaped."""
    picked = _picked(value)
    pieces, last = [], 0
    for match in _found(words, picked.text, picked.language):
        pieces.append(conditional_escape(picked.text[last : match.start()]))
        pieces.append(format_html("<mark>{}</mark>", match[0]))
        last = match.end()
    pieces.append(conditional_escape(picked.text[last:]))
    return Text(mark_safe("".join(pieces)), picked.language)


def _picked(value: object) -> Text:
    if isinstance(value, Multilingual):
        return value.pick(page_language())
    if isinstance(value, Text):
        return value
    return Text(str(value), page_language())


def _found(words: tuple[str, ...], text: str, language: str) -> Iterator[re.Match[str]]:
    wanted = {each for word in words for each in stems(word)}
    for match in _WORD.finditer(text):
        word = fold(match[0])
        own = stem(word, language if language in STEMMERS else "")
        if own in wanted or any(_begins(word, asked) for asked in words):
            yield match


def _begins(word: str, asked: str) -> bool:
    return word.startswith(asked) if len(asked) >= _SHORTEST else word == asked


def _holds_all(words: tuple[str, ...], title: Text) -> bool:
    """Whether each word asked for is in the title, as it is or by its stem."""
    return all(next(_found((word,), title.text, title.language), None) for word in words)


def _passage(text: str, place: int) -> str:
    begin = text.rfind(" ", 0, max(0, place - AROUND)) + 1 if place > AROUND else 0
    end = text.find(" ", place + AROUND)
    passage = text[begin : end if end >= 0 else len(text)]
    return f"{'… ' if begin else ''}{' '.join(passage.split())}{' …' if end >= 0 else ''}"
