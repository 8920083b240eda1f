"""Rows in force as placements, from entries in hand with their meeting, sittings and deadline."""

from __future__ import annotations

from meetings.conflicts.contents import timed
from meetings.conflicts.house import House
from meetings.conflicts.placements import Due, Placement
from meetings.enums import OFF, Direction, EntryKind, EntryStatus, MeetingMode
from meetings.models import Entry, Meeting


def placement_of_entry(entry: Entry, house: House) -> Placement:
    """Where the row stands. Reads nothing but the bodies it meets jointly with, prefetched as `meeting__joint_with`."""
    meeting: Meeting | None = getattr(entry, "meeting", None)
    body = entry.schedule.term.body_id
    room = meeting.room_id if meeting else None
    zone = (meeting.zone if meeting else "") or house.zone_of(body, room)
    left = entry.withdrawn_in is not None or entry.trace_of_id is not None
    by_post = meeting is not None and meeting.mode == MeetingMode.CORRESPONDENCE
    return Placement(
        key=entry.key,
        schedule=entry.schedule_id,
        body=body,
        kind=entry.kind,
        start=entry.start,
        end=entry.end,
        precision=entry.precision,
        off=left or by_post or entry.status in (*OFF, EntryStatus.CORRESPONDENCE),
        text=entry.text,
        weekday_printed=entry.weekday_printed,
        year_inferred=entry.year_inferred,
        bodies=frozenset({body, *(each.pk for each in meeting.joint_with.all())} if meeting else {body}),
        sittings=tuple(
            timed(each.on, each.start, each.end, each.room_id or room, zone) for each in meeting.sittings.all()
        )
        if meeting
        else (),
        room=room,
        zone=zone,
        zone_stated=meeting is None or bool(meeting.zone or room or not meeting.place),
        due=_due(entry),
        entry=entry.pk,
    )


def _due(entry: Entry) -> Due | None:
    deadline = getattr(entry, "deadline", None)
    if entry.kind != EntryKind.DEADLINE or deadline is None:
        return None
    anchor = deadline.anchor_entry
    return Due(
        anchor=anchor.key if anchor else "",
        before=deadline.direction == Direction.BEFORE,
        at=deadline.at,
        zone=deadline.zone,
    )
