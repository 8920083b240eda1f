"""Meetings that cannot all be attended by one person: at the same time, or on the same day at hours not known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from meetings.models import Entry
from portal.lib.dates import instant

LASTS = dt.timedelta(hours=3)
"""How long a sitting without a stated end is taken to last."""


@dataclass(slots=True)
class Overlaps:
    """By entry, the others that are at the same time, and those on the same day of which an hour is not known."""

    at_once: dict[int, list[Entry]] = field(default_factory=dict)
    same_day: dict[int, list[Entry]] = field(default_factory=dict)


def overlaps(entries: Sequence[Entry]) -> Overlaps:
    """Among meetings with their sittings, compared as instants: their venues may be in several zones."""
    found = Overlaps()
    spans = {entry.pk: list(_spans(entry)) for entry in entries}
    for place, one in enumerate(entries):
        for other in entries[place + 1 :]:
            if any(a < d and c < b for a, b in spans[one.pk] for c, d in spans[other.pk]):
                _note(found.at_once, one, other)
            elif not (spans[one.pk] and spans[other.pk]) and _share_a_day(one, other):
                _note(found.same_day, one, other)
    return found


def _note(found: dict[int, list[Entry]], one: Entry, other: Entry) -> None:
    found.setdefault(one.pk, []).append(other)
    found.setdefault(other.pk, []).append(one)


def _spans(entry: Entry) -> Iterable[tuple[dt.datetime, dt.datetime]]:
    meeting = entry.meeting
    for sitting in meeting.sittings.all():
        if sitting.start is None:
            continue
        begins = instant(sitting.on, sitting.start, meeting.venue_zone)
        ends = instant(sitting.on, sitting.end, meeting.venue_zone, closing=True) if sitting.end else begins + LASTS
        yield begins, ends


def _share_a_day(one: Entry, other: Entry) -> bool:
    if not (one.start and one.end and other.start and other.end):
        return False
    return one.start <= other.end and other.start <= one.end
