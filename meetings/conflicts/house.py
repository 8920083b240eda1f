"""A house as the checks see it: its bodies, rooms and venues, read once for any number of rows."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import FilteredRelation, Q

from groups.models import Body
from meetings.calendars import Calendar, calendar_of
from meetings.models import Room, Schedule, Venue
from meetings.queries.venues import venues_of
from portal.lib.multilingual import Multilingual


class Party(NamedTuple):
    """A body as it is named in passing, and the zone of its hours."""

    pk: int
    name: Multilingual
    zone: str


class Place(NamedTuple):
    """A room, its zone where it has one of its own, and its venue."""

    pk: int
    name: Multilingual
    zone: str
    venue: int | None


@dataclass
class House:
    """`by_slug` and `by_key` go by the keys of the record format."""

    zone: str
    bodies: dict[int, Party] = field(default_factory=dict)
    by_slug: dict[str, int] = field(default_factory=dict)
    parents: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    children: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    rooms: dict[int, Place] = field(default_factory=dict)
    by_key: dict[str, int] = field(default_factory=dict)
    venues: dict[int, Venue] = field(default_factory=dict)
    calendars: dict[int, Calendar] = field(default_factory=dict)

    def kin(self, body: int) -> set[int]:
        """Bodies under the same parent, the parents and those under it."""
        above = self.parents[body]
        beside = {child for parent in above for child in self.children[parent]}
        return (beside | above | self.children[body]) - {body}

    def zone_of(self, body: int, room: int | None) -> str:
        """Whose hours a meeting has that states no zone: its room's, its body's, the seat's."""
        place = self.rooms.get(room or 0)
        party = self.bodies.get(body)
        return (place.zone if place else "") or (party.zone if party else "") or self.zone

    def calendar(self, room: int | None, zone: str) -> Calendar:
        """The calendar of the room's venue, else of the house's venue in that zone, the seat before others."""
        place = self.rooms.get(room or 0)
        if place and place.venue in self.calendars:
            return self.calendars[place.venue]
        near = next((venue.pk for venue in self.venues.values() if venue.zone == zone), None)
        return self.calendars[near] if near is not None else Calendar()


def read_house(schedule: Schedule) -> House:
    """The house of a schedule (its term, body and organization at hand): four queries."""
    organization = schedule.term.body.organization
    house = House(zone=organization.zone)
    columns = ("pk", "slug", "name", "short_name", "zone")
    above = FilteredRelation("parentages", condition=Q(parentages__ended=None))
    bodies = Body.objects.filter(organization=organization).annotate(above=above)
    for pk, slug, name, short, zone, parent in bodies.values_list(*columns, "above__parent"):
        house.bodies[pk] = Party(pk, short or name, zone)
        house.by_slug[slug] = pk
        if parent is not None:
            house.parents[pk].add(parent)
            house.children[parent].add(pk)
    for room in Room.objects.filter(organization=organization):
        house.rooms[room.pk] = Place(room.pk, room.name, room.zone, room.venue_id)
        house.by_key[f"{organization.key}/{room.key}"] = room.pk
    for venue in venues_of(organization.pk):
        house.venues[venue.pk] = venue
        house.calendars[venue.pk] = calendar_of(venue)
    return house
