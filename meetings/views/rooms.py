"""Pages of rooms: what they offer, and who holds them when."""

from __future__ import annotations

import datetime as dt
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from groups.pages.dates import on, page_language
from groups.permissions import may_edit
from meetings.models import Entry, Room
from meetings.pages.hours import Reader
from meetings.pages.rows import row
from meetings.queries.rooms import RoomAhead, holders_of, room_at, rooms_known
from portal.lib.dates import format_hours
from portal.lib.punctuation import parted
from portal.requests import PortalRequest

ROWS_A_PAGE = 50


def rooms(request: PortalRequest) -> HttpResponse:
    """All rooms by house, with what is ahead in each."""
    found = rooms_known(request.actor, _today(request.zone or "UTC"))
    houses = [
        {"organization": organization, "rooms": [_room_row(each) for each in group]}
        for organization, group in groupby(found, key=lambda each: each.room.organization)
    ]
    return render(request, "meetings/rooms.html", {"section": "rooms", "houses": houses})


def room(request: PortalRequest, organization: str, key: str) -> HttpResponse:
    """A room: its facts, and the meetings that hold it from today on, or before today with `?when=past`."""
    found = room_at(request.actor, organization, key)
    if found is None:
        raise Http404
    past = request.GET.get("when") == "past"
    today = _today(found.venue_zone)
    held = holders_of(request.actor, found)
    chosen = held.filter(end__lt=today).order_by("-start", "-pk") if past else held.filter(end__gte=today)
    page = Paginator(chosen, ROWS_A_PAGE).get_page(request.GET.get("page"))
    reader = Reader(page_language(), request.zone)
    context = {
        "section": "rooms",
        "crumbs": [{"label": _("Rooms"), "url": reverse("meetings:rooms")}],
        "kicker": found.organization.acronym or found.organization.name,
        "title": found.name,
        "facts": _facts(found),
        "rows": [_holding(entry, reader, today) for entry in page],
        "page": page,
        "numbers": page.paginator.get_elided_page_range(page.number),
        "past": past,
        "edit_url": _desk_url(request, found),
    }
    return render(request, "meetings/room.html", context)


def _today(zone: str) -> dt.date:
    return timezone.now().astimezone(ZoneInfo(zone)).date()


def _desk_url(request: PortalRequest, room: Room) -> str:
    return reverse("desk-record", args=["room", room.pk]) if may_edit(request.actor, room.organization_id) else ""


def _room_row(known: RoomAhead) -> dict[str, Any]:
    room = known.room
    return {
        "name": room.name,
        "url": room.get_absolute_url(),
        "venue": room.venue.name if room.venue else room.city,
        "capacity": room.capacity,
        "booths": room.booths,
        "ahead": known.ahead,
        "next": on(known.next_day),
    }


def _facts(room: Room) -> list[dict[str, Any]]:
    """Nothing is said of what is not recorded."""
    booths = "" if room.booths is None else str(room.booths)
    return [
        {"label": _("Venue"), "value": room.venue.name if room.venue else ""},
        {"label": _("City"), "value": room.city},
        {"label": _("Time zone"), "value": room.venue_zone},
        {"label": _("Seats"), "value": str(room.capacity or "")},
        {"label": _("Booths for interpreters"), "value": booths},
        {"label": _("Office hours"), "value": _office_hours(room)},
    ]


def _office_hours(room: Room) -> str:
    """“Monday 10 a.m. – 1 p.m., 2:30 p.m. – 5:30 p.m.; Tuesday …”."""
    if room.venue is None:
        return ""
    language = page_language()
    days = groupby(room.venue.office_hours.all(), key=lambda hours: hours.get_weekday_display())
    return parted(language).join(
        f"{weekday} " + ", ".join(format_hours(hours.start, hours.end, language) for hours in stretches)
        for weekday, stretches in days
    )


def _holding(entry: Entry, reader: Reader, today: dt.date) -> dict[str, Any]:
    """A row under the name of the body that holds the room, with its year where that is not the present one."""
    return row(entry, reader) | {
        "body": entry.schedule.term.body.name,
        "body_url": entry.schedule.get_absolute_url(),
        "with_year": entry.start is not None and entry.start.year != today.year,
    }
