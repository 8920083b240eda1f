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
    return render(request, "portal/api.html", {"section": "about", "base": base, "title": _("API for reading")})
