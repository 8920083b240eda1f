"""Everything that the conflicts of some rows rest on, read once; asking it costs no query."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from meetings.conflicts.around import changes_in_house, meetings_around
from meetings.conflicts.conflict import About, Conflict
from meetings.conflicts.contents import Content, placement_of
from meetings.conflicts.dates import Calendar, check_dates, read_calendar
from meetings.conflicts.days import check_days, check_hours
from meetings.conflicts.house import House, read_house
from meetings.conflicts.naming import Known, known_among
from meetings.conflicts.officers import Officers, read_officers
from meetings.conflicts.placements import Placement
from meetings.conflicts.together import Meeting, Other, check_together
from meetings.models import Schedule
from portal.actors import Actor

_DAY = dt.timedelta(days=1)


@dataclass
class Board:
    """The rows asked about, with what stands around them. `conflicts_of` gives one row's, `conflicts` those of all."""

    schedule: Schedule
    house: House
    rows: dict[str, Placement]
    officers: Officers
    calendar: Calendar
    pairs: dict[str, list[Meeting]] = field(default_factory=dict)

    def conflicts_of(self, key: str) -> list[Conflict]:
        """Clashes first, those of rooms before those of officers, then warnings; nothing for a key not asked about."""
        row = self.rows.get(key)
        if row is None:
            return []
        found = [
            *(
                conflict
                for pair in self.pairs.get(key, ())
                for conflict in check_together(pair, self.house, self.officers)
            ),
            *check_days(row, self.house),
            *check_hours(row, self.house),
            *check_dates(row, self.schedule, self.calendar),
        ]
        return sorted(dict.fromkeys(found), key=_weight)

    def conflicts(self) -> dict[str, list[Conflict]]:
        """Of every row asked about that has any."""
        found = {key: self.conflicts_of(key) for key in self.rows}
        return {key: conflicts for key, conflicts in found.items() if conflicts}


def read_board(actor: Actor, schedule: Schedule, contents: Iterable[Content], house: House | None = None) -> Board:
    """A board for rows as the editor has them: whole records of the format, saved or only proposed.

    The schedule comes with its term, body and organization. The other rows of the schedule are read as its draft has
    them. The queries are as many for one row as for all: eight, and some more where another meeting is on beside one.
    `house` is what another board of the same schedule has read already: half of them.
    """
    house = house or read_house(schedule)
    body = schedule.term.body_id
    rows = [placement_of(content, house, schedule=schedule.pk, body=body) for content in contents]
    return board_of(actor, schedule, house, rows)


def _weight(conflict: Conflict) -> tuple[bool, bool]:
    return not conflict.holds, conflict.holds and conflict.about is not About.ROOM


def board_of(actor: Actor, schedule: Schedule, house: House, placements: Sequence[Placement]) -> Board:
    """A board for placements made otherwise, such as those of entries in hand (`placement_of_entry`)."""
    rows = {row.key: row for row in placements}
    taking_place = [row for row in rows.values() if row.takes_place]
    days = {day for row in taking_place for day in row.days}
    changes = changes_in_house(actor, schedule)
    others = [*meetings_around(schedule, house, days, rows, changes), *taking_place]
    met = _met(taking_place, others)
    concerned = {other for found in met.values() for other, _shared in found}
    known = known_among(actor, concerned, house) if concerned else {}
    officers = Officers()
    if concerned:  # most rows meet nothing: they are spared the rest of the queries
        terms = {schedule.pk, *(other.schedule for other in concerned)}
        officers = read_officers(schedule.term.body_id, terms, {other.body for other in concerned})
    board = Board(schedule, house, rows, officers, read_calendar(schedule, rows, changes))
    for key, found in met.items():
        board.pairs[key] = [
            Meeting(rows[key], _other(other, known, schedule.pk, house), shared) for other, shared in found
        ]
    return board


def _other(other: Placement, known: dict[int, Known], own: int, house: House) -> Other:
    """The other meeting as it may be named; a row that is only proposed has no address, and the name of its body."""
    if other.entry is not None and other.entry in known:
        return Other(other, known[other.entry])
    party = house.bodies.get(other.body)
    if party and (other.schedule == own or other.proposed):
        return Other(other, Known("", party.name, other.text))
    return Other(other)


_Met = dict[str, list[tuple[Placement, Any]]]


def _met(rows: Sequence[Placement], others: Sequence[Placement]) -> _Met:
    """By row, the meetings that it shares an instant or, where hours are missing, a day with."""
    by_day: dict[dt.date, list[Placement]] = defaultdict(list)
    for other in others:
        for day in other.days:
            by_day[day].append(other)
    found: _Met = {}
    for row in rows:
        near = {day + step * _DAY for day in row.days for step in (-1, 0, 1)}
        beside = {id(other): other for day in near for other in by_day.get(day, ())}
        for other in beside.values():
            if other is row or (other.schedule == row.schedule and other.key == row.key):
                continue
            shared = tuple((ours, theirs) for ours in row.sittings for theirs in other.sittings if ours.meets(theirs))
            same_day = not (row.timed and other.timed) and not set(row.days).isdisjoint(other.days)
            if shared or same_day:
                found.setdefault(row.key, []).append((other, shared))
    return found
