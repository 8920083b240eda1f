"""What a query finds, best first."""

from __future__ import annotations

from dataclasses import replace

from portal.actors import Actor
from portal.lib import symbols
from portal.search import places, records
from portal.search.asked import day_asked, is_numeral, symbol_asked
from portal.search.folding import fold
from portal.search.hits import Hit

LIMIT = 50
BESIDE_WORDS = 5
"""A symbol with words beside it comes after the whole query as a symbol, and before words alone."""
LONGEST = 200
"""A query is cut here: nobody's symbol is longer, and each letter costs."""


def search(actor: Actor, query: str, *, limit: int = LIMIT) -> list[Hit]:
    """All that `query` names or describes: papers, instruments, bodies, officers, rooms, meetings and their items.

    A query that is a day finds the rows of that day and nothing else.
    """
    query = query.strip()[:LONGEST]
    if not query:
        return []
    day = day_asked(query)
    if day:
        found = list(places.rows_of_day(actor, day))
    else:
        found = [*_by_symbol(actor, query), *_by_symbol_and_words(actor, query), *_by_words(actor, query)]
    best: dict[str, Hit] = {}
    for hit in sorted(found):
        best.setdefault(hit.address or hit.url, hit)
    return list(best.values())[:limit]


def _by_symbol(actor: Actor, query: str) -> list[Hit]:
    terms = symbols.search_terms(query)
    numeral = is_numeral(query)
    if not terms or not (numeral or any(letter.isdigit() for letter in query)):
        return []
    found = [
        *records.documents_by_symbol(actor, query, terms),
        *records.instruments_by_symbol(actor, query, terms),
    ]
    # XLI is no part of XLII.
    return [hit for hit in found if hit.rank < records.IN_PART] if numeral else found


def _by_symbol_and_words(actor: Actor, query: str) -> list[Hit]:
    """What a symbol names, if the words beside it fit: its kind, its body or its title."""
    asked = symbol_asked(query)
    if asked is None:
        return []
    return [
        replace(hit, rank=hit.rank + BESIDE_WORDS)
        for hit in _by_symbol(actor, asked.symbol)
        if all(any(word in text for text in hit.described) for word in asked.words)
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
        *places.officers_by_words(actor, words),
        *places.rooms_by_words(actor, words),
    ]
