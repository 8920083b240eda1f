"""Whether a room is the whole row's, or that of one of its sittings."""

from __future__ import annotations

from meetings.imports.heads import Head
from meetings.imports.result import Row


def read_rooms(row: Row, head: Head) -> None:
    """One room is the row's; rooms that differ by slot are the sittings'."""
    names = list(dict.fromkeys(place.text for place in head.rooms))
    several = len(head.slots) > 1 and len(row.sittings) == len(head.slots)
    places = _by_slot(head) if several else None
    if not names or places is None or (len(names) == 1 and not _stands_beside_some(head)):
        row.room = " / ".join(names)
        return
    for number, text in places:
        sitting = row.sittings[number]
        sitting.room = f"{sitting.room} / {text}" if sitting.room else text


def _by_slot(head: Head) -> list[tuple[int, str]] | None:
    """Each room with the number of its slot; None where they all follow the last one and are not as many."""
    if (
        head.rooms
        and head.rooms[0].at > head.slots[-1].start
        and _line(head, head.rooms[0].at) != _line(head, head.slots[-1].start)
    ):
        texts = [place.text for place in head.rooms]
        return list(enumerate(texts)) if len(texts) == len(head.slots) else None
    found = []
    for place in head.rooms:
        before = [number for number, slot in enumerate(head.slots) if slot.start < place.at]
        found.append((before[-1] if before else 0, place.text))
    return found


def _stands_beside_some(head: Head) -> bool:
    """Whether the room is on the line of some slots and not of others, and not on that of the date."""
    lines = {_line(head, slot.start) for slot in head.slots}
    room = _line(head, head.rooms[0].at)
    dates = {_line(head, printed.start) for printed in head.dates}
    return room in lines and len(lines) > 1 and room not in dates and len(head.rooms) == 1


def _line(head: Head, place: int) -> int:
    return head.text.count("\n", 0, place)
