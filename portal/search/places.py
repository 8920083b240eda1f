"""When and where: the rows of a day, and what is held in a room."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator

from django.db.models import Q

from meetings.models import Entry
from portal.actors import Actor
from portal.lib.dates import Span
from portal.models.search import UNDATED
from portal.search.candidates import AFTER_SYMBOLS, Candidate

IN_A_ROOM = 15
"""What is held in a room comes after what is called like it."""
MOST_ROWS = 50


def rows_in_rooms(actor: Actor, rooms: Collection[int]) -> Iterator[Candidate]:
    """The latest rows of schedules that are held in the rooms, as a whole or by a sitting."""
    held = Entry.objects.visible_to(actor).filter(Q(meeting__room__in=rooms) | Q(meeting__sittings__room__in=rooms))
    found = held.order_by("-start", "pk").values_list("pk", "start", "schedule__term__body").distinct()
    for number, start, body in found[:MOST_ROWS]:
        yield _candidate(AFTER_SYMBOLS + IN_A_ROOM, number, start, body)


def rows_of_day(actor: Actor, span: Span) -> Iterator[Candidate]:
    """Rows of schedules on the day or in the month: those that begin in it, then those that only run through it."""
    on_it = Entry.objects.visible_to(actor).filter(start__lte=span.last, end__gte=span.first)
    found = on_it.order_by("-start", "pk").values_list("pk", "start", "schedule__term__body", "precision")
    for number, start, body, precision in found[:MOST_ROWS]:
        begins = precision == "day" and start is not None and start >= span.first
        yield _candidate(1 if begins else 2, number, start, body)


def _candidate(rank: int, number: int, start: dt.date | None, body: int) -> Candidate:
    return Candidate(rank, "entry", number, body_id=body, on=start or UNDATED)
