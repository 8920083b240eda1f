"""Who edits which schedule."""

from __future__ import annotations

from django.http import Http404
from django.utils.translation import get_language

from meetings.pages.editor.place import Place
from meetings.permissions import may_draft
from meetings.queries.editing import schedule_to_edit
from portal.requests import PortalRequest


def place_of(request: PortalRequest, slug: str, label: str) -> Place:
    """The schedule to be edited; absent for whoever is neither of its secretariat nor in the chair."""
    schedule = schedule_to_edit(slug, label)
    if schedule is None or not may_draft(request.actor, schedule):
        raise Http404
    return Place(schedule, (get_language() or "en")[:2])


def wants_fragment(request: PortalRequest) -> bool:
    """Whether a part of the page is asked for; without scripts it is always a whole one."""
    return request.headers.get("HX-Request") == "true"
