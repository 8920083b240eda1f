"""What Plenary is, and how programs read it."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from portal.requests import PortalRequest


def about(request: PortalRequest) -> HttpResponse:
    """What is here, who sees what, and under which licence."""
    return render(request, "portal/about.html", {"section": "about"})


def api(request: PortalRequest) -> HttpResponse:
    """The reading API, explained with examples."""
    base = f"{settings.SITE_URL}/api/v1"
    context = {"section": "about", "base": base, "title": _("API for reading"), "addresses": _addresses()}
    return render(request, "portal/api.html", context)


def _addresses() -> list[tuple[str, str]]:
    """Every address of the API, and what it gives."""
    return [
        ("/groups", _("Bodies of every kind, with their parents and terms")),
        ("/groups/SLUG", _("One body")),
        ("/terms", _("Terms of all bodies")),
        ("/groups/SLUG/TERM", _("A term with its posts, who holds and held them, and the standing of delegations")),
        ("/officers", _("Who holds and held posts, also on a given day")),
        ("/delegations", _("Delegations, and where they take part")),
        ("/delegations/KEY", _("One delegation")),
        ("/mandates", _("What instruments ask of bodies")),
        ("/groups/SLUG/TERM/mandates", _("The mandates of a term, in the order of its plan")),
        ("/instruments", _("Resolutions, declarations, decisions and rules")),
        ("/instruments/KEY", _("One instrument with its paragraphs")),
        ("/groups/SLUG/TERM/schedule", _("The schedule of a term, whole")),
        ("/entries", _("Meetings, deadlines, periods and distributions of all schedules")),
        ("/meetings", _("Meetings with sittings, agendas, papers and outcomes")),
        ("/meetings/ID", _("One meeting")),
        ("/documents", _("Papers with their revisions and languages")),
        ("/documents/KEY", _("One paper")),
        ("/search", _("The search of the pages, with its facets")),
    ]
