"""One way to ask for words, and what each database makes of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from portal.search.index.machinery import WORDS

SHORTEST_BEGINNING = 3
"""A word of two letters begins half the dictionary: it is looked for as it is."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the index, or how words begin. It holds letters, digits, hyphens and colons alone."""

    text: str
    begins: bool = False


Wanted = tuple[tuple[Term, ...], ...]
"""Of each group one term at least."""


def matching(vendor: str, wanted: Wanted, *, title: bool = False) -> tuple[str, str]:
    """The condition, on rows called r, and its parameter; `title`: all of it in their titles."""
    if vendor == "postgresql":
        return "r.vector @@ %s::tsquery", _tsquery(wanted, title=title)
    condition = f"r.id IN (SELECT rowid FROM {WORDS} WHERE {WORDS} MATCH %s)"  # noqa: S608 names of ours
    return condition, _fts5(wanted, title=title)


def _tsquery(wanted: Wanted, *, title: bool) -> str:
    def one(term: Term) -> str:
        marks = ("*" if term.begins else "") + ("A" if title else "")
        return f"'{term.text}'" + (f":{marks}" if marks else "")

    return " & ".join(_any((one(term) for term in group), " | ") for group in wanted)


def _fts5(wanted: Wanted, *, title: bool) -> str:
    def one(term: Term) -> str:
        return f'"{term.text}"' + (" *" if term.begins else "")

    found = " AND ".join(_any((one(term) for term in group), " OR ") for group in wanted)
    return f"{{title}} : ({found})" if title else found


def _any(terms: Iterable[str], between: str) -> str:
    return f"({between.join(terms)})"
