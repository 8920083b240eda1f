"""What lies between two days, over many groups."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db.models import Max, Min, Q, QuerySet

from meetings.enums import EntryKind
from meetings.models import Entry
from meetings.queries.upcoming import first_of
from portal.actors import Actor

MOST = 600
"""Entries that one page of a calendar shows at most: a house of 300 groups plans about 250 a month."""


def entries_between(
    actor: Actor, first: dt.date, last: dt.date, *, bodies: Collection[int] | None = None, organization: str = ""
) -> list[Entry]:
    """Entries that `actor` sees and that touch the days from `first` to `last`, the earliest first; MOST + 1 at most.

    `bodies` (ids) and `organization` (its key) narrow them. Rows that stand in the words of others are left out.
    """
    touching = Q(start__lte=last) & (Q(end__gte=first) | Q(end=None, start__gte=first))
    chosen = _chosen(actor, bodies, organization).filter(touching)
    return first_of(chosen, MOST + 1, "start", "position", "pk")


def reach(
    actor: Actor, *, bodies: Collection[int] | None = None, organization: str = ""
) -> tuple[dt.date, dt.date] | None:
    """The first and the last day of all such entries; None where there is none."""
    days = _chosen(actor, bodies, organization).aggregate(first=Min("start"), last=Max("end"))
    return (days["first"], days["last"]) if days["first"] and days["last"] else None


def _chosen(actor: Actor, bodies: Collection[int] | None, organization: str) -> QuerySet[Entry]:
    chosen = Entry.objects.visible_to(actor).filter(listed=True)
    if bodies is not None:
        chosen = chosen.filter(
            Q(schedule__term__body__in=bodies) | Q(kind=EntryKind.MEETING, meeting__joint_with__in=bodies)
        ).distinct()
    if organization:
        chosen = chosen.filter(schedule__term__body__organization__key=organization)
    return chosen
