"""What the index answers: candidates by words or symbol, with what ranks them and what facets count."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from documents.enums import DocumentKind
from groups.enums import InstrumentKind
from portal.actors import Actor
from portal.lib import symbols
from portal.models.search import UNDATED
from portal.search.folding import in_every_language
from portal.search.index.asking import Question, ask
from portal.search.index.engines import SHORTEST_BEGINNING, Term, Wanted
from portal.search.words import NOT_IN_TITLE, rank, stems

MOST = 300
"""So many of a kind are looked at, the newest; more are not counted but said to be there."""
MOST_OF_SYMBOL = 200
FEW = 20
"""Fewer results than fill a page."""
# Words come after symbols, and a word in an agenda after one in a title.
AFTER_SYMBOLS = 10
IN_MATTERS = {"entry": 20, "item": 20, "outcome": 30, "term": 13}

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
"""Kinds that speak of much more than their titles say."""


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

    def ask(self, kinds: Iterable[str], wanted: Wanted, *, most: int, title: bool = False) -> Iterator[Candidate]:
        """The newest rows of each kind that fit, within all that."""
        question = Question(actor=self.actor, bodies=self.bodies, year=self.year, pending=self.pending)
        if self.language:
            wanted = (*wanted, (Term(f"l:{self.language}"),))
        for row in ask(question, self.kinds(kinds), wanted, most=most, title=title):
            yield Candidate(0, *row)

    def holds(self, candidate: Candidate) -> bool:
        """The same for what was not found in the index."""
        return (
            (not self.sort or candidate.sort == self.sort)
            and (self.bodies is None or candidate.body_id in self.bodies)
            and (not self.year or candidate.year == self.year)
            and not self.language
        )


def words_wanted(words: Sequence[str], *, begun: bool) -> Wanted:
    """Each word as it is or by its stem in any of the languages; `begun`: as the beginning of one too."""
    return tuple(
        (Term(word, begins=begun and len(word) >= SHORTEST_BEGINNING), *(Term(each) for each in stems(word)))
        for word in words
    )


def by_words(narrowed: Narrowed, words: tuple[str, ...], *, beside: int = 0) -> list[Candidate]:
    """Things whose titles or texts hold all the words; where whole words find little, what only begins like them too.

    `beside` is how many a symbol found, which are more of what was asked for than beginnings of words.

    A beginning costs thirty times as much as a word, and whoever typed a word that is found often meant that word.
    """
    found = _by_terms(narrowed, words, words_wanted(words, begun=False))
    if len(found) + beside < FEW:
        found = _by_terms(narrowed, words, words_wanted(words, begun=True))
    return found


def _by_terms(narrowed: Narrowed, words: tuple[str, ...], wanted: Wanted) -> list[Candidate]:
    found = [_ranked(each, words) for each in narrowed.ask(SORT_OF, wanted, most=MOST)]
    counts = Counter(each.kind for each in found)
    beside = {each.kind for each in found if each.rank == AFTER_SYMBOLS + NOT_IN_TITLE}
    # Of more than can be looked at, those whose titles hold the words are not to be missed.
    many = [kind for kind in WITH_TEXT if counts[kind] >= MOST and kind in beside]
    if many and not narrowed.language:
        found += [_ranked(each, words) for each in narrowed.ask(many, wanted, most=MOST, title=True)]
    return found


def _ranked(found: Candidate, words: tuple[str, ...]) -> Candidate:
    return replace(found, rank=IN_MATTERS.get(found.kind, AFTER_SYMBOLS) + rank(words, found.title))


def by_symbol(narrowed: Narrowed, symbol: str, *, whole_parts: bool) -> Iterator[Candidate]:
    """Things that the symbol names in any spelling, whole or in part; `whole_parts`: XLI is no part of XLII."""
    terms = [term.strip("-") for term in symbols.search_terms(symbol)]
    if not terms:
        return
    matched = symbols.matcher(symbol)
    exact: Wanted = (tuple(Term(f"x:{term}") for term in terms),)
    parts: Wanted = (tuple(Term(f"s:{term}", begins=True) for term in terms),)
    found = [*narrowed.ask(BY_SYMBOL, exact, most=MOST_OF_SYMBOL), *narrowed.ask(BY_SYMBOL, parts, most=MOST_OF_SYMBOL)]
    for each in found:
        ranks = [held for key in each.marks("x") if (held := matched(key)) is not None]
        if ranks and not (whole_parts and min(ranks) >= symbols.IN_PART):
            yield replace(each, rank=min(ranks))


def fits(candidate: Candidate, words: tuple[str, ...], bodies: dict[int, tuple[str, ...]]) -> bool:
    """Whether the words beside a symbol are said of the thing: in its title, its kind or its body's names."""
    said = [candidate.title, *bodies.get(candidate.body_id or 0, ())]
    for kind in candidate.marks("t"):
        enum = InstrumentKind if candidate.kind == "instrument" else DocumentKind
        if kind in enum.values:
            said += in_every_language(enum(kind))
    return all(any(word in text for text in said) for word in words)
