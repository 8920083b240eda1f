"""The rows of the index, made from the records as they are: one function a kind of thing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from documents.enums import UNISSUED, Distribution, TextState
from documents.models import Document, Revision, Statement
from groups.models import Body, Instrument, Tenure, Term
from meetings.models import AgendaItem, Entry, Outcome, Room
from portal.lib import symbols
from portal.models import SearchRow
from portal.models.search import UNDATED
from portal.search.words import indexed

Ids = Collection[int]
LONGEST_TOKEN = 500


def _row(
    kind: str,
    number: int,
    *,
    title: str,
    text: str = "",
    tokens: Iterable[str] = (),
    body: int | None = None,
    on: dt.date | None = None,
    within: int | None = None,
) -> SearchRow:
    kept = " ".join(sorted({token[:LONGEST_TOKEN] for token in (*tokens, *place_of(body))}))
    return SearchRow(
        kind=kind,
        object_id=number,
        body_id=body,
        within_id=within,
        on=on or UNDATED,
        title=title,
        text=text,
        tokens=kept,
    )


def spelled(*printed: str | None) -> Iterator[str]:
    """Tokens of symbols: each whole key, and each end of it that begins with a part, so that parts are found."""
    for symbol in printed:
        if key := symbols.normalise(symbol or ""):
            parts = key.split("-")
            yield f"x:{key}"
            yield from (f"s:{'-'.join(parts[place:])}" for place in range(len(parts)))


def place_of(body: int | None) -> list[str]:
    """The token of a body, so that one question to the index answers for a word within a group."""
    return [f"b:{body}"] if body else []


def _languages(*values: Mapping[str, str]) -> list[str]:
    return [f"l:{language}" for value in values for language in value]


def bodies(ids: Ids) -> Iterator[SearchRow]:
    """By every name, acronym and address."""
    for body in Body.objects.filter(pk__in=ids).prefetch_related("former_names"):
        names = [body.name, body.short_name, body.acronym, body.slug, *(row.name for row in body.former_names.all())]
        tokens = [f"t:{body.kind}", *_languages(body.name)]
        yield _row("body", body.pk, title=indexed(*names), text=indexed(body.description), tokens=tokens, body=body.pk)


def terms(ids: Ids) -> Iterator[SearchRow]:
    """By their own title and label, and the names of the body."""
    for term in Term.objects.filter(pk__in=ids).select_related("body"):
        body = term.body
        names = (term.label, term.title, body.name, body.short_name, body.acronym, body.slug)
        tokens = _languages(term.title or body.name)
        text = indexed(term.installation)
        yield _row("term", term.pk, title=indexed(*names), text=text, tokens=tokens, body=body.pk, on=term.began)


def instruments(ids: Ids) -> Iterator[SearchRow]:
    """By title and symbols; then by the words of their paragraphs."""
    found = Instrument.objects.filter(pk__in=ids).prefetch_related("aliases", "provisions", "texts")
    for instrument in found:
        quoted = [text for each in instrument.provisions.all() for text in (each.heading, each.quote)]
        named = [instrument.symbol, *(alias.symbol for alias in instrument.aliases.all())]
        texts = [f"l:{text.language}" for text in instrument.texts.all()]
        yield _row(
            "instrument",
            instrument.pk,
            title=indexed(instrument.title),
            text=indexed(*quoted, instrument.place, instrument.note),
            tokens=[*spelled(*named), f"t:{instrument.kind}", *(texts or _languages(instrument.title))],
            body=instrument.organ_id,
            on=instrument.adopted_on,
        )


def tenures(ids: Ids) -> Iterator[SearchRow]:
    """Posts by the names of who holds or held them."""
    found = Tenure.objects.filter(pk__in=ids, person__isnull=False)
    for tenure in found.select_related("person", "post__term"):
        term = tenure.post.term
        name = tenure.person.name if tenure.person else ""
        yield _row("tenure", tenure.pk, title=indexed(name), body=term.body_id, on=tenure.began or term.began)


def documents(ids: Ids) -> Iterator[SearchRow]:
    """By title, symbols of what was issued, and what is said of them.

    Who may know of a paper but not read it gets a row of its own, with what they may know: symbol and title.
    """
    for document in Document.objects.filter(pk__in=ids).prefetch_related("revisions__versions"):
        issued = [revision for revision in document.revisions.all() if revision.state not in UNISSUED]
        languages = {
            version.language
            for revision in issued
            for version in revision.versions.all()
            if version.state == TextState.AVAILABLE
        }
        kind = f"t:{document.kind}"
        yield _row(
            "document",
            document.pk,
            title=indexed(document.title, document.subtitle),
            text=indexed(document.note, document.occasion, document.occasion_place, document.author),
            tokens=[
                *spelled(document.symbol, *(revision.symbol for revision in issued)),
                kind,
                *(f"l:{language}" for language in languages),
            ],
            body=document.body_id,
            on=document.dated,
        )
        if document.distribution != Distribution.GENERAL:
            tokens = [*spelled(document.symbol), kind]
            yield _row("listed", document.pk, title=indexed(document.title), tokens=tokens, body=document.body_id)


def revisions(ids: Ids) -> Iterator[SearchRow]:
    """What is not issued yet, by symbol: for those alone who may know of it."""
    for revision in Revision.objects.filter(pk__in=ids, state__in=UNISSUED).select_related("document"):
        document = revision.document
        tokens = [*spelled(revision.symbol), f"t:{document.kind}"]
        yield _row(
            "revision",
            revision.pk,
            title="",
            tokens=tokens,
            body=document.body_id,
            within=document.pk,
            on=document.dated,
        )


def statements(ids: Ids) -> Iterator[SearchRow]:
    """By their words, at the paper on whose page they stand."""
    found = Statement.objects.filter(pk__in=ids).select_related("term", "report", "on_revision__document")
    for statement in found:
        revision = statement.on_revision
        document = statement.report or (revision.document if revision else None)
        if document is None:
            continue
        yield _row(
            "statement",
            statement.pk,
            title="",
            text=indexed(statement.text, statement.passage, statement.made_by),
            tokens=_languages(statement.text),
            body=document.body_id,
            on=document.dated,
            within=document.pk,
        )


def entries(ids: Ids) -> Iterator[SearchRow]:
    """Rows of schedules by their matter."""
    for entry in Entry.objects.filter(pk__in=ids).select_related("schedule__term", "meeting"):
        meeting = getattr(entry, "meeting", None)
        titles = (entry.text, meeting.title) if meeting else (entry.text,)
        yield _row(
            "entry",
            entry.pk,
            title=indexed(*titles),
            text=indexed(entry.actor, entry.status_note),
            tokens=[f"t:{entry.kind}", *_languages(*titles)],
            body=entry.schedule.term.body_id,
            on=entry.start,
        )


def items(ids: Ids) -> Iterator[SearchRow]:
    """Agenda items by their matter."""
    place = "meeting__entry__schedule__term"
    for item in AgendaItem.objects.filter(pk__in=ids).select_related(place):
        entry = item.meeting.entry
        yield _row(
            "item",
            item.pk,
            title=indexed(item.text),
            text=indexed(item.remark, item.presenter),
            tokens=_languages(item.text),
            body=entry.schedule.term.body_id,
            on=entry.start,
            within=entry.pk,
        )


def outcomes(ids: Ids) -> Iterator[SearchRow]:
    """What meetings concluded, by its words."""
    place = "meeting__entry__schedule__term"
    for outcome in Outcome.objects.filter(pk__in=ids).select_related(place):
        entry = outcome.meeting.entry
        yield _row(
            "outcome",
            outcome.pk,
            title="",
            text=indexed(outcome.text),
            tokens=_languages(outcome.text),
            body=entry.schedule.term.body_id,
            on=entry.start,
            within=entry.pk,
        )


def rooms(ids: Ids) -> Iterator[SearchRow]:
    """By their names and cities."""
    for room in Room.objects.filter(pk__in=ids):
        yield _row("room", room.pk, title=indexed(room.name), text=indexed(room.city), tokens=_languages(room.name))


# Kind of thing -> what makes its rows, and the kinds of row it makes.
BUILDERS: dict[str, tuple[Callable[[Ids], Iterator[SearchRow]], tuple[str, ...]]] = {
    "body": (bodies, ("body",)),
    "term": (terms, ("term",)),
    "instrument": (instruments, ("instrument",)),
    "tenure": (tenures, ("tenure",)),
    "document": (documents, ("document", "listed")),
    "revision": (revisions, ("revision",)),
    "statement": (statements, ("statement",)),
    "entry": (entries, ("entry",)),
    "item": (items, ("item",)),
    "outcome": (outcomes, ("outcome",)),
    "room": (rooms, ("room",)),
}
