"""A row against the calendar of its venue and against the hours of its own sittings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import combinations

from django.utils.translation import gettext as _

from meetings.calendars import Calendar
from meetings.conflicts import sentences
from meetings.conflicts.conflict import About, Conflict, Severity
from meetings.conflicts.house import House
from meetings.conflicts.placements import Placement, Stretch
from meetings.enums import EntryKind, OwnDayKind
from portal.lib.dates import Occurrence, format_hours, occurrence

LATE_MORNING = dt.time(15)
"""A sitting that begins before this hour and is to end at midnight was rather to end at noon, or in the evening."""


def _warning(row: Placement, code: str, about: About, sentence: str) -> Conflict:
    return Conflict(code, Severity.WARNING, about, sentence, (row.key,))


def check_days(row: Placement, house: House) -> Iterator[Conflict]:
    """Days on which the venue does not work: for meetings and for deadlines that have a day."""
    if row.kind == EntryKind.MEETING:
        for day in row.days if row.takes_place else ():
            rooms = {stretch.room for stretch in row.sittings if stretch.on == day} or {row.room}
            found = [
                _day_off(row, house.calendar(room, row.zone), day) for room in sorted(rooms, key=lambda pk: pk or 0)
            ]
            yield from dict.fromkeys(conflict for conflict in found if conflict)
    elif row.kind == EntryKind.DEADLINE and row.start and row.precision == "day" and not row.off:
        conflict = _day_off(row, house.calendar(None, house.zone_of(row.body, None)), row.start)
        if conflict:
            yield conflict


def _day_off(row: Placement, calendar: Calendar, day: dt.date) -> Conflict | None:
    off = calendar.day_off(day, sentences.language())
    if off is None:
        return None
    facts = {"day": sentences.day(day), "weekday": sentences.weekday(day), "name": off.name.text if off.name else ""}
    words = {
        "weekend": _("%(day)s is a %(weekday)s: a weekend of the venue."),
        OwnDayKind.HOLIDAY: _("%(day)s is a holiday of the venue: %(name)s."),
        OwnDayKind.RECESS: _("%(day)s falls in a recess of the house: %(name)s."),
        OwnDayKind.CLOSED: _("The venue is closed on %(day)s: %(name)s."),
    }[off.kind]
    sentence = words % facts if off.name or off.kind == "weekend" else (words % facts).replace(": .", ".")
    return _warning(row, str(off.kind), About.DAY, sentence)


def check_hours(row: Placement, house: House) -> Iterator[Conflict]:
    """Hours outside those of the house, hours that no clock or two clocks show, noon for midnight, overlaps."""
    if not row.takes_place:
        return
    if row.timed and not row.zone_stated:
        words = _("It is held elsewhere, and no time zone is stated: the hours are taken to be those of %(zone)s.")
        yield _warning(row, "zone", About.HOUR, words % {"zone": row.zone})
    for stretch in row.sittings:
        if stretch.start is not None:
            yield from _hours_of(row, stretch, house)
        if row.start and row.end and not row.start <= stretch.on <= row.end:
            words = _("A sitting on %(day)s lies outside the dates of the row.")
            yield _warning(row, "sitting_day", About.DATE, words % {"day": sentences.day(stretch.on)})
    for first, second in combinations(row.sittings, 2):
        if first.meets(second):
            words = _("%(first)s: this sitting overlaps with another of the row.")
            yield _warning(row, "overlap", About.HOUR, words % {"first": sentences.hours(first, row)})


def _hours_of(row: Placement, stretch: Stretch, house: House) -> Iterator[Conflict]:
    assert stretch.start is not None
    facts = {"when": sentences.hours(stretch, row), "zone": row.zone}
    calendar = house.calendar(stretch.room or row.room, row.zone)
    if _noon(stretch):
        yield _warning(row, "noon", About.HOUR, _("%(when)s: midnight is given where noon may be meant.") % facts)
    elif not calendar.is_open(stretch.on, stretch.start, stretch.end) and calendar.is_working(stretch.on):
        facts["hours"] = _open_hours(calendar, stretch.on)
        words = _("%(when)s: outside the hours of the house (%(hours)s).")
        if not facts["hours"]:
            words = _("%(when)s: the house keeps no hours on this weekday.")
        yield _warning(row, "hours", About.HOUR, words % facts)
    if stretch.opens is None:
        return
    times = occurrence(stretch.on, stretch.start, row.zone)
    if times is Occurrence.NEVER:
        yield _warning(
            row, "clock", About.HOUR, _("%(when)s: the clock of %(zone)s is put forward over this hour.") % facts
        )
    elif times is Occurrence.TWICE:
        yield _warning(row, "clock", About.HOUR, _("%(when)s: the clock of %(zone)s shows this hour twice.") % facts)


def _noon(stretch: Stretch) -> bool:
    """“12:00 a.m.” is midnight, and is often written for noon."""
    assert stretch.start is not None
    to_midnight = stretch.end == dt.time(0) and stretch.start < LATE_MORNING
    return stretch.start.hour == 0 or to_midnight


def _open_hours(calendar: Calendar, day: dt.date) -> str:
    language = sentences.language()
    return ", ".join(format_hours(hours.start, hours.end, language) for hours in calendar.hours_on(day))
