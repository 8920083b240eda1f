"""Hours of sittings in words: the venue's first, the reader's own beside them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from groups.models import Term
from meetings.models import Entry, Meeting, Sitting
from portal.lib.dates import (
    city_of,
    format_date,
    format_hour,
    format_hours,
    in_zone,
    instant,
    utc_offset,
)


@dataclass(frozen=True, slots=True)
class Reader:
    """In which language and whose hours a page is made. `zone` None: the venue's hours alone."""

    language: str
    zone: str | None = None
    today: dt.date | None = None
    """The date at the venue, where what is overdue is to be said."""


def venue_city(entry: Entry, language: str) -> str:
    """The city that names the hours of an entry: the room's, the seat's, or the zone's own."""
    meeting: Meeting | None = getattr(entry, "meeting", None)
    organization = entry.schedule.term.body.organization
    zone = meeting.venue_zone if meeting else entry.schedule.term.body.venue_zone
    if meeting and meeting.room and meeting.room.city:
        return meeting.room.city.pick(language).text
    if zone == organization.zone and organization.city:
        return organization.city.pick(language).text
    return city_of(zone, language)


def venue_hours(meeting: Meeting, reader: Reader) -> list[dict[str, Any]]:
    """One entry a sitting: `text` in the venue's hours, with the date where the sittings are on several days.

    `room` is its own, where the sittings are not all in one.
    """
    sittings = [sitting for sitting in meeting.sittings.all() if sitting.start]
    several = len({sitting.on for sitting in sittings}) > 1
    return [
        {
            "text": _venue(sitting, reader, dated=several),
            "room": sitting.room.name if sitting.room and in_several_rooms(meeting) else "",
        }
        for sitting in sittings
    ]


def in_several_rooms(meeting: Meeting) -> bool:
    """Whether its sittings are in different rooms."""
    return len({sitting.room_id or meeting.room_id for sitting in meeting.sittings.all()}) > 1


def _venue(sitting: Sitting, reader: Reader, *, dated: bool) -> str:
    hours = format_hours(sitting.start, sitting.end, reader.language)  # type: ignore[arg-type]
    if not dated:
        return hours
    return f"{format_date(sitting.on, reader.language, year=False)}, {hours}"


def reader_hours(meeting: Meeting, reader: Reader, city: str) -> list[str]:
    """The same sittings on the reader's clock, each beside the venue's hour.

    Nothing when the reader's zone is the venue's or is not known.
    """
    zone = meeting.venue_zone
    if not reader.zone or reader.zone == zone:
        return []
    sittings = [sitting for sitting in meeting.sittings.all() if sitting.start]
    return [_own(sitting, zone, reader, city, first=place == 0) for place, sitting in enumerate(sittings)]


def _own(sitting: Sitting, zone: str, reader: Reader, city: str, *, first: bool) -> str:
    """Whose hours they are is said at the first sitting alone."""
    assert sitting.start is not None
    assert reader.zone is not None
    start = in_zone(sitting.on, sitting.start, zone, reader.zone)
    end = sitting.end and in_zone(sitting.on, sitting.end, zone, reader.zone, closing=True).time
    hours = format_hours(start.time, end, reader.language)
    if start.day_shift:
        hours = f"{format_date(start.date, reader.language, year=False)}, {hours}"
    with_reader = _("%(hours)s in %(city)s, your time · %(venue_hour)s %(venue)s")
    plain = _("%(hours)s in %(city)s · %(venue_hour)s %(venue)s")
    return (with_reader if first else plain) % {
        "hours": hours,
        "city": city_of(reader.zone, reader.language),
        "venue_hour": format_hour(sitting.start, reader.language),
        "venue": city,
    }


def deadline_hours(entry: Entry, reader: Reader) -> tuple[list[dict[str, Any]], list[str]]:
    """The hour by which something is due, in the venue's zone and on the reader's clock; nothing for a whole day.

    00:00 is the midnight that ends the day.
    """
    deadline = getattr(entry, "deadline", None)
    if deadline is None or deadline.at is None:
        return [], []
    body = entry.schedule.term.body
    zone = deadline.zone or body.venue_zone
    city = venue_city(entry, reader.language) if zone == body.venue_zone else city_of(zone, reader.language)
    hour = format_hour(deadline.at, reader.language, closing=True)
    shown = [{"text": hour if zone == body.venue_zone else f"{hour} {city}"}]
    if entry.end is None or not reader.zone or reader.zone == zone:
        return shown, []
    own = in_zone(entry.end, deadline.at, zone, reader.zone, closing=True)
    words = format_hour(own.time, reader.language, closing=True)
    if own.day_shift:
        words = f"{format_date(own.date, reader.language, year=False)}, {words}"
    return shown, [
        _("%(hours)s in %(city)s, your time · %(venue_hour)s %(venue)s")
        % {
            "hours": words,
            "city": city_of(reader.zone, reader.language),
            "venue_hour": hour,
            "venue": city,
        }
    ]


def deadline_hour(entry: Entry, reader: Reader) -> str:
    """The same in one line that stands alone, with the city whose clock it is; empty for a whole day."""
    shown, own = deadline_hours(entry, reader)
    if own or not shown:
        return own[0] if own else ""
    zone = entry.deadline.zone or entry.schedule.term.body.venue_zone
    city = venue_city(entry, reader.language) if zone == entry.schedule.term.body.venue_zone else ""
    return f"{shown[0]['text']} {city}".strip()


def zone_label(entry: Entry, reader: Reader, city: str) -> str:
    """“Washington (UTC−4)” at the first sitting; the city alone where no hour is known."""
    meeting: Meeting | None = getattr(entry, "meeting", None)
    first = next((sitting for sitting in meeting.sittings.all() if sitting.start), None) if meeting else None
    if meeting is None or first is None or first.start is None:
        return city
    moment = instant(first.on, first.start, meeting.venue_zone)
    return f"{city} ({utc_offset(moment, meeting.venue_zone)})"


def zone_note(term: Term, entries: Iterable[Entry], language: str) -> str:
    """Whose hours these are: said wherever an hour is printed."""
    if not any(_is_timed(entry) for entry in entries):
        return ""
    organization, zone = term.body.organization, term.body.venue_zone
    city = organization.city.pick(language).text or zone
    return _("Hours are those of %(city)s (%(zone)s).") % {"city": city, "zone": zone}


def _is_timed(entry: Entry) -> bool:
    """Whether an hour stands in its row."""
    if hasattr(entry, "meeting"):
        return any(sitting.start for sitting in entry.meeting.sittings.all())
    return hasattr(entry, "deadline") and entry.deadline.at is not None
