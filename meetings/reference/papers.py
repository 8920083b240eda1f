"""Papers with their revisions and languages, before the items that take them up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from documents.enums import Distribution, RevisionState, TextState
from documents.models import Document, LanguageVersion, Revision, Series
from groups.models import Body, Term
from meetings.models import AgendaItem, AgendaPaper
from meetings.reference import words
from meetings.reference.plan import Plan, add
from meetings.reference.scale import shares
from portal.lib import symbols

MOST_REVISIONS = 3
LANGUAGES = ("en", "es", "fr", "pt")


def build(plan: Plan) -> None:
    """Each paper belongs to a term; most of its papers are before an item of one of its meetings."""
    series = add(
        Series,
        (Series(body=group, key=f"ref-{group.slug}", prefix=_prefix(plan, group)) for group in plan.groups),
    )
    series_of = {row.body_id: row for row in series}
    items = _items_of_terms(plan)
    counts = shares(plan.scale.papers, len(plan.terms), plan.chance)
    numbers: dict[int, int] = {}
    for start in range(0, len(plan.terms), 100):  # some terms at a time, to keep the memory small
        documents: list[Document] = []
        for term, count in zip(plan.terms[start : start + 100], counts[start : start + 100], strict=True):
            for _ in range(count):
                numbers[term.body_id] = numbers.get(term.body_id, 0) + 1
                documents.append(_document(plan, term, series_of[term.body_id], numbers[term.body_id]))
        add(Document, documents)
        revisions = add(Revision, (revision for document in documents for revision in _revisions(plan, document)))
        add(LanguageVersion, (version for revision in revisions for version in _versions(revision)))
        add(AgendaPaper, _before_items(plan, documents, items))


def _prefix(plan: Plan, body: Body) -> str:
    return f"{body.organization.acronym['en']}/GT/{plan.words[body.pk]}"


def _items_of_terms(plan: Plan) -> dict[int, list[AgendaItem]]:
    found: dict[int, list[AgendaItem]] = {}
    for item in plan.items:
        found.setdefault(item.meeting.entry.schedule.term_id, []).append(item)
    return found


def _document(plan: Plan, term: Term, series: Series, number: int) -> Document:
    kind, title = words.PAPERS[number % len(words.PAPERS)]
    assert term.began is not None
    assert term.ended is not None
    dated = plan.day_within(term.began, max(term.began, min(term.ended, plan.today)))
    symbol = f"{series.prefix}-{number}/{dated.year % 100:02}"
    distribution = Distribution.RESTRICTED if number % 9 == 0 else Distribution.GENERAL
    return Document(
        slug=symbols.normalise(symbol),
        body=term.body,
        term=term,
        series=series,
        kind=kind,
        symbol=symbol,
        symbol_key=symbols.normalise(symbol),
        title=words.about(title, plan.topics[term.body_id], number),
        original_language="es",
        distribution=distribution,
        dated=dated,
        position=number,
    )


def _revisions(plan: Plan, document: Document) -> Iterator[Revision]:
    assert document.dated is not None
    last = plan.chance.randrange(MOST_REVISIONS)
    for number in range(last + 1):
        symbol = f"{document.symbol} rev. {number}" if number else document.symbol
        yield Revision(
            document=document,
            number=number,
            symbol=symbol,
            symbol_key=f"{document.symbol_key}-rev-{number}" if number else document.symbol_key,
            state=RevisionState.ISSUED if number == last else RevisionState.SUPERSEDED,
            dated=document.dated + dt.timedelta(days=14 * number),
        )


def _versions(revision: Revision) -> Iterator[LanguageVersion]:
    latest = revision.state == RevisionState.ISSUED
    for position, code in enumerate(LANGUAGES if latest else LANGUAGES[:2]):
        late = latest and position == len(LANGUAGES) - 1 and revision.document.position % 4 == 0
        assert revision.dated is not None
        yield LanguageVersion(
            revision=revision,
            language=code,
            state=TextState.EXPECTED if late else TextState.AVAILABLE,
            url="" if late else f"https://papers.example.org/{revision.symbol_key}/{code}.pdf",
            published_on=None if late else revision.dated,
            expected_on=revision.dated + dt.timedelta(days=21) if late else None,
            position=position,
        )


def _before_items(plan: Plan, documents: list[Document], items: dict[int, list[AgendaItem]]) -> Iterator[AgendaPaper]:
    for document in documents:
        near = items.get(document.term_id or 0)
        if near and document.position % 5:
            yield AgendaPaper(item=plan.chance.choice(near), document=document, position=document.position % 100)
