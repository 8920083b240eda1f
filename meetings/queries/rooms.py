"""Rooms of the houses that a reader knows, and who holds them when."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from groups.models import Body
from meetings.enums import OFF
from meetings.models import Entry, OfficeHours, OwnDay, Room, Sitting
from meetings.queries.upcoming import light
from portal.actors import Actor
from portal.prefetching import Prefetch

NEVER_HELD = Q(status__in=OFF) | Q(withdrawn_in__isnull=False) | Q(trace_of__isnull=False)
"""Rows that leave their room to others: off, withdrawn, or the trace of where a meeting stood."""


@dataclass(frozen=True, slots=True)
class RoomAhead:
    """A room with how many rows that the reader sees hold it from today on, and the first day of them."""

    room: Room
    ahead: int
    next_day: dt.date | None


def rooms_known(actor: Actor, today: dt.date) -> list[RoomAhead]:
    """Rooms of the houses that have a body which `actor` knows, or that `actor` serves."""
    days: dict[int, dict[int, dt.date]] = defaultdict(dict)
    rows = Entry.objects.visible_to(actor).filter(end__gte=today, meeting__isnull=False).exclude(NEVER_HELD)
    found = rows.order_by("start", "pk").values_list("pk", "start", "meeting__room", "meeting__sittings__room")
    for pk, start, whole, part in found:
        if start and (held := part or whole):
            days[held].setdefault(pk, start)
    return [
        RoomAhead(room, len(days[room.pk]), next(iter(days[room.pk].values()), None)) for room in rooms_known_to(actor)
    ]


def room_at(actor: Actor, organization: str, key: str) -> Room | None:
    """A room by its address, with the calendar of its venue; None where `actor` knows nothing of its house."""
    return (
        rooms_known_to(actor)
        .filter(organization__key=organization, key=key)
        .prefetch_related(
            Prefetch("venue__own_days", queryset=OwnDay.objects.all()),
            Prefetch("venue__office_hours", queryset=OfficeHours.objects.all()),
        )
        .first()
    )


def holders_of(actor: Actor, room: Room) -> QuerySet[Entry]:
    """Rows that hold the room, as far as `actor` sees them, each with its sittings in this room alone."""
    return light(_held(Entry.objects.visible_to(actor), room), Sitting.objects.filter(_inside(room)))


def rooms_known_to(actor: Actor) -> QuerySet[Room]:
    """Rooms of the houses that have a body which `actor` knows, or that `actor` serves."""
    known = Q(organization__in=Body.objects.visible_to(actor).values("organization")) | Q(
        organization__in=actor.secretariat_of | actor.editor_of
    )
    rooms = Room.objects.select_related("organization", "venue").order_by("organization__key", "key")
    return rooms if actor.is_admin else rooms.filter(known)


def _held(entries: QuerySet[Entry], room: Room) -> QuerySet[Entry]:
    """Those that are in the room as a whole or by a sitting."""
    sat = Sitting.objects.filter(_inside(room)).values("meeting")
    whole = Q(meeting__room=room) & ~Q(meeting__in=Sitting.objects.filter(meeting__room=room).values("meeting"))
    return entries.filter(whole | Q(meeting__in=sat)).exclude(NEVER_HELD)


def _inside(room: Room) -> Q:
    """Condition for sittings in a room: by themselves, or with their meeting."""
    return Q(room=room) | Q(room=None, meeting__room=room)
