"""The records that a search looks through, one function a kind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q
from django.utils.translation import gettext as _

from documents.enums import DocumentKind
from documents.models import Document, Revision
from documents.pages.document import revision_label
from documents.pages.lists import reason, title_of
from documents.permissions import can_read
from documents.queries.documents import revisions_seen
from groups.enums import InstrumentKind
from groups.models import Body, Instrument, InstrumentAlias
from groups.pages.dates import capitalized, on, page_language
from meetings.models import AgendaItem, Entry
from meetings.pages.coverage import line
from meetings.pages.hours import Reader
from meetings.queries.upcoming import light
from portal.actors import Actor
from portal.lib import symbols
from portal.search.folding import folded, in_every_language, rank
from portal.search.hits import Hit

# Words come after symbols, and a word in an agenda after one in a title.
AFTER_SYMBOLS = 10
IN_MATTERS = 20
IN_PART = 4
"""What `symbols.matches` gives where a token of the symbol only begins as asked."""
MOST_ROWS = 50
NEVER = dt.date(1, 1, 1)


def _like(path: str, terms: tuple[str, ...]) -> Q:
    """Keys that hold any of the terms; the exact boundaries are then judged by `symbols.matches`."""
    condition = Q()
    for term in terms:
        condition |= Q(**{f"{path}__contains": term.strip("-")})
    return condition


def documents_by_symbol(actor: Actor, query: str, terms: tuple[str, ...]) -> Iterator[Hit]:
    """Documents by their own symbol or that of a revision, the latest revision of each first."""
    seen = revisions_seen(actor)
    named = Exists(
        Revision.objects.filter(_like("symbol_key", terms), document=OuterRef("pk"), pk__in=seen.values("pk"))
    )
    documents = (
        Document.objects.known_to(actor)
        .filter(_like("symbol_key", terms) | named)
        .select_related("body")
        .prefetch_related(Prefetch("revisions", queryset=seen))
    )
    for document in documents:
        revisions = list(document.revisions.all())
        spelled = [document.symbol, *(revision.symbol for revision in revisions)]
        ranks = [found for symbol in spelled if symbol and (found := symbols.matches(query, symbol)) is not None]
        if ranks:
            yield _document(actor, document, revisions, rank=min(ranks), query=query)


def _document(actor: Actor, document: Document, revisions: list[Revision], *, rank: int, query: str = "") -> Hit:
    latest = next(iter(revisions), None)
    if not can_read(actor, document):
        return _unreadable(document, rank)
    named = next(
        (revision for revision in revisions if query and symbols.matches(query, revision.symbol or "-") == 0), None
    )
    earlier = len(revisions) - 1
    facts: list[Any] = [document.body.short_name or document.body.name, on(document.dated, document.dated_precision)]
    if named and latest and named.pk != latest.pk:
        facts.append(_("you asked for %(revision)s; this is the latest") % {"revision": revision_label(named)})
    elif earlier > 0:
        facts.append(_("latest of %(number)s revisions") % {"number": earlier + 1})
    return Hit(
        rank=rank,
        kind_rank=0,
        order=(-(document.dated or NEVER).toordinal(), document.slug),
        kind=capitalized(document.get_kind_display()),
        title=title_of(document),
        url=document.get_absolute_url(),
        symbol=(latest.symbol if latest else "") or document.symbol,
        facts=tuple(facts),
        described=_described(document),
    )


def _unreadable(document: Document, rank: int) -> Hit:
    """No more than its own page says to who cannot read it."""
    return Hit(
        rank=rank,
        kind_rank=0,
        order=(0, document.slug),
        kind=capitalized(document.get_kind_display()),
        title=title_of(document),
        url=document.get_absolute_url(),
        symbol=document.symbol,
        facts=(document.body.short_name or document.body.name,),
        reason=reason(document),
        described=_described(document),
    )


def _described(document: Document) -> tuple[str, ...]:
    return (
        *folded(document.title, document.body.name, document.body.short_name, document.body.slug),
        *in_every_language(DocumentKind(document.kind)),
    )


def instruments_by_symbol(actor: Actor, query: str, terms: tuple[str, ...]) -> Iterator[Hit]:
    """Instruments by their symbol, or by another under which they are cited."""
    aliases = InstrumentAlias.objects.filter(_like("symbol_key", terms), instrument=OuterRef("pk"))
    found = Instrument.objects.visible_to(actor).filter(_like("symbol_key", terms) | Exists(aliases))
    for instrument in found.select_related("organ").prefetch_related("aliases"):
        own = symbols.matches(query, instrument.symbol) if instrument.symbol else None
        others = [
            (found_rank, alias.symbol)
            for alias in instrument.aliases.all()
            if (found_rank := symbols.matches(query, alias.symbol)) is not None
        ]
        best = min([own, *(number for number, _symbol in others)], key=lambda number: 99 if number is None else number)
        if best is not None:
            note = "" if own is not None and own <= best else _("also cited as %(symbol)s") % {"symbol": min(others)[1]}
            yield _instrument(instrument, rank=best, note=note)


def _instrument(instrument: Instrument, *, rank: int, note: str = "") -> Hit:
    return Hit(
        rank=rank,
        kind_rank=1,
        order=(-(instrument.adopted_on or NEVER).toordinal(), instrument.slug),
        kind=capitalized(instrument.get_kind_display()),
        title=instrument.title or instrument.symbol,
        url=instrument.get_absolute_url(),
        symbol=instrument.symbol,
        facts=(
            instrument.organ.name if instrument.organ else "",
            on(instrument.adopted_on, instrument.adopted_precision),
            note,
        ),
        described=(
            *folded(instrument.title, instrument.organ.name if instrument.organ else ""),
            *in_every_language(InstrumentKind(instrument.kind)),
        ),
    )


def bodies_by_words(actor: Actor, words: tuple[str, ...]) -> Iterator[Hit]:
    """Bodies by any of their names, acronym or address."""
    for body in Body.objects.visible_to(actor).select_related("organization").prefetch_related("former_names"):
        names = [body.name, body.short_name, body.acronym, body.slug, *(row.name for row in body.former_names.all())]
        ranks = [found for name in names if (found := rank(words, name)) is not None]
        if ranks:
            yield Hit(
                rank=AFTER_SYMBOLS + min(ranks),
                kind_rank=2,
                order=(body.slug,),
                kind=capitalized(body.get_kind_display()),
                title=body.name,
                url=body.get_absolute_url(),
                facts=(body.organization.acronym or body.organization.name, body.acronym),
            )


def instruments_by_words(actor: Actor, words: tuple[str, ...]) -> Iterator[Hit]:
    """Instruments by their titles."""
    for instrument in Instrument.objects.visible_to(actor).select_related("organ"):
        found = rank(words, instrument.title)
        if found is not None:
            yield _instrument(instrument, rank=AFTER_SYMBOLS + found)


def documents_by_words(actor: Actor, words: tuple[str, ...]) -> Iterator[Hit]:
    """Documents by their titles."""
    known = Document.objects.known_to(actor).select_related("body")
    for document in known.prefetch_related(Prefetch("revisions", queryset=revisions_seen(actor))):
        ranks = [found for text in (document.title, document.subtitle) if (found := rank(words, text)) is not None]
        if ranks:
            yield _document(actor, document, list(document.revisions.all()), rank=AFTER_SYMBOLS + min(ranks))


def meetings_by_words(actor: Actor, words: tuple[str, ...]) -> Iterator[Hit]:
    """Rows of schedules by their matter, or by that of an agenda item."""
    matters = {
        pk: found
        for pk, text, title in Entry.objects.visible_to(actor).values_list("pk", "text", "meeting__title")
        if (found := _best(words, text, title)) is not None
    }
    items: dict[int, tuple[int, str, Any]] = {}
    for entry, key, text in AgendaItem.objects.visible_to(actor).values_list("meeting__entry", "key", "text"):
        found = rank(words, text)
        if found is not None and entry not in matters:
            items.setdefault(entry, (found, key, text))
    ranked = {**matters, **{pk: found for pk, (found, _key, _text) in items.items()}}
    nearest = dict(sorted(ranked.items(), key=lambda pair: pair[1])[:MOST_ROWS])
    for row in light(Entry.objects.visible_to(actor).filter(pk__in=nearest)):
        _rank, key, text = items.get(row.pk, (0, "", ""))
        yield meeting_hit(row, AFTER_SYMBOLS + IN_MATTERS + nearest[row.pk], text, key)


def _best(words: tuple[str, ...], *values: Any) -> int | None:
    ranks = [found for value in values if value and (found := rank(words, value)) is not None]
    return min(ranks, default=None)


def meeting_hit(entry: Entry, rank: int, item: Any, key: str) -> Hit:
    """A row of a schedule, or one of its agenda items."""
    said = line(entry, Reader(page_language()))
    return Hit(
        rank=rank,
        kind_rank=3,
        order=(-(entry.start or NEVER).toordinal(), entry.pk),
        kind=capitalized(entry.get_kind_display()),
        title=item or said["title"],
        url=f"{said['url']}#{key}" if key and "#" not in said["url"] else said["url"],
        facts=(entry.schedule.term.body.short_name or entry.schedule.term.body.name, said["date"]),
        note="" if item else said["matter"],
    )
