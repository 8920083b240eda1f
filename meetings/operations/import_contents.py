"""Rows as an import understood them, turned into rows of the schedule's format."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from groups.models import Instrument, InstrumentAlias, Organization
from meetings.drafts.keys import with_keys
from meetings.enums import EntryKind, EntryStatus, MeetingMode
from meetings.imports import Row
from meetings.imports.labels import Item
from meetings.imports.places import is_virtual
from meetings.imports.spaces import fold, squeeze
from meetings.imports.zones import zone_id
from meetings.models import Room
from meetings.transfer.entries import Content
from portal.lib import symbols


class House:
    """What the house already knows by name: its rooms, and instruments by symbol or title."""

    def __init__(self, organization: Organization) -> None:
        rooms = Room.objects.filter(organization=organization)
        self.rooms = {
            _room_name(name): f"{organization.key}/{room.key}" for room in rooms for name in room.name.values()
        }
        self.instruments: dict[str, str] = {}
        for instrument in Instrument.objects.all():
            for title in instrument.title.values():
                self.instruments.setdefault(fold(title), instrument.slug)
            if instrument.symbol_key:
                self.instruments[instrument.symbol_key] = instrument.slug
        for alias in InstrumentAlias.objects.select_related("instrument"):
            self.instruments.setdefault(alias.symbol_key, alias.instrument.slug)

    def room(self, printed: str) -> str | None:
        """The key of a room by its name in any language, with or without the word for a room."""
        return self.rooms.get(_room_name(printed))

    def instrument(self, printed: str) -> str | None:
        """The address of an instrument by its symbol in any spelling, else by its title."""
        symbol = symbols.parse(printed)
        if symbol is not None and symbol.key in self.instruments:
            return self.instruments[symbol.key]
        return self.instruments.get(fold(squeeze(printed)))


def _room_name(name: str) -> str:
    dropped = {"room", "sala", "salon", "salle", "salao", "the", "de", "la"}
    words = fold(squeeze(name)).split()
    return " ".join(word for word in words if word not in dropped) or fold(squeeze(name))


def content_of(row: Row, language: str, house: House) -> Content:
    """One row. A citation of an instrument that is not recorded stays in its text."""
    cited, unknown = _citations(row, house)
    text = squeeze(" ".join([row.text, *(f"[{symbol}]" for symbol in unknown)]))
    content: Content = {
        "kind": row.kind,
        "start": row.start.isoformat() if row.start else None,
        "end": row.end.isoformat() if row.end else None,
        "precision": row.precision or "",
        "wording": _said(row.wording if row.inferred or row.start is None or row.precision != "day" else "", language),
        "year_inferred": "year" in row.inferred and row.start is not None,
        "weekday_printed": None if row.weekday is None else row.weekday + 1,
        "status": row.status or EntryStatus.SCHEDULED.value,
        "status_note": _said(row.said, language),
        "text": _said(text, language),
        "citations": cited,
    }
    if row.kind == EntryKind.MEETING:
        content["meeting"] = _meeting(row, language, house)
    elif row.items:
        content["text"] = _said(squeeze(" ".join([text, *_flat(row.items)])), language)
    if row.kind == EntryKind.DEADLINE:
        content["deadline"] = _deadline(row, language)
    return content


def _said(text: str, language: str) -> dict[str, str]:
    return {language: text} if text else {}


def _flat(items: Iterable[Item]) -> list[str]:
    return [each for item in items for each in (f"{item.label} {item.text}".strip(), *_flat(item.items))]


def _citations(row: Row, house: House) -> tuple[list[Content], list[str]]:
    cited: dict[str, Content] = {}
    unknown = []
    prose = " ".join([row.text, *_flat(row.items)])
    for printed in row.mandates:
        slug = house.instrument(printed)
        if slug is not None:
            languages = row.languages.get(printed, [])
            cited.setdefault(slug, {"instrument": slug, "symbol": printed, "languages": languages})
        elif printed not in prose:
            unknown.append(printed)
    return list(cited.values()), unknown


def _meeting(row: Row, language: str, house: House) -> Content:
    printed = [row.room, *(sitting.room for sitting in row.sittings)]
    unknown = dict.fromkeys(room for room in printed if room and house.room(room) is None and not is_virtual(room))
    place = ", ".join(filter(None, [" / ".join(unknown), row.city]))
    items, _new = with_keys([_agenda_item(item, language) for item in row.items])
    zone = zone_id(row.zone) if row.zone else ""
    return {
        "zone": zone,
        "mode": MeetingMode.VIRTUAL.value if row.room and is_virtual(row.room) else MeetingMode.UNSTATED.value,
        "room": house.room(row.room) if row.room else None,
        "place": _said(place, language),
        "introduction": _said(row.zone if row.zone and not zone else "", language),
        "sittings": [
            {
                "on": sitting.date.isoformat(),
                "start": _stored(sitting.start),
                "end": sitting.end and _stored(sitting.end),
                "room": house.room(sitting.room) if sitting.room else None,
            }
            for sitting in row.sittings
        ],
        "items": items,
    }


def _stored(hour: str) -> str:
    """A midnight that closes is kept as 00:00."""
    return "00:00" if hour == "24:00" else hour


def _agenda_item(item: Item, language: str) -> Content:
    children = [_agenda_item(each, language) for each in item.items]
    content: Content = {"label": item.label[:20], "text": {language: item.text or item.label}}
    return content | ({"children": children} if children else {})


def _deadline(row: Row, language: str) -> Content:
    # A deadline has no 24:00: the last minute of its day is the nearest that it can say.
    at = "23:59" if row.at == "24:00" else row.at
    zone = zone_id(row.zone) if row.zone else ""
    wording = " ".join(filter(None, [row.wording, row.at, row.zone]))
    return {"at": at, "zone": zone, "wording": _said(wording if row.at or row.zone else "", language)}


def without_silence(content: Mapping[str, Any]) -> Content:
    """Without fields that say nothing."""
    return {
        name: without_silence(value) if isinstance(value, dict) and name in ("meeting", "deadline") else value
        for name, value in content.items()
        if value not in (None, "", {}, []) or name in ("meeting", "deadline")
    }
