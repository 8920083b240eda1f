"""Rows of schedules as a calendar holds them: over terms and groups, in a fixed number of queries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q, QuerySet

from groups.models import Body, Delegation, Standing
from meetings.models import AgendaItem, Entry, Meeting, Schedule, Sitting
from portal.actors import Actor
from portal.prefetching import Prefetch


def rows_of_bodies(actor: Actor, bodies: Collection[int] | None, since: dt.date | None = None) -> list[Entry]:
    """What `actor` sees of the schedules of `bodies` (None: of all), past terms too, and what they meet for jointly.

    `since` leaves out what was over before, and what never had a date in a term that was over. Traces of moved
    meetings are left out: the meeting itself tells its date.
    """
    rows = Entry.objects.visible_to(actor).filter(trace_of=None)
    if bodies is not None:
        joint = Meeting.joint_with.through.objects.filter(meeting=OuterRef("meeting"), body__in=bodies)
        rows = rows.filter(Q(schedule__term__body__in=bodies) | Q(Exists(joint)))
    if since is not None:
        of_late = Q(schedule__term__ended=None) | Q(schedule__term__ended__gte=since)
        rows = rows.filter(Q(end__gte=since) | Q(start=None) & of_late)
    return list(with_calendar(rows, actor))


def row_at(actor: Actor, slug: str, label: str, key: str) -> Entry | None:
    """One row by its address; None where `actor` may not know of it."""
    rows = Entry.objects.visible_to(actor).filter(
        schedule__term__body__slug=slug, schedule__term__label=label, key=key, trace_of=None
    )
    return with_calendar(rows, actor).first()


def with_calendar(rows: QuerySet[Entry], actor: Actor) -> QuerySet[Entry]:
    """Rows with all that an event says, in an order that never changes by itself."""
    return (
        rows.select_related("meeting__room", "deadline")
        .prefetch_related(
            # Few schedules have all the rows: read with each, they would be made three hundred times.
            Prefetch("schedule", queryset=Schedule.objects.select_related("term__body__organization")),
            Prefetch("meeting__sittings", queryset=Sitting.objects.select_related("room")),
            Prefetch("meeting__items", queryset=AgendaItem.objects.visible_to(actor)),
            Prefetch("meeting__joint_with", queryset=Body.objects.visible_to(actor)),
        )
        .order_by("schedule__term__body__slug", "schedule__term__label", "start", "key")
    )


def bodies_of_delegation(actor: Actor, delegation: Delegation, day: dt.date) -> frozenset[int]:
    """Ids of the bodies that `actor` may know of and in which the delegation has a standing on `day`."""
    running = (Q(began=None) | Q(began__lte=day)) & (Q(ended=None) | Q(ended__gte=day))
    known = Standing.objects.filter(running, delegation=delegation, body__in=Body.objects.visible_to(actor))
    return frozenset(known.values_list("body", flat=True))
