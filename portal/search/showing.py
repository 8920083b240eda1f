"""Candidates as hits: the things themselves are read again, as the reader may see them, one query for each kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from documents.models import Document, Revision, Statement
from documents.pages.document import revision_label
from documents.pages.lists import reason, title_of
from documents.permissions import can_read
from documents.queries.documents import revisions_seen
from groups.models import Body, Instrument, Tenure, Term
from groups.pages import officers
from groups.pages.dates import between, capitalized, on, page_language
from meetings.models import AgendaItem, Entry, Outcome
from meetings.pages.coverage import line
from meetings.pages.hours import Reader
from meetings.queries.rooms import rooms_known_to
from meetings.queries.upcoming import light
from portal.actors import Actor
from portal.lib import symbols
from portal.lib.multilingual import Multilingual, Text
from portal.prefetching import Prefetch
from portal.search.candidates import Candidate
from portal.search.excerpts import excerpt
from portal.search.hits import Hit

PAPERS = ("document", "listed")
IN_PAPERS = ("revision", "statement")
ROWS = ("entry",)
IN_ROWS = ("item", "outcome")


@dataclass(kw_only=True)
class Asked:
    """Who asked for what, in whole and as words; `chosen` is to be shown."""

    actor: Actor
    query: str
    words: tuple[str, ...]
    chosen: Sequence[Candidate] = ()

    @cached_property
    def papers(self) -> dict[int, Document]:
        """The papers that are found or that something found is in, read once for all kinds."""
        known = Document.objects.known_to(self.actor).filter(pk__in=self._places(PAPERS, IN_PAPERS))
        revisions = Prefetch("revisions", queryset=revisions_seen(self.actor))
        return {each.pk: each for each in known.select_related("body").prefetch_related(revisions)}

    @cached_property
    def rows(self) -> dict[int, Entry]:
        """In the same way the rows of schedules."""
        visible = Entry.objects.visible_to(self.actor).filter(pk__in=self._places(ROWS, IN_ROWS))
        return {each.pk: each for each in light(visible)}

    def _places(self, themselves: tuple[str, ...], within: tuple[str, ...]) -> list[int]:
        found = {each.object_id for each in self.chosen if each.kind in themselves}
        return sorted(found | {each.within_id for each in self.chosen if each.kind in within and each.within_id})


def shown(asked: Asked, chosen: Sequence[Candidate]) -> list[Hit]:
    """The hits of the candidates, in their order."""
    asked = replace(asked, chosen=chosen)
    hits: dict[tuple[str, int], Hit] = {}
    for kinds, of_kinds in SHOWN.items():
        ids = {found.object_id: found for found in chosen if found.kind in kinds}
        if ids:
            made = of_kinds(asked, ids)
            hits |= {(ids[number].kind, number): hit for number, hit in made.items()}
    shown_ones = ((found.sort, hits.get((found.kind, found.object_id))) for found in chosen)
    return [replace(hit, sort=sort) for sort, hit in shown_ones if hit is not None]


Found = Mapping[int, Candidate]


def _documents(asked: Asked, found: Found) -> dict[int, Hit]:
    return {pk: _document(asked, document) for pk, document in asked.papers.items() if pk in found}


def _document(asked: Asked, document: Document, note: Text | str = "") -> Hit:
    revisions = list(document.revisions.all())
    latest = next(iter(revisions), None)
    body = document.body.short_name or document.body.name
    kind = capitalized(document.get_kind_display())
    title, url = title_of(document), document.get_absolute_url()
    if not can_read(asked.actor, document):
        # No more than its own page says to who cannot read it.
        return Hit(kind, title, url, symbol=document.symbol, facts=(body,), reason=reason(document))
    dated = on(document.dated, document.dated_precision)
    return Hit(
        kind,
        title,
        url,
        symbol=(latest.symbol if latest else "") or document.symbol,
        facts=(body, dated, *_among(asked.query, revisions)),
        note=note or excerpt(asked.words, document.subtitle, document.note, document.occasion, unless=title),
    )


def _among(query: str, revisions: list[Revision]) -> list[str]:
    """Which of its revisions this is, where there are several."""
    if len(revisions) < 2:
        return []
    named = next((each for each in revisions if symbols.matches(query, each.symbol or "-") == 0), None)
    if named and named.pk != revisions[0].pk:
        return [_("you asked for %(revision)s; this is the latest") % {"revision": revision_label(named)}]
    return [_("latest of %(number)s revisions") % {"number": len(revisions)}]


def _revisions(asked: Asked, found: Found) -> dict[int, Hit]:
    papers = asked.papers
    return {number: _document(asked, papers[place]) for number, place in _placed(found) if place in papers}


def _statements(asked: Asked, found: Found) -> dict[int, Hit]:
    hits = {}
    for statement in Statement.objects.visible_to(asked.actor).filter(pk__in=found).select_related("delegation"):
        document = asked.papers.get(found[statement.pk].within_id or 0)
        if document is not None:
            note = excerpt(asked.words, statement.text, statement.passage)
            hits[statement.pk] = _document(asked, document, note)
    return hits


def _placed(found: Found) -> list[tuple[int, int]]:
    return [(number, candidate.within_id) for number, candidate in found.items() if candidate.within_id]


def _instruments(asked: Asked, found: Found) -> dict[int, Hit]:
    visible = Instrument.objects.visible_to(asked.actor).filter(pk__in=found)
    organs = dict(Body.objects.visible_to(asked.actor).filter(instruments__in=found).values_list("pk", "name"))
    hits = {}
    for each in visible.prefetch_related("aliases", "provisions"):
        organ = organs.get(each.organ_id or 0, "")
        adopted = on(each.adopted_on, each.adopted_precision)
        texts = [text for provision in each.provisions.all() for text in (provision.quote, provision.heading)]
        hits[each.pk] = Hit(
            capitalized(each.get_kind_display()),
            each.title or each.symbol,
            each.get_absolute_url(),
            symbol=each.symbol,
            facts=(organ, adopted, _cited(asked.query, each)),
            note=excerpt(asked.words, *texts, each.note, unless=each.title),
        )
    return hits


def _cited(query: str, instrument: Instrument) -> str:
    """The other symbol by which it was found, where that fits better than its own."""
    matched = symbols.matcher(query)
    own = matched(symbols.normalise(instrument.symbol)) if instrument.symbol else None
    others = [
        (rank, alias.symbol)
        for alias in instrument.aliases.all()
        if (rank := matched(symbols.normalise(alias.symbol))) is not None
    ]
    if not others or (own is not None and own <= min(others)[0]):
        return ""
    return _("also cited as %(symbol)s") % {"symbol": min(others)[1]}


def _bodies(asked: Asked, found: Found) -> dict[int, Hit]:
    visible = Body.objects.visible_to(asked.actor).filter(pk__in=found).select_related("organization")
    return {
        body.pk: Hit(
            capitalized(body.get_kind_display()),
            body.name,
            body.get_absolute_url(),
            facts=(body.organization.acronym or body.organization.name, body.acronym),
            note=excerpt(asked.words, body.description, unless=body.name),
        )
        for body in visible
    }


def _terms(asked: Asked, found: Found) -> dict[int, Hit]:
    visible = Term.objects.visible_to(asked.actor).filter(pk__in=found).select_related("body")
    return {
        term.pk: Hit(
            _("Term"),
            term.title or term.body.name,
            term.get_absolute_url(),
            facts=(
                term.label,
                term.body.short_name or term.body.name if term.title else "",
                between(term.began, term.ended, term.began_precision, term.ended_precision),
            ),
        )
        for term in visible
    }


def _tenures(asked: Asked, found: Found) -> dict[int, Hit]:
    """Posts by the name of who holds or held them."""
    known = Tenure.objects.filter(pk__in=found, post__term__in=Term.objects.visible_to(asked.actor))
    hits = {}
    for tenure in known.select_related("person", "delegation", "post__term__body"):
        term = tenure.post.term
        hits[tenure.pk] = Hit(
            capitalized(officers.title_of(tenure.post)),
            str(tenure.person),
            reverse("groups:members", args=[term.body.slug, term.label]) + "#posts",
            facts=(
                term.body.short_name or term.body.name,
                term.label,
                tenure.delegation.name if tenure.delegation else "",
                officers.began(tenure),
            ),
        )
    return hits


def _rooms(asked: Asked, found: Found) -> dict[int, Hit]:
    return {
        room.pk: Hit(
            _("Room"),
            room.name,
            room.get_absolute_url(),
            facts=(room.organization.acronym or room.organization.name, room.city or room.organization.city),
        )
        for room in rooms_known_to(asked.actor).filter(pk__in=found)
    }


def _entries(asked: Asked, found: Found) -> dict[int, Hit]:
    return {pk: _entry(entry) for pk, entry in asked.rows.items() if pk in found}


def _entry(entry: Entry, item: Multilingual | None = None, key: str = "", note: Any = "") -> Hit:
    """A row of a schedule, or one of its agenda items."""
    said = line(entry, Reader(page_language()))
    return Hit(
        capitalized(entry.get_kind_display()) if item is None else _("Agenda item"),
        item or said["title"],
        f"{said['url']}#{key}" if key and "#" not in said["url"] else said["url"],
        facts=(entry.schedule.term.body.short_name or entry.schedule.term.body.name, said["date"]),
        note=note or ("" if item else said["matter"]),
    )


def _items(asked: Asked, found: Found) -> dict[int, Hit]:
    hits = {}
    for item in AgendaItem.objects.visible_to(asked.actor).filter(pk__in=found):
        entry = asked.rows.get(found[item.pk].within_id or 0)
        if entry is not None:
            hits[item.pk] = _entry(entry, item.text, item.key, excerpt(asked.words, item.remark, unless=item.text))
    return hits


def _outcomes(asked: Asked, found: Found) -> dict[int, Hit]:
    hits = {}
    for outcome in Outcome.objects.visible_to(asked.actor).filter(pk__in=found).select_related("item"):
        entry = asked.rows.get(found[outcome.pk].within_id or 0)
        if entry is not None:
            key = outcome.item.key if outcome.item else ""
            hits[outcome.pk] = _entry(entry, None, key, excerpt(asked.words, outcome.text))
    return hits


# Kinds of candidate -> what shows them.
SHOWN: dict[tuple[str, ...], Callable[[Asked, Found], dict[int, Hit]]] = {
    ("document",): _documents,
    ("listed",): _documents,
    ("revision",): _revisions,
    ("statement",): _statements,
    ("instrument",): _instruments,
    ("body",): _bodies,
    ("term",): _terms,
    ("entry",): _entries,
    ("item",): _items,
    ("outcome",): _outcomes,
    ("tenure",): _tenures,
    ("room",): _rooms,
}
