"""Who may find which rows: each kind of row is joined to the things themselves, as the reader may see them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from documents.models import Document, Revision, Statement
from groups.models import Body, Instrument, Tenure, Term
from meetings.models import AgendaItem, Entry, Outcome
from meetings.queries.rooms import rooms_known_to
from portal.actors import Actor
from portal.models import SearchChange, SearchRow

Rows = QuerySet[SearchRow]


def _of(visible: Callable[[Actor], QuerySet[Any]]) -> Callable[[Rows, Actor], Rows]:
    return lambda rows, actor: rows.filter(object_id__in=visible(actor).order_by().values("pk"))


def _listed(rows: Rows, actor: Actor) -> Rows:
    """Papers that may be known of but not read."""
    readable = Document.objects.visible_to(actor).filter(pk=OuterRef("object_id")).order_by()
    known = Document.objects.known_to(actor).order_by()
    return rows.filter(~Exists(readable), object_id__in=known.values("pk"))


def _statements(rows: Rows, actor: Actor) -> Rows:
    """Those whose paper can be read too: they are found at its page."""
    seen = Statement.objects.visible_to(actor).order_by()
    papers = Document.objects.visible_to(actor).order_by()
    return rows.filter(object_id__in=seen.values("pk"), within_id__in=papers.values("pk"))


# Kind of row -> the kind of thing whose change makes it anew, and its rows that a reader may find.
KINDS: dict[str, tuple[str, Callable[[Rows, Actor], Rows]]] = {
    "document": ("document", _of(Document.objects.visible_to)),
    "listed": ("document", _listed),
    "revision": ("revision", _of(Revision.objects.visible_to)),
    "statement": ("statement", _statements),
    "instrument": ("instrument", _of(Instrument.objects.visible_to)),
    "body": ("body", _of(Body.objects.visible_to)),
    "term": ("term", _of(Term.objects.visible_to)),
    "entry": ("entry", _of(Entry.objects.visible_to)),
    "item": ("item", _of(AgendaItem.objects.visible_to)),
    "outcome": ("outcome", _of(Outcome.objects.visible_to)),
    "tenure": ("tenure", _of(lambda actor: Tenure.objects.filter(post__term__in=Term.objects.visible_to(actor)))),
    "room": ("room", _of(rooms_known_to)),
}


def findable(actor: Actor, kind: str, *, pending: bool) -> Rows:
    """The rows of a kind that `actor` may find; `pending`: some have not been made anew yet, and are passed over."""
    source, seen = KINDS[kind]
    rows = seen(SearchRow.objects.filter(kind=kind), actor)
    if not pending:
        return rows
    changed = SearchChange.objects.filter(kind=source, object_id=OuterRef("object_id"))
    return rows.filter(~Exists(changed))
