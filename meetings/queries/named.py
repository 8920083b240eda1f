"""The records that rows of a schedule refer to by their keys, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from documents.models import Document
from groups.models import Body, Instrument, Mandate
from meetings.drafts.keys import walk
from meetings.models import Room, Schedule
from portal.actors import Actor

Content = Mapping[str, Any]


@dataclass
class Named:
    """What a key stands for. Rooms and mandates are all that the editor may choose from, and what rows hold besides."""

    rooms: dict[str, Room] = field(default_factory=dict)
    mandates: dict[str, Mandate] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    instruments: dict[str, Instrument] = field(default_factory=dict)
    bodies: dict[str, Body] = field(default_factory=dict)

    def covers(self, contents: Iterable[Content]) -> bool:
        """Whether nothing that the rows name is missing here."""
        wanted = _wanted(contents)
        return (
            wanted.rooms <= self.rooms.keys()
            and wanted.mandates <= self.mandates.keys()
            and wanted.documents <= self.documents.keys()
            and wanted.instruments <= self.instruments.keys()
            and wanted.bodies <= self.bodies.keys()
        )


@dataclass(frozen=True)
class _Wanted:
    rooms: set[str]
    mandates: set[str]
    documents: set[str]
    instruments: set[str]
    bodies: set[str]


def _wanted(contents: Iterable[Content]) -> _Wanted:
    given = list(contents)
    meetings = [content["meeting"] for content in given if content.get("meeting")]
    items = [item for meeting in meetings for item in walk(meeting.get("items") or [])]
    rooms = {meeting.get("room") for meeting in meetings}
    rooms |= {sitting.get("room") for meeting in meetings for sitting in meeting.get("sittings") or []}
    return _Wanted(
        rooms={str(room) for room in rooms if room},
        mandates={key for item in items for key in item.get("mandates") or []},
        documents={paper["document"] for item in items for paper in item.get("papers") or []},
        instruments={citation["instrument"] for content in given for citation in content.get("citations") or []},
        bodies={slug for meeting in meetings for slug in meeting.get("conveners") or []},
    )


def named_in(actor: Actor, schedule: Schedule, contents: Iterable[Content]) -> Named:
    """All that the rows name, as far as `actor` may know of it."""
    wanted = _wanted(contents)
    return Named(
        rooms=_rooms(schedule, wanted.rooms),
        mandates=_mandates(actor, schedule, wanted.mandates),
        documents=_by_slug(Document.objects.known_to(actor), wanted.documents),
        instruments=_by_slug(Instrument.objects.all(), wanted.instruments),
        bodies=_by_slug(Body.objects.visible_to(actor), wanted.bodies),
    )


def _rooms(schedule: Schedule, held: set[str]) -> dict[str, Room]:
    house = schedule.term.body.organization
    condition = Q(organization=house)
    for key in held:
        owner, _slash, room = key.partition("/")
        if owner != house.key:
            condition |= Q(organization__key=owner, key=room)
    rooms = Room.objects.filter(condition).select_related("organization").order_by("key")
    return {f"{room.organization.key}/{room.key}": room for room in rooms}


def _mandates(actor: Actor, schedule: Schedule, held: set[str]) -> dict[str, Mandate]:
    own = f"{schedule.term.body.slug}/{schedule.term.label}"
    condition = Q(term=schedule.term)
    for key in held:
        place, _hash, name = key.partition("#")
        if place != own:
            slug, _slash, label = place.partition("/")
            condition |= Q(term__body__slug=slug, term__label=label, key=name)
    mandates = Mandate.objects.visible_to(actor).filter(condition)
    return {
        f"{mandate.term.body.slug}/{mandate.term.label}#{mandate.key}": mandate
        for mandate in mandates.select_related("instrument", "provision", "term__body")
    }


def _by_slug(rows: Any, slugs: set[str]) -> dict[str, Any]:
    return {row.slug: row for row in rows.filter(slug__in=slugs)} if slugs else {}
