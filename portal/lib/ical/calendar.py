"""A calendar and its events."""

import datetime as dt
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from zoneinfo import ZoneInfo

from portal.lib.dates import Occurrence, occurrence
from portal.lib.ical.text import BadValueError, escaped, folded, name, quoted
from portal.lib.ical.zones import zone_lines

logger = logging.getLogger(__name__)


class Status(StrEnum):
    """What a calendar program may make of an event."""

    CONFIRMED = "CONFIRMED"
    TENTATIVE = "TENTATIVE"
    CANCELLED = "CANCELLED"


class Method(StrEnum):
    """What a calendar that comes by mail is for (RFC 5546); one that is fetched has none."""

    NONE = ""
    PUBLISH = "PUBLISH"


@dataclass(frozen=True, slots=True, kw_only=True)
class Organizer:
    """Who publishes an event: a name, and the address that mails of it come from."""

    name: str
    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event. `first` with `start` is an hour in `zone`, alone it is a whole day; `last` is the last day it covers.

    `end` at 00:00 is the midnight that ends the day of `last`. `stamp` is when it last changed, as an instant.
    """

    uid: str
    stamp: dt.datetime
    summary: str
    first: dt.date
    last: dt.date
    start: dt.time | None = None
    end: dt.time | None = None
    zone: str = "UTC"
    sequence: int = 0
    status: Status = Status.CONFIRMED
    busy: bool = True
    description: str = ""
    location: str = ""
    url: str = ""
    sibling: str = ""
    """UID of the event that this one belongs to, where a meeting has several."""
    categories: Sequence[str] = field(default_factory=tuple)
    organizer: Organizer | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """What is subscribed to, or downloaded. `about` is a sentence or more; `refresh` how long a copy is good for."""

    name: str
    product: str
    url: str = ""
    about: str = ""
    zone: str = ""
    refresh: dt.timedelta | None = None
    method: Method = Method.NONE


def render(calendar: Calendar, events: Iterable[Event]) -> bytes:
    """The file. An event with a value that cannot be written is left out and logged; the others stand."""
    bodies: list[str] = []
    zones: set[str] = set()
    for event in events:
        try:
            bodies.append(_event(event))
        except (ValueError, LookupError, OverflowError, OSError):
            logger.exception("left out of a calendar: %r", event.uid)
            continue
        if zone := _zone_of(event):
            zones.add(zone)
    defined = [zone_lines(zone) for zone in sorted(zones)]
    return "".join([*_head(calendar), *defined, *bodies, "END:VCALENDAR\r\n"]).encode()


def _head(calendar: Calendar) -> list[str]:
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{escaped(calendar.product)}",
        "CALSCALE:GREGORIAN",
        *([f"METHOD:{calendar.method}"] if calendar.method else []),
        f"NAME:{escaped(calendar.name)}",
        f"X-WR-CALNAME:{escaped(calendar.name)}",
    ]
    if calendar.about:
        lines += [f"DESCRIPTION:{escaped(calendar.about)}", f"X-WR-CALDESC:{escaped(calendar.about)}"]
    if calendar.url:
        lines.append(f"URL:{name(calendar.url)}")
    if calendar.zone:
        lines.append(f"X-WR-TIMEZONE:{escaped(calendar.zone)}")
    if calendar.refresh:
        hours = round(calendar.refresh.total_seconds() / 3600)
        lines += [f"REFRESH-INTERVAL;VALUE=DURATION:PT{hours}H", f"X-PUBLISHED-TTL:PT{hours}H"]
    return [folded(line) for line in lines]


def _event(event: Event) -> str:
    lines = [
        "BEGIN:VEVENT",
        f"UID:{name(event.uid)}",
        f"DTSTAMP:{_utc(event.stamp)}",
        f"LAST-MODIFIED:{_utc(event.stamp)}",
        f"SEQUENCE:{event.sequence}",
        *_when(event),
        f"SUMMARY:{escaped(event.summary)}",
        f"STATUS:{event.status}",
        f"TRANSP:{'OPAQUE' if event.busy else 'TRANSPARENT'}",
    ]
    if event.organizer:
        lines.append(f"ORGANIZER;CN={quoted(event.organizer.name)}:mailto:{name(event.organizer.email)}")
    if event.location:
        lines.append(f"LOCATION:{escaped(event.location)}")
    if event.description:
        lines.append(f"DESCRIPTION:{escaped(event.description)}")
    if event.url:
        lines.append(f"URL:{name(event.url)}")
    if event.categories:
        lines.append("CATEGORIES:" + ",".join(escaped(each) for each in event.categories))
    if event.sibling:
        lines.append(f"RELATED-TO;RELTYPE=SIBLING:{name(event.sibling)}")
    return "".join(folded(line) for line in [*lines, "END:VEVENT"])


def _when(event: Event) -> list[str]:
    if event.last < event.first:
        raise BadValueError(f"it ends ({event.last}) before it starts ({event.first})")
    if event.start is None:
        after = event.last + dt.timedelta(days=1)
        return [f"DTSTART;VALUE=DATE:{event.first:%Y%m%d}", f"DTEND;VALUE=DATE:{after:%Y%m%d}"]
    lines = [f"DTSTART{_hour(event.first, event.start, event.zone)}"]
    if event.end is not None:
        last = event.last + dt.timedelta(days=1) if event.end == dt.time(0) else event.last
        lines.append(f"DTEND{_hour(last, event.end, event.zone)}")
    return lines


def _hour(day: dt.date, hour: dt.time, zone: str) -> str:
    """In the zone; where the clock shows it twice or never, programs differ, so then it is the instant."""
    moment = dt.datetime.combine(day, hour.replace(tzinfo=None, fold=0), tzinfo=ZoneInfo(zone))
    if _plain(zone) or occurrence(day, hour, zone) is not Occurrence.ONCE:
        return f":{_utc(moment)}"
    return f";TZID={zone}:{moment:%Y%m%dT%H%M%S}"


def _plain(zone: str) -> bool:
    return zone == "UTC"


def _zone_of(event: Event) -> str:
    return "" if event.start is None or _plain(event.zone) else event.zone


def _utc(moment: dt.datetime) -> str:
    return f"{moment.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"
