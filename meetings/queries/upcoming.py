"""What comes next, over all groups: meetings to attend and deadlines to keep."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Container, Iterable

from django.db.models import Exists, Min, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils import timezone

from groups.models import InstrumentText, Mandate, Term
from meetings.enums import OFF, EntryKind
from meetings.models import AgendaItem, Citation, Entry, Extension, Sitting
from meetings.queries.order import in_order
from meetings.queries.tally import ALL, part
from portal.actors import Actor
from portal.enums import Precision
from portal.folding import folded
from portal.lib.dates import zones_before
from portal.prefetching import Prefetch

_OWN_ZONES = ("deadline__zone", "meeting__zone", "meeting__room__zone", "schedule__term__body__zone")
VENUE_ZONE = Coalesce(*(NullIf(each, Value("")) for each in _OWN_ZONES), "schedule__term__body__organization__zone")
"""Of an entry, as `Meeting.venue_zone` and `zone_of` of a deadline say it."""


def light(
    entries: QuerySet[Entry], sittings: QuerySet[Sitting] | None = None, items: QuerySet[AgendaItem] | None = None
) -> QuerySet[Entry]:
    """Entries with what a row shows but for agenda, papers and citations, which lists over many groups leave out.

    `sittings` narrows those that are shown; `items` are agenda items to read all the same.
    """
    body = "schedule__term__body"
    agenda = AgendaItem.objects.none() if items is None else items
    rows = entries.select_related(body, f"{body}__organization", "meeting__room", "deadline").prefetch_related(
        Prefetch("meeting__items", queryset=agenda),
        Prefetch("citations", queryset=Citation.objects.none()),
        Prefetch("deadline__extensions", queryset=Extension.objects.all()),
    )
    if sittings is None:
        return with_sittings(rows)
    return rows.prefetch_related(Prefetch("meeting__sittings", queryset=sittings.select_related("room")))


def with_sittings(entries: QuerySet[Entry], there: Container[str] = ALL) -> QuerySet[Entry]:
    """Entries, to be read whole, with the hours of their meetings, each in its room."""
    if "sittings" in there:
        return folded(entries, "meeting__sittings", "room")
    return entries.prefetch_related(part("meeting__sittings", Sitting.objects.all(), is_there=False))


def with_mandates(items: QuerySet[AgendaItem], there: Container[str], *beside: str) -> QuerySet[AgendaItem]:
    """Agenda items, to be read whole, with the mandates that they serve."""
    if "mandated" in there:
        return folded(items, "mandates", *beside)
    return items.prefetch_related(part("mandates", Mandate.objects.all(), is_there=False))


def first_of(entries: QuerySet[Entry], most: int, *order: str) -> list[Entry]:
    """The first few of them in an order, as `light` has them."""
    chosen = entries.order_by(*order).values("pk")[:most]
    return list(light(Entry.objects.filter(pk__in=chosen)).order_by(*order))


def entries_compared(actor: Actor, term: Term, there: Container[str] = ALL) -> list[Entry]:
    """A term's entries with what is compared across them: hours, citations, mandates of items; no papers.

    `there`: what the term has (`meetings.queries.tally`); nothing else is asked for.
    """
    visible = Entry.objects.visible_to(actor).filter(schedule__term=term)
    items = with_mandates(AgendaItem.objects.visible_to(actor), there)
    rows = visible.select_related("schedule", "meeting__room", "deadline").prefetch_related(
        part("meeting__items", items, is_there="items" in there),
        part("citations", citations_compared(), is_there="citations" in there),
    )
    return in_order(of_term(with_sittings(rows, there), term))


def citations_compared() -> QuerySet[Citation]:
    """Citations with what remarks compare: their instruments, and whether these have texts in any language."""
    texts = InstrumentText.objects.filter(instrument=OuterRef("instrument"))
    return Citation.objects.select_related("instrument").annotate(has_texts=Exists(texts))


def of_term(rows: Iterable[Entry], term: Term) -> list[Entry]:
    """The rows of one term's schedule, all of which share the term rather than hold a copy of it and its body."""
    found = list(rows)
    for row in found:
        row.schedule.term = term
    return found


def coming(
    actor: Actor, today: dt.date, *, kind: str, limit: int, bodies: Collection[int] | None = None
) -> list[Entry]:
    """Entries of a kind that are not over, known to the day or the month, the nearest first; of some bodies or all.

    Meetings with what a row shows; of deadlines lists tell no more than day and hour.
    """
    near = ahead(actor, today).filter(kind=kind, precision__in=(Precision.DAY, Precision.MONTH))
    if bodies is not None:
        near = near.filter(schedule__term__body__in=bodies)
    order = ("start", "position", "pk")
    if kind == EntryKind.MEETING:
        return first_of(near, limit, *order)
    told = ("schedule__term__body__organization", "meeting", "deadline")
    return list(near.select_related(*told).order_by(*order)[:limit])


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
    """Visible entries that are not over and not called off.

    Not over is what lasts until `today`, the reader's, and what lasts until the day before where it is still that day
    at the venue: to a reader in Tokyo this evening's meeting in Washington is one of yesterday's date.
    """
    rows = Entry.objects.visible_to(actor).exclude(status__in=OFF)
    behind = zones_before(today, timezone.now())
    if not behind:
        return rows.filter(_until(today))
    still = _until(today) | Q(venue_zone__in=behind)
    return rows.filter(_until(today - dt.timedelta(days=1))).alias(venue_zone=VENUE_ZONE).filter(still)


def _until(day: dt.date) -> Q:
    return Q(end__gte=day) | Q(start__gte=day)
