"""What a query finds, best first."""

from __future__ import annotations

from portal.actors import Actor
from portal.lib import symbols
from portal.search import records
from portal.search.folding import fold
from portal.search.hits import Hit

LIMIT = 50
LONGEST = 200
"""A query is cut here: nobody's symbol is longer, and each letter costs."""


def search(actor: Actor, query: str, *, limit: int = LIMIT) -> list[Hit]:
    """Documents, revisions, instruments, bodies, meetings and agenda items that `query` names or describes."""
    query = query.strip()[:LONGEST]
    if not query:
        return []
    found = [*_by_symbol(actor, query), *_by_words(actor, query)]
    best: dict[str, Hit] = {}
    for hit in sorted(found):
        best.setdefault(hit.address or hit.url, hit)
    return list(best.values())[:limit]


def _by_symbol(actor: Actor, query: str) -> list[Hit]:
    terms = symbols.search_terms(query)
    if not terms or not any(letter.isdigit() for letter in query):
        return []
    return [
        *records.documents_by_symbol(actor, query, terms),
        *records.instruments_by_symbol(actor, query, terms),
    ]


def _by_words(actor: Actor, query: str) -> list[Hit]:
    words = tuple(word for word in fold(query).split() if len(word) > 1 or word.isdigit())
    if not words:
        return []
    return [
        *records.bodies_by_words(actor, words),
        *records.instruments_by_words(actor, words),
        *records.documents_by_words(actor, words),
        *records.meetings_by_words(actor, words),
    ]
