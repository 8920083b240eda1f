"""Rows of schedules as events of a calendar.

A meeting is an event for each of its sittings, at their hours in the venue's zone; without an hour it takes its whole
days. A deadline takes its day, whatever its hour, which stands in its words: an appointment of no length is overlooked,
and a longer one would be invented. What is known only to the month, the quarter, the half or the year, or not at all,
is no event: no day is made up for it. The calendar itself names it, in its description.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from dataclasses import replace
from email.utils import parseaddr
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from meetings.enums import TAKEN_PLACE, Certainty, EntryStatus, ScheduleState
from meetings.feeds.words import description, location, meeting_of, said, summary
from meetings.models import Entry, Meeting, Sitting
from meetings.pages.rows import date_text, is_dated
from portal.actors import Actor
from portal.enums import Precision
from portal.lib.ical import Event, Organizer, Status
from portal.lib.punctuation import colon

logger = logging.getLogger(__name__)


def events_of(entries: Iterable[Entry], actor: Actor, language: str) -> Iterator[Event]:
    """The events of all rows known to the day; a row that cannot be told is left out and logged."""
    for entry in entries:
        if not is_dated(entry):
            continue
        try:
            yield from _events(entry, actor, language)
        except Exception:  # one bad row must not cost its readers the whole calendar
            logger.exception("left out of a calendar: row %s", entry.pk)


def undated(entries: Iterable[Entry], language: str) -> list[str]:
    """A line for each row that has no day, with what is known of its date."""
    lines = []
    for entry in entries:
        if not is_dated(entry) and not entry.is_off:
            date = date_text(entry, language) or said(entry.wording, language) or _("Date not assigned")
            lines.append(f"{date}{colon(language)} {summary(entry, language)}")
    return lines


def uid_of(entry: Entry, number: int = 1) -> str:
    """What the event is called for ever: by the row's address, which outlives its dates, rooms and versions."""
    term = entry.schedule.term
    part = f".{number}" if number > 1 else ""
    return f"{term.body.slug}.{term.label}.{entry.key}{part}@{urlsplit(settings.SITE_URL).hostname}"


def _events(entry: Entry, actor: Actor, language: str) -> Iterator[Event]:
    meeting = meeting_of(entry)
    sittings = list(meeting.sittings.all()) if meeting else []
    if not any(sitting.start for sitting in sittings):
        yield _whole_days(entry, actor, language)
        return
    assert meeting is not None
    for number, sitting in enumerate(sittings, start=1):
        yield _sitting(entry, meeting, sitting, number, actor, language)


def _whole_days(entry: Entry, actor: Actor, language: str) -> Event:
    assert entry.start is not None
    meeting = meeting_of(entry)
    return Event(
        uid=uid_of(entry),
        stamp=entry.told_at,
        sequence=entry.sequence,
        status=status_of(entry),
        summary=summary(entry, language),
        first=entry.start,
        last=entry.end or entry.start,
        busy=False,
        location=location(meeting, None, language) if meeting else "",
        description=description(entry, actor, None, language),
        url=settings.SITE_URL + entry.get_absolute_url(),
        categories=(_kind(entry),),
    )


def _sitting(entry: Entry, meeting: Meeting, sitting: Sitting, number: int, actor: Actor, language: str) -> Event:
    return Event(
        uid=uid_of(entry, number),
        stamp=entry.told_at,
        sequence=entry.sequence,
        status=status_of(entry),
        summary=summary(entry, language),
        first=sitting.on,
        last=sitting.on,
        start=sitting.start,
        end=sitting.end,
        zone=meeting.venue_zone,
        busy=not entry.is_off and sitting.start is not None,
        location=location(meeting, sitting, language),
        description=description(entry, actor, sitting, language),
        url=settings.SITE_URL + entry.get_absolute_url(),
        sibling=uid_of(entry) if number > 1 else "",
        categories=(_kind(entry),),
    )


def called_off(entry: Entry, last: Event, dropped: Iterable[Mapping[str, Any]]) -> list[Event]:
    """Sittings that a meeting had after `last` and has no more, as the same events cancelled; facts of each as JSON."""
    number = int(last.uid.partition("@")[0].rpartition(".")[2]) if last.sibling else 1
    return [
        replace(
            last,
            uid=uid_of(entry, place),
            status=Status.CANCELLED,
            busy=False,
            first=dt.date.fromisoformat(each["on"]),
            last=dt.date.fromisoformat(each["on"]),
            start=dt.time.fromisoformat(each["start"]) if each.get("start") else None,
            end=dt.time.fromisoformat(each["end"]) if each.get("end") else None,
            sibling=uid_of(entry),
        )
        for place, each in enumerate(dropped, start=number + 1)
    ]


def taken_away(entry: Entry, day: dt.date, actor: Actor, language: str) -> Event:
    """The event of a day at which the row stands no more, cancelled, for who has it in their calendar.

    With a mail: as published by the house.
    """
    was = copy(entry)
    was.start, was.end, was.precision = day, day, Precision.DAY
    house = entry.schedule.term.body.organization
    organizer = Organizer(name=house.name.pick(language).text, email=parseaddr(settings.DEFAULT_FROM_EMAIL)[1])
    return replace(_whole_days(was, actor, language), status=Status.CANCELLED, organizer=organizer)


def _kind(entry: Entry) -> str:
    words = str(entry.get_kind_display())
    return words[:1].upper() + words[1:]


def status_of(entry: Entry) -> Status:
    """Off, or still open (only circulated, reserved, indicative), or as it stands in the schedule."""
    if entry.is_off:
        return Status.CANCELLED
    if entry.status in TAKEN_PLACE:
        return Status.CONFIRMED
    open_yet = entry.status == EntryStatus.TENTATIVE or entry.certainty != Certainty.CONFIRMED
    circulated = entry.schedule.state == ScheduleState.CIRCULATED
    return Status.TENTATIVE if open_yet or circulated else Status.CONFIRMED
