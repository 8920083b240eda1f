"""What the index answers: candidates by words or symbol, with what ranks them and what facets count."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from documents.enums import DocumentKind
from groups.enums import InstrumentKind
from portal.actors import Actor
from portal.lib import symbols
from portal.models.search import UNDATED
from portal.search.folding import in_every_language
from portal.search.index.engines import SHORTEST_BEGINNING, Term, Wanted, matching
from portal.search.index.kinds import Rows, findable
from portal.search.words import rank, stems

MOST = 1_000
"""So many of a kind are looked at, the newest; more are not counted but said to be there."""
MOST_OF_SYMBOL = 200
# Words come after symbols, and a word in an agenda after one in a title.
AFTER_SYMBOLS = 10
IN_TEXT = 5
BY_STEM = 3
IN_MATTERS = {"entry": 20, "item": 20, "outcome": 30}

# What the reader chooses among -> the kinds of row that are it, the better one first.
SORTS: dict[str, tuple[str, ...]] = {
    "paper": ("document", "listed", "revision", "statement"),
    "instrument": ("instrument",),
    "body": ("body", "term"),
    "meeting": ("entry", "item", "outcome"),
    "person": ("tenure",),
    "room": ("room",),
}
SORT_OF = {kind: sort for sort, kinds in SORTS.items() for kind in kinds}
BY_SYMBOL = ("document", "listed", "revision", "instrument")
WITH_TEXT = ("document", "instrument")
"""Kinds that speak of much more than their titles say: their titles are looked through first."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that was found; `thing` is what a hit leads to, and found twice it is one hit."""

    rank: int
    kind: str
    object_id: int
    within_id: int | None = None
    body_id: int | None = None
    on: dt.date = UNDATED
    title: str = ""
    tokens: str = ""

    @property
    def sort(self) -> str:
        return SORT_OF[self.kind]

    @property
    def thing(self) -> tuple[str, int]:
        """The document of a revision, the row of an agenda item."""
        if self.kind in ("term", "body"):
            return self.kind, self.object_id
        return self.sort, self.within_id or self.object_id

    @property
    def year(self) -> int | None:
        return self.on.year if self.on != UNDATED else None

    def marks(self, letter: str) -> list[str]:
        """Its tokens of one sort: languages (l), kind (t), keys of symbols (x)."""
        return [token[2:] for token in self.tokens.split(" ") if token.startswith(f"{letter}:")]


@dataclass(frozen=True, kw_only=True)
class Narrowed:
    """The reader, and what they narrowed the search to."""

    actor: Actor
    sort: str = ""
    bodies: frozenset[int] | None = None
    year: int | None = None
    language: str = ""
    pending: bool = False

    def kinds(self, among: Iterable[str]) -> list[str]:
        """Kinds of row that can be among the results."""
        return [kind for kind in among if not self.sort or SORT_OF[kind] == self.sort]

    def rows(self, kind: str) -> Rows:
        """The rows of a kind within all that."""
        rows = findable(self.actor, kind, pending=self.pending)
        if self.bodies is not None:
            rows = rows.filter(body_id__in=self.bodies)
        if self.year:
            rows = rows.filter(on__range=(dt.date(self.year, 1, 1), dt.date(self.year, 12, 31)))
        return rows

    def wanted(self, groups: Wanted) -> Wanted:
        """The words asked for, in the language chosen."""
        return (*groups, (Term(f"l:{self.language}"),)) if self.language else groups

    def holds(self, candidate: Candidate) -> bool:
        """The same for what was not found in the index."""
        return (
            (not self.sort or candidate.sort == self.sort)
            and (self.bodies is None or candidate.body_id in self.bodies)
            and (not self.year or candidate.year == self.year)
            and not self.language
        )


def _newest(rows: Rows, most: int) -> Iterator[Candidate]:
    names = ("kind", "object_id", "within_id", "body_id", "on", "title", "tokens")
    for row in rows.order_by("-on", "object_id").values_list(*names)[:most]:
        yield Candidate(0, *row)


def words_wanted(words: Sequence[str]) -> Wanted:
    """Each word as it is, as the beginning of one, or by its stem in any of the languages."""
    return tuple(
        (Term(word, begins=len(word) >= SHORTEST_BEGINNING), *(Term(each) for each in stems(word))) for word in words
    )


def by_words(narrowed: Narrowed, words: tuple[str, ...]) -> Iterator[Candidate]:
    """Things whose titles or texts hold all the words."""
    wanted = words_wanted(words)
    for kind in narrowed.kinds(kind for kinds in SORTS.values() for kind in kinds):
        rows, seen = narrowed.rows(kind), set[int]()
        if kind in WITH_TEXT and not narrowed.language:
            for found in _newest(rows.filter(matching(wanted, title=True)), MOST):
                seen.add(found.object_id)
                yield _ranked(found, words, beside=0)
            if len(seen) >= MOST:
                continue
        for found in _newest(rows.filter(matching(narrowed.wanted(wanted))), MOST):
            if found.object_id not in seen:
                yield _ranked(found, words, beside=IN_TEXT if kind in WITH_TEXT else 0)


def _ranked(found: Candidate, words: tuple[str, ...], beside: int) -> Candidate:
    held = rank(words, found.title)
    base = IN_MATTERS.get(found.kind, AFTER_SYMBOLS)
    return replace(found, rank=base + (held if held < BY_STEM else held + beside))


def by_symbol(narrowed: Narrowed, symbol: str, *, whole_parts: bool) -> Iterator[Candidate]:
    """Things that the symbol names in any spelling, whole or in part; `whole_parts`: XLI is no part of XLII."""
    terms = [term.strip("-") for term in symbols.search_terms(symbol)]
    if not terms:
        return
    matched = symbols.matcher(symbol)
    exact: Wanted = (tuple(Term(f"x:{term}") for term in terms),)
    parts: Wanted = (tuple(Term(f"s:{term}", begins=True) for term in terms),)
    for kind in narrowed.kinds(BY_SYMBOL):
        seen = set[int]()
        for wanted in (exact, parts):
            for found in _newest(narrowed.rows(kind).filter(matching(narrowed.wanted(wanted))), MOST_OF_SYMBOL):
                ranks = [held for key in found.marks("x") if (held := matched(key)) is not None]
                best = min(ranks, default=None)
                if found.object_id in seen or best is None or (whole_parts and best >= symbols.IN_PART):
                    continue
                seen.add(found.object_id)
                yield replace(found, rank=best)


def fits(candidate: Candidate, words: tuple[str, ...], bodies: dict[int, tuple[str, ...]]) -> bool:
    """Whether the words beside a symbol are said of the thing: in its title, its kind or its body's names."""
    said = [candidate.title, *bodies.get(candidate.body_id or 0, ())]
    for kind in candidate.marks("t"):
        enum = InstrumentKind if candidate.kind == "instrument" else DocumentKind
        if kind in enum.values:
            said += in_every_language(enum(kind))
    return all(any(word in text for text in said) for word in words)
