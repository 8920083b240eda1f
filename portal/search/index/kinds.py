"""Who may find which rows: each kind of row is joined to the things themselves, as the reader may see them."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import QuerySet

from documents.models import Document, Revision, Statement
from groups.models import Body, Instrument, Tenure, Term
from meetings.models import AgendaItem, Entry, Outcome
from meetings.queries.rooms import rooms_known_to
from portal.actors import Actor

Visible = Callable[[Actor], QuerySet[Any]]
AMONG = "EXISTS (SELECT 1 FROM ({things}) v WHERE v.pk = r.object_id)"
WITHIN = "EXISTS (SELECT 1 FROM ({things}) v WHERE v.pk = r.within_id)"
NOT_AMONG = "NOT EXISTS (SELECT 1 FROM ({things}) v WHERE v.pk = r.object_id)"


def _tenures(actor: Actor) -> QuerySet[Tenure]:
    return Tenure.objects.filter(post__term__in=Term.objects.visible_to(actor).order_by())


# Kind of row -> the kind of thing whose change makes it anew, and how its rows are joined to what a reader sees.
KINDS: dict[str, tuple[str, tuple[tuple[str, Visible], ...]]] = {
    "document": ("document", ((AMONG, Document.objects.visible_to),)),
    # Papers that may be known of but not read.
    "listed": ("document", ((AMONG, Document.objects.known_to), (NOT_AMONG, Document.objects.visible_to))),
    "revision": ("revision", ((AMONG, Revision.objects.visible_to),)),
    # They are found at the page of their paper.
    "statement": ("statement", ((AMONG, Statement.objects.visible_to), (WITHIN, Document.objects.visible_to))),
    "instrument": ("instrument", ((AMONG, Instrument.objects.visible_to),)),
    "body": ("body", ((AMONG, Body.objects.visible_to),)),
    "term": ("term", ((AMONG, Term.objects.visible_to),)),
    "entry": ("entry", ((AMONG, Entry.objects.visible_to),)),
    "item": ("item", ((AMONG, AgendaItem.objects.visible_to),)),
    "outcome": ("outcome", ((AMONG, Outcome.objects.visible_to),)),
    "tenure": ("tenure", ((AMONG, _tenures),)),
    "room": ("room", ((AMONG, rooms_known_to),)),
}


@lru_cache(maxsize=2_000)
def findable(actor: Actor, kind: str) -> tuple[str, tuple[Any, ...]] | None:
    """The condition, on rows called r, for those of a kind that `actor` may find, with its parameters.

    None where there can be none. The sentence follows from who reads and not from what is recorded, so it is made
    once a reader: Django takes longer over it than the database over its answer.
    """
    conditions: list[str] = []
    parameters: list[Any] = []
    for condition, visible in KINDS[kind][1]:
        try:
            sql, given = visible(actor).order_by().values("pk").query.sql_with_params()
        except EmptyResultSet:
            return None
        conditions.append(condition.format(things=sql))
        parameters += given
    return " AND ".join(conditions), tuple(parameters)
