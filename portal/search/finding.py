"""What a query finds, best first, with what it can be narrowed to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import ceil

from groups.models import Body
from portal.actors import Actor
from portal.lib.symbols import parse
from portal.models import SearchChange
from portal.search import places
from portal.search.asked import day_asked, is_numeral, symbol_asked
from portal.search.candidates import MOST, Candidate, Narrowed, by_symbol, by_words, fits
from portal.search.facets import Facet, facets
from portal.search.folding import folded
from portal.search.hits import Hit
from portal.search.index.upkeep import catch_up
from portal.search.showing import Asked, shown
from portal.search.words import words_of

BESIDE_WORDS = 5
"""A symbol with words beside it comes after the whole query as a symbol, and before words alone."""
LONGEST = 200
"""A query is cut here: nobody's symbol is longer, and each letter costs."""
PAGE = 20
ORDER = ("paper", "instrument", "body", "meeting", "person", "room")


@dataclass(frozen=True, kw_only=True)
class Choices:
    """What the reader narrowed a search to: each by the word in its address, empty for all."""

    sort: str = ""
    organization: str = ""
    group: str = ""
    year: int | None = None
    language: str = ""


ALL = Choices()


@dataclass(frozen=True, kw_only=True)
class Found:
    """One page of what was found."""

    hits: list[Hit]
    total: int = 0
    more: bool = False
    """There is more than was counted."""
    page: int = 1
    pages: int = 1
    facets: tuple[Facet, ...] = ()


NOTHING = Found(hits=[])


def search(actor: Actor, query: str, *, limit: int = 50) -> list[Hit]:
    """The best of all that `query` names or describes."""
    return find(actor, query, size=limit).hits


def find(actor: Actor, query: str, choices: Choices = ALL, *, page: int = 1, size: int = PAGE) -> Found:
    """All that `query` names or describes: papers, instruments, bodies, officers, rooms, meetings and their items.

    A query that is a day finds the rows of that day and nothing else. A page beyond the last one is the last one.
    """
    query = query.replace("\x00", "").strip()[:LONGEST]
    if not query:
        return NOTHING
    narrowed = _narrowed(actor, choices)
    words = tuple(word for word in words_of(query) if len(word) > 1 or word.isdigit())
    candidates = list(_candidates(narrowed, query, words))
    best = sorted(_once(candidates), key=_order)
    pages = max(1, ceil(len(best) / size))
    page = min(max(1, page), pages)
    chosen = best[(page - 1) * size : page * size]
    return Found(
        hits=shown(Asked(actor=actor, query=query, words=words), chosen),
        total=len(best),
        more=_is_more(candidates),
        page=page,
        pages=pages,
        facets=facets(actor, best),
    )


def _narrowed(actor: Actor, choices: Choices) -> Narrowed:
    """With an index that says what is so now."""
    catch_up()
    pending = SearchChange.objects.exists()  # more than it makes good at once, or another process at it
    bodies: frozenset[int] | None = None
    if choices.group or choices.organization:
        known = Body.objects.visible_to(actor)
        known = known.filter(slug=choices.group) if choices.group else known
        known = known.filter(organization__key=choices.organization) if choices.organization else known
        bodies = frozenset(known.values_list("pk", flat=True))
    return Narrowed(
        actor=actor,
        sort=choices.sort,
        bodies=bodies,
        year=choices.year,
        language=choices.language,
        pending=pending,
    )


def _candidates(narrowed: Narrowed, query: str, words: tuple[str, ...]) -> Iterator[Candidate]:
    day = day_asked(query)
    if day:
        yield from (found for found in places.rows_of_day(narrowed.actor, day) if narrowed.holds(found))
        return
    named = [*_by_symbol(narrowed, query), *_by_symbol_and_words(narrowed, query)]
    yield from named
    if not words:
        return
    rooms = []
    for found in by_words(narrowed, words, beside=len(named)):
        yield found
        rooms += [found.object_id] if found.kind == "room" else []
    held = places.rows_in_rooms(narrowed.actor, rooms)
    yield from (found for found in held if narrowed.holds(found))


def _by_symbol(narrowed: Narrowed, query: str) -> Iterator[Candidate]:
    """What the symbol names; the paper itself, where the revision asked for is none that is known."""
    numeral = is_numeral(query)
    if not numeral and not any(letter.isdigit() for letter in query):
        return
    named = list(by_symbol(narrowed, query, whole_parts=numeral))
    symbol = None if named else parse(query)
    if symbol and symbol != symbol.base:
        named = list(by_symbol(narrowed, symbol.base.printed, whole_parts=False))
    yield from named


def _by_symbol_and_words(narrowed: Narrowed, query: str) -> Iterator[Candidate]:
    """What a symbol names, if the words beside it fit: its kind, its body or its title."""
    asked = symbol_asked(query)
    if asked is None:
        return
    named = list(_by_symbol(narrowed, asked.symbol))
    known = Body.objects.visible_to(narrowed.actor).filter(pk__in={found.body_id for found in named if found.body_id})
    bodies = {body.pk: folded(body.name, body.short_name, body.slug) for body in known}
    for found in named:
        if fits(found, asked.words, bodies):
            yield replace(found, rank=found.rank + BESIDE_WORDS)


def _once(candidates: list[Candidate]) -> list[Candidate]:
    """One for each thing, the best of those that lead to it; a meeting's own matter before that of its items."""
    best: dict[tuple[str, int], Candidate] = {}
    for found in candidates:
        other = best.get(found.thing)
        if other is None or (found.within_id is not None, found.rank) < (other.within_id is not None, other.rank):
            best[found.thing] = found
    return list(best.values())


def _order(found: Candidate) -> tuple[int, int, int, str, int]:
    """The better before the worse, then by kind, the newer before the older."""
    return found.rank, ORDER.index(found.sort), -found.on.toordinal(), found.kind, -found.object_id


def _is_more(candidates: list[Candidate]) -> bool:
    counts: dict[str, int] = {}
    for found in candidates:
        counts[found.kind] = counts.get(found.kind, 0) + 1
    return any(count >= MOST for count in counts.values())
