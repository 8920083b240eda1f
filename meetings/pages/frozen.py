"""Rows of an adopted version as the page's component takes them: made from what was frozen, not from what is live."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Model

from documents.models import Document, LanguageVersion, Revision
from groups.models import Instrument
from meetings.drafts.frozen import rooms_of
from meetings.drafts.keys import walk
from meetings.models import AgendaItem, AgendaPaper, Citation, Deadline, Entry, Meeting, Room, ScheduleVersion, Sitting
from meetings.permissions import can_see_agenda, can_see_entry
from meetings.transfer.entries import Content
from meetings.transfer.keybook import pks_of
from meetings.transfer.nodes import Node
from meetings.transfer.read import read_nested
from meetings.transfer.records import ROWS
from portal.actors import Actor
from portal.prefetching import Prefetch

NOWHERE = -1
"""The id of what is not in the database, so that it has none of its own relations there."""


def frozen_entries(actor: Actor, version: ScheduleVersion) -> list[Entry]:
    """The rows that `actor` may see of the version, in its order, with what hangs on them; nothing of it is saved."""
    rows: list[Content] = version.content.get("entries", [])
    maker = _Maker(actor, version, rows)
    made = [entry for row in rows if (entry := maker.entry(row)) is not None]
    seen = [entry for entry in made if can_see_entry(actor, entry)]
    maker.point_out(seen)
    return seen


class _Maker:
    def __init__(self, actor: Actor, version: ScheduleVersion, rows: list[Content]) -> None:
        self.actor = actor
        self.schedule = version.schedule
        self.names: Mapping[str, Any] = version.content.get("rooms", {})
        self.rooms = _found(Room, "room", rooms_of(rows))
        cited = {each["instrument"] for row in rows for each in row.get("citations") or []}
        self.instruments = Instrument.objects.in_bulk(cited, field_name="slug")
        self.documents = self._documents(rows)
        lives = Entry.objects.filter(schedule=self.schedule).values_list("key", "pk", "meeting__pk")
        self.lives = {key: (pk, meeting) for key, pk, meeting in lives}
        self.deadlines: list[tuple[AgendaItem, str]] = []

    def _documents(self, rows: list[Content]) -> dict[str, Document]:
        slugs = {paper["document"] for row in rows for item in _items(row) for paper in item.get("papers") or []}
        known = Document.objects.known_to(self.actor).filter(slug__in=slugs).select_related("body")
        revisions = Revision.objects.visible_to(self.actor).prefetch_related(
            Prefetch("versions", queryset=LanguageVersion.objects.all())
        )
        return {each.slug: each for each in known.prefetch_related(Prefetch("revisions", queryset=revisions))}

    def entry(self, row: Content) -> Entry | None:
        nodes, _index, faults = read_nested(ROWS["entry"], [row], Node(ROWS["schedule"], "$"))
        if faults:
            return None
        (node,) = nodes
        pk, meeting_pk = self.lives.get(row["key"], (NOWHERE, None))
        entry = _made(Entry, node, pk=pk or NOWHERE, schedule=self.schedule)
        parts = node.children
        _hold(entry, citations=[made for each in parts.get("citations", []) if (made := self.citation(each, entry))])
        for name in ("meeting", "deadline"):
            entry._state.fields_cache[name] = None
        if "meeting" in parts:
            entry.meeting = self.meeting(parts["meeting"][0], entry, meeting_pk or NOWHERE)
        if "deadline" in parts:
            entry.deadline = _made(Deadline, parts["deadline"][0], entry=entry)
            _hold(entry.deadline, extensions=[])
        return entry

    def citation(self, node: Node, entry: Entry) -> Citation | None:
        instrument = self.instruments.get(node.values["instrument"])
        return _made(Citation, node, entry=entry, instrument=instrument) if instrument else None

    def meeting(self, node: Node, entry: Entry, pk: int) -> Meeting:
        meeting = _made(Meeting, node, pk=pk, entry=entry, room=self.room(node))
        sittings = [
            _made(Sitting, each, meeting=meeting, room=self.room(each)) for each in node.children.get("sittings", [])
        ]
        _hold(meeting, sittings=sittings, outcomes=[], items=[])
        if can_see_agenda(self.actor, _with(entry, meeting)):
            _hold(meeting, items=list(self.items(node.children.get("items", []), meeting, None)))
        return meeting

    def room(self, node: Node) -> Room | None:
        """The room by the name that it had."""
        key = node.values.get("room")
        if not key:
            return None
        live = self.rooms.get(key)
        room = Room(pk=NOWHERE, name=live.name if live else {"en": key}, zone=live.zone if live else "")
        room.city = live.city if live else {}
        if key in self.names:
            room.name = self.names[key]
        return room

    def items(self, nodes: Iterable[Node], meeting: Meeting, parent: int | None) -> Iterable[AgendaItem]:
        for number, node in enumerate(nodes, start=1):
            pk = (parent or 0) * 100 - number  # one of its own among those of its meeting
            item = _made(AgendaItem, node, pk=pk, meeting=meeting, parent_id=parent, deadline=None)
            if node.values["deadline"]:
                self.deadlines.append((item, node.values["deadline"].rpartition("#")[2]))
            _hold(item, papers=self.papers(node, item), mandates=[])
            yield item
            yield from self.items(node.children.get("children", []), meeting, pk)

    def point_out(self, seen: Iterable[Entry]) -> None:
        """Deadlines that items set, where the reader sees them."""
        by_key = {entry.key: entry for entry in seen}
        for item, key in self.deadlines:
            item.deadline = by_key.get(key)

    def papers(self, node: Node, item: AgendaItem) -> list[AgendaPaper]:
        made = []
        for each in node.children.get("papers", []):
            document = self.documents.get(each.values["document"])
            if document is not None:
                revision = _revision(document, each.values["revision"])
                made.append(_made(AgendaPaper, each, item=item, document=document, revision=revision))
        return made


def _made(model: type[Any], node: Node, pk: int = NOWHERE, **relations: Any) -> Any:
    """An instance with the record's plain fields; what it refers to is given."""
    return model(pk=pk, **{value.name: node.values[value.name] for value in node.spec.values}, **relations)


def _hold(instance: Model, **relations: list[Any]) -> None:
    """Give an instance what a prefetch would have found."""
    held = instance.__dict__.setdefault("_prefetched_objects_cache", {})
    held.update(relations)


def _with(entry: Entry, meeting: Meeting) -> Entry:
    entry.meeting = meeting
    return entry


def _found(model: type[Room], kind: str, keys: set[str]) -> dict[str, Room]:
    pks = pks_of(kind, keys)
    rows = model.objects.in_bulk(pks.values())
    return {key: rows[pk] for key, pk in pks.items()}


def _revision(document: Document, key: str | None) -> Revision | None:
    for revision in document.revisions.all():
        if key == f"{document.slug}#{revision.number}.{revision.corrigendum}.{revision.addendum}":
            return revision
    return None


def _items(row: Content) -> Iterable[Content]:
    return walk((row.get("meeting") or {}).get("items") or [])
