"""Records of the format as placements: what the editor has in hand, and what is proposed elsewhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from meetings.conflicts.house import House
from meetings.conflicts.placements import USUAL_SITTING, Due, Placement, Stretch
from meetings.enums import OFF, DeadlineAnchor, Direction, EntryKind, EntryStatus, MeetingMode
from portal.lib.dates import instant
from portal.lib.multilingual import Multilingual

Content = Mapping[str, Any]


def placement_of(
    content: Content, house: House, *, schedule: int, body: int, entry: int | None = None, proposed: bool = False
) -> Placement:
    """Where a row stands that is given as a record of the format: the whole record, or the fields that count here."""
    meeting = content.get("meeting") or {}
    room = _room(meeting, house)
    zone = meeting.get("zone") or house.zone_of(body, room)
    joint = {house.by_slug[slug] for slug in meeting.get("joint_with") or () if slug in house.by_slug}
    return Placement(
        key=str(content.get("key") or ""),
        schedule=schedule,
        body=body,
        kind=str(content.get("kind") or EntryKind.MEETING),
        start=_date(content.get("start")),
        end=_date(content.get("end")) or _date(content.get("start")),
        precision=content.get("precision") or ("day" if content.get("start") else ""),
        off=_is_off(content),
        text=Multilingual(content.get("text") or {}),
        weekday_printed=content.get("weekday_printed"),
        year_inferred=bool(content.get("year_inferred")),
        bodies=frozenset(joint | {body}),
        sittings=tuple(stretch(each, room, zone, house) for each in meeting.get("sittings") or ()),
        room=room,
        zone=zone,
        zone_stated=bool(meeting.get("zone") or room or not meeting.get("place")),
        due=_due(content.get("deadline")) if content.get("kind") == EntryKind.DEADLINE else None,
        entry=entry,
        proposed=proposed,
    )


def _is_off(content: Content) -> bool:
    left = content.get("withdrawn_in") is not None or content.get("trace_of") is not None
    # A meeting by correspondence takes no room and no hour
    by_post = (content.get("meeting") or {}).get("mode") == MeetingMode.CORRESPONDENCE
    return left or by_post or content.get("status") in (*OFF, EntryStatus.CORRESPONDENCE)


def _room(record: Content, house: House) -> int | None:
    return house.by_key.get(record.get("room") or "")


def stretch(sitting: Content, whole: int | None, zone: str, house: House) -> Stretch:
    """A sitting of the format; `whole` is the meeting's room."""
    on = _date(sitting["on"])
    assert on is not None
    return timed(on, _time(sitting.get("start")), _time(sitting.get("end")), _room(sitting, house) or whole, zone)


def timed(on: dt.date, start: dt.time | None, end: dt.time | None, room: int | None, zone: str) -> Stretch:
    """A sitting with its instants; an end that is not stated is taken to be the usual one."""
    if start is None or not _known(zone):
        return Stretch(on, start, end, room)
    opens = _instant(on, start, zone)
    closes = _instant(on, end, zone, closing=True) if end is not None else opens + USUAL_SITTING
    return Stretch(on, start, end, room, opens, closes)


@lru_cache(maxsize=10_000)  # houses sit at the same hours: a year of four of them is a tenth of this
def _instant(on: dt.date, time: dt.time, zone: str, *, closing: bool = False) -> dt.datetime:
    return instant(on, time, zone, closing=closing)


@cache
def _known(zone: str) -> bool:
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        return False
    return True


def _due(deadline: Content | None) -> Due:
    given = deadline or {}
    anchored = given.get("anchor") == DeadlineAnchor.ENTRY
    return Due(
        anchor=str(given.get("anchor_entry") or "").partition("#")[2] if anchored else "",
        before=given.get("direction", Direction.BEFORE) == Direction.BEFORE,
        at=_time(given.get("at")),
        zone=given.get("zone") or "",
    )


def _date(value: Any) -> dt.date | None:
    return dt.date.fromisoformat(value) if value else None


def _time(value: Any) -> dt.time | None:
    return dt.time.fromisoformat(value) if value else None
