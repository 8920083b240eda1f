"""The reader's language and zone: kept with the account of who has one, in cookies for everybody else."""

from __future__ import annotations

from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST

from groups.pages.dates import on
from groups.pages.following import followings_of
from meetings.forms.notices import NoticesForm
from meetings.queries.notices import choices_of
from portal import feeds, keys
from portal.forms.keys import KeyForm
from portal.forms.preferences import PreferencesForm
from portal.middleware.reader import VENUE, keep_zone
from portal.models import ApiKey, User
from portal.requests import PortalRequest


def preferences(request: PortalRequest) -> HttpResponse:
    """Show the choices and keep them."""
    form = PreferencesForm(
        request.POST or None, initial={"language": request.LANGUAGE_CODE, "zone": request.zone or ""}
    )
    if request.method == "POST" and form.is_valid():
        return _kept(request, form.cleaned_data)
    return page(request, form=form)


def page(request: PortalRequest, **more: Any) -> HttpResponse:
    """The page with all its forms, those given as they were sent."""
    context: dict[str, Any] = {"section": "preferences", **more}
    if "form" not in context:
        context["form"] = PreferencesForm(initial={"language": request.LANGUAGE_CODE, "zone": request.zone or ""})
    if request.user.is_authenticated:
        context["followings"] = followings_of(request.actor)
        context["notices"] = NoticesForm(initial=choices_of(request.user))
        context["private_calendars"] = feeds.feeds_of(request.actor)
        context["keys"] = [_key(key) for key in keys.keys_of(request.actor)]
        context.setdefault("key_form", KeyForm())
    return render(request, "portal/preferences.html", context)


def _key(key: ApiKey) -> dict[str, Any]:
    return {
        "name": key.name,
        "prefix": key.prefix,
        "scope": key.get_scope_display(),
        "made": on(key.made_at.date()),
        "used": on(key.used_on),
        "expires": on(key.expires_on),
        "is_past": key.expires_on is not None and key.expires_on < timezone.now().date(),
        "withdraw_url": reverse("keys-withdraw", args=[key.pk]),
    }


def _kept(request: PortalRequest, chosen: dict[str, Any]) -> HttpResponse:
    language, zone = chosen["language"], chosen["zone"]
    if request.user.is_authenticated:
        request.user.language, request.user.venue_hours = language, not zone
        request.user.zone = zone or request.user.zone
        request.user.save(update_fields=["language", "zone", "venue_hours"])
    with override(language):
        messages.success(request, _("Your settings are saved."))
    response = redirect("preferences")
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    keep_zone(response, zone or VENUE)
    return response


@login_required
@require_POST
def hours(request: PortalRequest) -> HttpResponse:
    """Leave the venue's hours alone (`show` is venue) or have one's own beside them, from the next page on."""
    account = cast(User, request.user)
    account.venue_hours = request.POST.get("show") == VENUE
    account.save(update_fields=["venue_hours"])
    after = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(after, allowed_hosts=None) and after.startswith("/")
    return redirect(after if safe else "preferences")
