"""Texts that exist in several languages, and the honest choice among them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

LANGUAGES = ("en", "es", "fr", "pt")


class Text(NamedTuple):
    """A text and the language it is really in."""

    text: str
    language: str

    def __str__(self) -> str:
        return self.text


class Multilingual(Mapping[str, str]):
    """An immutable text by language code; blank versions are not kept.

    >>> Multilingual({"es": "Sala Guerrero"}).pick("fr")
    Text(text='Sala Guerrero', language='es')
    """

    __slots__ = ("_texts",)

    def __init__(self, texts: Mapping[str, str] | None = None, **by_language: str) -> None:
        given = {**(texts or {}), **by_language}
        self._texts = {code: given[code] for code in sorted(given, key=_rank) if given[code]}

    def pick(self, language: str, original: str | None = None) -> Text:
        """The version in `language`, else in `original`, else the first there is in the order of LANGUAGES.

        An absent text gives an empty one in the language asked for, so that nothing is labelled foreign.
        """
        for code in (language, original, *self._texts):
            if code and code in self._texts:
                return Text(self._texts[code], code)
        return Text("", language)

    def __getitem__(self, language: str) -> str:
        return self._texts[language]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def __bool__(self) -> bool:
        return bool(self._texts)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Mapping) and dict(self) == dict(other)

    def __hash__(self) -> int:
        return hash(tuple(self._texts.items()))

    def __repr__(self) -> str:
        return f"Multilingual({self._texts!r})"

    def __str__(self) -> str:
        return self.pick("en").text


def _rank(code: str) -> tuple[int, str]:
    return (LANGUAGES.index(code) if code in LANGUAGES else len(LANGUAGES), code)
