"""What lies between two days, over many groups."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db.models import Q

from meetings.enums import EntryKind
from meetings.models import Entry
from meetings.queries.upcoming import light
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
    chosen = Entry.objects.visible_to(actor).filter(touching, listed=True)
    if bodies is not None:
        chosen = chosen.filter(
            Q(schedule__term__body__in=bodies) | Q(kind=EntryKind.MEETING, meeting__joint_with__in=bodies)
        ).distinct()
    if organization:
        chosen = chosen.filter(schedule__term__body__organization__key=organization)
    return list(light(chosen).order_by("start", "position", "pk")[: MOST + 1])
