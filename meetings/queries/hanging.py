"""What becomes of the deadlines that hang on a meeting when that is moved or called off, before it is done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from meetings.calendars import Calendar, calendar_of
from meetings.drafts.acts import TO_COME, items_of, status_of
from meetings.drafts.dates import day_of
from meetings.drafts.due import due_by
from meetings.drafts.keys import walk
from meetings.enums import OFF, DeadlineAnchor, OffsetUnit
from meetings.models import Room, Schedule, Venue
from meetings.queries.deadlines import awaiting
from meetings.transfer.entries import Content, term_key
from portal.lib.deadlines import Due


@dataclass(frozen=True, slots=True)
class DeadlineEffect:
    """A deadline that hangs on the meeting. `basis`: “rule”, counted from it; “next”, counted from the next meeting,
    which it is; or “fixed”, set by its agenda.

    `new` is what the rule gives for the new date; None where that is for somebody to decide. `was` and `at`: its hour,
    and the one that comes of the count with `new` where hours are counted. `fixed`: by a decision, so that it stays
    whatever it is counted from.
    """

    key: str
    text: Mapping[str, str]
    old: dt.date | None
    new: dt.date | None
    basis: str
    fixed: bool = False
    was: dt.time | None = None
    at: dt.time | None = None


def hanging(schedule: Schedule, old: Content, new: Content, lives: Mapping[str, Content]) -> tuple[DeadlineEffect, ...]:
    """Those counted from the meeting by a rule, then those that its agenda sets."""
    own = f"{term_key(schedule)}#{old.get('key')}"
    waiting, counting = _awaiting(schedule, old, lives), _Counting(schedule, new)
    overtaken = any(
        key != old.get("key") and status_of(row) in TO_COME and _lies_between(row, old, new)
        for key, row in lives.items()
        if row.get("meeting") is not None
    )
    found = []
    for key, row in lives.items():
        deadline = row.get("deadline") or {}
        if deadline.get("anchor_entry") == own:
            found.append(_effect(key, row, "rule", counting))
        elif key in waiting:
            found.append(_effect(key, row, "next", None if overtaken else counting))
    ruled = {effect.key for effect in found}
    for item in walk(items_of(old)):
        key = str(item.get("deadline") or "").rpartition("#")[2]
        if key in lives and key not in ruled:
            ruled.add(key)
            found.append(_effect(key, lives[key], "fixed"))
    return tuple(found)


def _awaiting(schedule: Schedule, meeting: Content, lives: Mapping[str, Content]) -> set[str]:
    """Those counted from the next meeting, which this one is."""
    if not any((row.get("deadline") or {}).get("anchor") == DeadlineAnchor.NEXT for row in lives.values()):
        return set()
    return awaiting(schedule, str(meeting.get("key")))


def _lies_between(row: Content, old: Content, new: Content) -> bool:
    """Whether a meeting comes before this one where it goes, but not where it stood."""
    day, was, then = day_of(row), day_of(old), day_of(new)
    return bool(day and was and then and was <= day < then)


def _effect(key: str, row: Content, basis: str, meeting: _Counting | None = None) -> DeadlineEffect:
    """What becomes of a deadline with the meeting; without one nothing is proposed."""
    deadline = row.get("deadline") or {}
    due = meeting.due(deadline) if meeting else None
    at = deadline.get("at")
    return DeadlineEffect(
        key=key,
        text=row.get("text", {}),
        old=day_of(row),
        new=due.day if due else None,
        basis=basis,
        fixed=basis != "fixed" and bool(deadline.get("fixed")),
        was=dt.time.fromisoformat(at) if at else None,
        at=due.at if due and deadline.get("unit") == OffsetUnit.HOURS else None,
    )


@dataclass(frozen=True)
class _Counting:
    """A meeting from which deadlines are counted."""

    schedule: Schedule
    meeting: Content

    def due(self, deadline: Mapping[str, Any]) -> Due | None:
        """None where it does not take place."""
        if self.meeting.get("status") in OFF:
            return None
        calendar, there = self._place
        return due_by(deadline, self.meeting, calendar, deadline.get("zone") or self._zone, there)

    @property
    def _zone(self) -> str:
        return self.schedule.term.body.venue_zone

    @cached_property
    def _place(self) -> tuple[Calendar, str]:
        """The calendar of where it is held, and on whose clock its hours are."""
        said = self.meeting.get("meeting") or {}
        room = _room(str(said.get("room") or ""))
        calendar = calendar_of(_venue(self.schedule, room))
        return calendar, _clock(self.schedule, said, room)


def zone_there(schedule: Schedule, content: Content) -> str:
    """On whose clock the hours of a meeting are, its room's where it has none of its own."""
    said = content.get("meeting") or {}
    return _clock(schedule, said, None if said.get("zone") else _room(str(said.get("room") or "")))


def _clock(schedule: Schedule, said: Mapping[str, Any], room: Room | None) -> str:
    """As `Meeting.venue_zone` says it."""
    return said.get("zone") or (room and room.zone) or schedule.term.body.venue_zone


def _room(named: str) -> Room | None:
    if not named:
        return None
    house, _separator, key = named.partition("/")
    return Room.objects.filter(organization__key=house, key=key).select_related("venue").first()


def _venue(schedule: Schedule, room: Room | None) -> Venue | None:
    """The venue of the meeting's room, else the seat of the house."""
    if room and room.venue:
        return room.venue
    return Venue.objects.filter(organization=schedule.term.body.organization, seat=True).first()
