"""The page of one meeting: when, where, what about, and what came out of it."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from groups.pages.header import term_header
from groups.permissions import may_edit
from meetings.pages.hours import Reader
from meetings.pages.meeting import meeting_page
from meetings.permissions import can_see_agenda
from meetings.queries.entries import meeting_at, meetings_beside
from portal.pages import by_day
from portal.requests import PortalRequest


@by_day
def meeting(request: PortalRequest, pk: int) -> HttpResponse:
    """The meeting, for who may know of it; its agenda, for who may attend."""
    entry = meeting_at(request.actor, pk)
    if entry is None:
        raise Http404
    today = timezone.now().astimezone(ZoneInfo(entry.meeting.venue_zone)).date()
    reader = Reader((get_language() or "en")[:2], request.zone, today)
    attends = can_see_agenda(request.actor, entry)
    staff = may_edit(request.actor, entry.schedule.term.body.organization_id)
    context = {
        **term_header(request.actor, entry.schedule.term, "schedule", below=True),
        **meeting_page(entry, reader, meetings_beside(request.actor, entry), attends=attends),
        "agenda_withheld": not attends,
        "body": entry.schedule.term.body,
        "services_url": reverse("meetings:services", args=[pk]) if staff else "",
    }
    return render(request, "meetings/meeting.html", context)
