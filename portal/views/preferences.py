"""The reader's language and zone: kept with the account of who has one, in cookies for everybody else."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.forms.preferences import PreferencesForm
from portal.middleware.reader import COOKIE, VENUE
from portal.requests import PortalRequest


def preferences(request: PortalRequest) -> HttpResponse:
    """Show the choices and keep them."""
    form = PreferencesForm(
        request.POST or None, initial={"language": request.LANGUAGE_CODE, "zone": request.zone or ""}
    )
    if request.method == "POST" and form.is_valid():
        return _kept(request, form.cleaned_data)
    return render(request, "portal/preferences.html", {"form": form, "section": "preferences"})


def _kept(request: PortalRequest, chosen: dict[str, Any]) -> HttpResponse:
    language, zone = chosen["language"], chosen["zone"]
    if request.user.is_authenticated:
        request.user.language, request.user.zone = language, zone
        request.user.save(update_fields=["language", "zone"])
    with override(language):
        messages.success(request, _("Your settings are saved."))
    response = redirect("preferences")
    for name, value in ((settings.LANGUAGE_COOKIE_NAME, language), (COOKIE, zone or VENUE)):
        response.set_cookie(
            name,
            value,
            max_age=settings.LANGUAGE_COOKIE_AGE,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=name == settings.LANGUAGE_COOKIE_NAME,
            samesite="Lax",
        )
    return response
