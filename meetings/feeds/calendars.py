"""Whole calendars: which rows, under which name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from meetings.feeds.events import called_off, events_of, undated
from meetings.feeds.of_silences import event_of
from meetings.feeds.words import summary
from meetings.models import Entry
from meetings.queries.feeds import rows_of_bodies
from meetings.queries.silences import in_calendars
from portal.actors import Actor
from portal.lib.ical import Calendar, Event, Method, Organizer, render

PRODUCT = "-//Plenary//Plenary//EN"
REFRESH = dt.timedelta(hours=1)
KEPT = dt.timedelta(days=366)


def a_year_back(today: dt.date) -> dt.date:
    """How far a calendar over many groups looks back: its bytes change with the month, not with the day."""
    return (today - KEPT).replace(day=1)


def calendar_of(
    actor: Actor,
    name: str,
    bodies: Collection[int] | None,
    language: str,
    *,
    url: str = "",
    zone: str = "",
    since: dt.date | None = None,
) -> bytes:
    """The calendar of `bodies` (None: of all) as `actor` may read it. `url` is its page, as a path."""
    rows = rows_of_bodies(actor, bodies, since)
    about = _("Meetings, deadlines and periods, as the portal has them. Hours are those of the venue.")
    if vague := undated(rows, language):
        about = "\n".join([about, _("Not known to the day:"), *vague])
    head = Calendar(name=name, product=PRODUCT, url=settings.SITE_URL + url, about=about, zone=zone, refresh=REFRESH)
    silences = in_calendars(actor, bodies, since)
    instants = [replace(event_of(silence, language), organizer=None) for silence in silences]
    return render(head, [*events_of(rows, actor, language), *instants])


def publication_of(
    actor: Actor,
    rows: Sequence[Entry],
    language: str,
    dropped: Sequence[Mapping[str, Any]] = (),
    veiled: Mapping[int, str] | None = None,
    others: Sequence[Event] = (),
) -> bytes:
    """The same to go with a mail: a calendar program takes it as published by the house, and takes what is called off,
    and sittings `dropped` from the last of the rows, out of its days. `veiled`: by row, what stands in the place of a
    matter that the recipient may not know. `others` are events that are no rows.
    """
    address, hidden = parseaddr(settings.DEFAULT_FROM_EMAIL)[1], veiled or {}
    events = []
    for entry in rows:
        house = entry.schedule.term.body.organization
        organizer = Organizer(name=house.name.pick(language).text, email=address)
        found = [replace(event, organizer=organizer) for event in events_of([entry], actor, language)]
        if matter := hidden.get(entry.pk):
            words = summary(entry, language, matter)
            found = [replace(event, summary=words, description="", url="") for event in found]
        events += found
    if events and dropped:
        events += called_off(rows[-1], events[-1], dropped)
    return render(Calendar(name="Plenary", product=PRODUCT, method=Method.PUBLISH), [*events, *others])


def file_of(actor: Actor, rows: Sequence[Entry], language: str) -> bytes:
    """The events of some rows, to be taken over into a calendar of one's own."""
    return render(Calendar(name="Plenary", product=PRODUCT), events_of(rows, actor, language))
