"""What comes next, over all groups: meetings to attend and deadlines to keep."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable

from django.db.models import Min, Q, QuerySet

from groups.models import Mandate, Term
from meetings.enums import OFF, EntryKind
from meetings.models import AgendaItem, Citation, Entry, Extension, Sitting
from meetings.queries.order import in_order
from portal.actors import Actor
from portal.enums import Precision
from portal.prefetching import Prefetch


def light(
    entries: QuerySet[Entry], sittings: QuerySet[Sitting] | None = None, items: QuerySet[AgendaItem] | None = None
) -> QuerySet[Entry]:
    """Entries with what a row shows but for agenda, papers and citations, which lists over many groups leave out.

    `sittings` narrows those that are shown; `items` are agenda items to read all the same.
    """
    body = "schedule__term__body"
    shown = Sitting.objects.all() if sittings is None else sittings
    agenda = AgendaItem.objects.none() if items is None else items
    return entries.select_related(body, f"{body}__organization", "meeting__room", "deadline").prefetch_related(
        Prefetch("meeting__sittings", queryset=shown.select_related("room")),
        Prefetch("meeting__items", queryset=agenda),
        Prefetch("citations", queryset=Citation.objects.none()),
        Prefetch("deadline__extensions", queryset=Extension.objects.all()),
    )


def entries_compared(actor: Actor, term: Term) -> list[Entry]:
    """A term's entries with what is compared across them: hours, citations, mandates of items; no papers."""
    visible = Entry.objects.visible_to(actor).filter(schedule__term=term)
    items = AgendaItem.objects.visible_to(actor).prefetch_related(Prefetch("mandates", queryset=Mandate.objects.all()))
    citations = Citation.objects.select_related("instrument").prefetch_related("instrument__texts")
    rows = visible.select_related("schedule", "meeting__room", "deadline").prefetch_related(
        Prefetch("meeting__sittings", queryset=Sitting.objects.select_related("room")),
        Prefetch("meeting__items", queryset=items),
        Prefetch("citations", queryset=citations),
    )
    return in_order(of_term(rows, term))


def of_term(rows: Iterable[Entry], term: Term) -> list[Entry]:
    """The rows of one term's schedule, all of which share the term rather than hold a copy of it and its body."""
    found = list(rows)
    for row in found:
        row.schedule.term = term
    return found


def coming(
    actor: Actor, today: dt.date, *, kind: str, limit: int, bodies: Collection[int] | None = None
) -> list[Entry]:
    """Entries of a kind that are not over, known to the day or the month, the nearest first; of some bodies or all."""
    near = ahead(actor, today).filter(kind=kind, precision__in=(Precision.DAY, Precision.MONTH))
    if bodies is not None:
        near = near.filter(schedule__term__body__in=bodies)
    return list(light(near).order_by("start", "position", "pk")[:limit])


def next_days(actor: Actor, today: dt.date) -> dict[int, dt.date]:
    """By body, the first day of its next meeting."""
    rows = (
        ahead(actor, today)
        .filter(kind=EntryKind.MEETING)
        .order_by()
        .values_list("schedule__term__body")
        .annotate(day=Min("start"))
    )
    return dict(rows)


def ahead(actor: Actor, today: dt.date) -> QuerySet[Entry]:
    """Visible entries that are not over and not called off."""
    return Entry.objects.visible_to(actor).filter(Q(end__gte=today) | Q(start__gte=today)).exclude(status__in=OFF)
