"""Dates, hours and places of a notice: the one place where a mail's figures are written.

The venue's hour comes first and names its clock; the reader's own stands beside it where it differs.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from groups.models import Body
from meetings.enums import MeetingMode
from meetings.models import Entry, Room
from meetings.notices.facts import Facts
from meetings.pages.hours import Reader
from portal.lib.dates import (
    Precision,
    Span,
    city_of,
    format_date,
    format_hour,
    format_hours,
    format_span,
    in_zone,
    instant,
    utc_offset,
)
from portal.lib.deadlines import MIDNIGHT, Due
from portal.lib.multilingual import Multilingual, Text
from portal.lib.punctuation import parted


def body_words(entry_or_schedule: Any, language: str) -> str:
    """The name of the body whose it is, as `group_words` gives it."""
    schedule = getattr(entry_or_schedule, "schedule", entry_or_schedule)
    return group_words(schedule.term.body, language)


def group_words(body: Body, language: str) -> str:
    """The body's acronym or short name, else its name."""
    return body.acronym or body.short_name.pick(language).text or body.name.pick(language).text


def plain_words(value: Multilingual | Text | str, language: str) -> str:
    """The text of what may be in several languages."""
    if isinstance(value, Multilingual):
        return value.pick(language).text
    return value.text if isinstance(value, Text) else str(value)


def date_words(facts: Facts, language: str) -> str:
    """“Tuesday, 15 January 2013”; empty where no date is assigned."""
    if not facts.get("start"):
        return ""
    words = _span(facts, language)
    return words[:1].upper() + words[1:]


def inner_date(facts: Facts, language: str) -> str:
    """The same in the midst of a sentence: “terça-feira, 15 de janeiro de 2013”."""
    return _span(facts, language) if facts.get("start") else ""


def _span(facts: Facts, language: str) -> str:
    first, last = dt.date.fromisoformat(facts["start"]), dt.date.fromisoformat(facts["end"])
    return format_span(Span(first, last, Precision(facts.get("precision") or "day")), language, weekday=True)


def short_date(facts: Facts, language: str) -> str:
    """“15 January 2013”, as in a subject, after other words; empty where no date is assigned."""
    if not facts.get("start") or facts.get("precision") != "day":
        return inner_date(facts, language)
    return format_date(dt.date.fromisoformat(facts["start"]), language)


def clock_words(moment: dt.datetime, zone: str, city: str) -> str:
    """“Washington (UTC−5)”."""
    return f"{city} ({utc_offset(moment, zone)})"


def hours_words(facts: Facts, zone: str, reader: Reader, city: str) -> str:
    """Each sitting in the venue's hours, with the reader's own; several with their dates."""
    sittings = [each for each in facts.get("sittings") or [] if each.get("start")]
    several = len({each["on"] for each in sittings}) > 1
    return parted(reader.language).join(_sitting(each, zone, reader, city, dated=several) for each in sittings)


def hour_words(facts: Facts, zone: str, reader: Reader, city: str) -> str:
    """The hour at which the first sitting begins, with the reader's own."""
    first = next((each for each in facts.get("sittings") or [] if each.get("start")), None)
    return _sitting({**first, "end": None}, zone, reader, city, dated=False) if first else ""


def _sitting(sitting: Mapping[str, Any], zone: str, reader: Reader, city: str, *, dated: bool) -> str:
    on = dt.date.fromisoformat(sitting["on"])
    start = dt.time.fromisoformat(sitting["start"])
    end = dt.time.fromisoformat(sitting["end"]) if sitting.get("end") else None
    words = f"{format_hours(start, end, reader.language)}, {clock_words(instant(on, start, zone), zone, city)}"
    if dated:
        words = f"{format_date(on, reader.language, year=False)}, {words}"
    there = reader.zone and in_zone(on, start, zone, reader.zone)
    if not there or there.same_clock:
        return words
    assert reader.zone is not None
    until = in_zone(on, end, zone, reader.zone, closing=True).time if end is not None else None
    own = format_hours(there.time, until, reader.language)
    if there.day_shift:
        own = f"{format_date(there.date, reader.language, year=False)}, {own}"
    return _("%(venue)s; %(hours)s in %(city)s, your time") % {
        "venue": words,
        "hours": own,
        "city": city_of(reader.zone, reader.language),
    }


def due_words(due: Due, reader: Reader, city: str) -> str:
    """“Monday, 8 October 2012, 6:00 p.m., Washington (UTC−4); 5:00 p.m. in Lima, your time”.

    Without an hour it is the end of the day there, which on the reader's clock is an hour too.
    """
    day = format_date(due.day, reader.language, weekday=True)
    day = day[:1].upper() + day[1:]
    at, clock = due.at or MIDNIGHT, clock_words(due.instant, due.zone, city)
    if at == MIDNIGHT:
        words = _("%(day)s, by the end of the day in %(city)s") % {"day": day, "city": clock}
    else:
        words = f"{day}, {format_hour(at, reader.language)}, {clock}"
    if not reader.zone:
        return words
    there = in_zone(due.day, at, due.zone, reader.zone, fold=due.fold, closing=True)
    if there.same_clock:
        return words
    own = format_hour(there.time, reader.language, closing=True)
    if there.day_shift:
        own = f"{format_date(there.date, reader.language, year=False)}, {own}"
    return _("%(venue)s; %(hours)s in %(city)s, your time") % {
        "venue": words,
        "hours": own,
        "city": city_of(reader.zone, reader.language),
    }


def city_words(schedule: Any, zone: str, language: str, room: Room | None = None) -> str:
    """The city that names a clock: the room's, the seat's, or the zone's own."""
    house = schedule.term.body.organization
    if room and room.city and room.venue_zone == zone:
        return room.city.pick(language).text
    if zone == house.zone and house.city:
        return house.city.pick(language).text
    return city_of(zone, language)


def rooms_in(found: Iterable[Facts]) -> dict[str, Room]:
    """The rooms of many meetings at once, by their keys in facts."""
    keys = {key for facts in found if (key := _room_key(facts))}
    names = [key.partition("/")[2] for key in keys]
    rooms = Room.objects.select_related("venue", "organization").filter(key__in=names) if names else ()
    return {key: room for room in rooms if (key := f"{room.organization.key}/{room.key}") in keys}


def room_of(facts: Facts, known: Mapping[str, Room] | None = None) -> Room | None:
    """The room of a meeting, or of its first sitting that has one; among those `known`, where they are given."""
    key = _room_key(facts)
    if not key:
        return None
    return (rooms_in([facts]) if known is None else known).get(key)


def _room_key(facts: Facts) -> str:
    keys = [facts.get("room"), *(each.get("room") for each in facts.get("sittings") or [])]
    return next((each for each in keys if each), "") or ""


def zone_of(entry: Entry, facts: Facts, room: Room | None) -> str:
    """Whose hours they are: the meeting's own, its room's, its body's."""
    return facts.get("zone") or (room.venue_zone if room else "") or entry.schedule.term.body.venue_zone


def place_words(facts: Facts, room: Room | None, language: str) -> str:
    """The room, or the place in words."""
    return room.name.pick(language).text if room else Multilingual(facts.get("place") or {}).pick(language).text


def mode_words(facts: Facts) -> str:
    """“In person and virtual”; empty where it is not stated."""
    mode = str(MeetingMode(facts.get("mode") or "").label) if facts.get("mode") else ""
    return mode[:1].upper() + mode[1:]
