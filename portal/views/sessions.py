"""Where one is signed in, and how that ends: from here, from elsewhere, or by itself."""

from __future__ import annotations

import time
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from allauth.account import app_settings as limits
from allauth.account.internal.flows.login import get_authentication_records
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from groups.pages.dates import on, page_language
from portal.lib.dates import city_of, format_hour
from portal.models import Session
from portal.requests import PortalRequest, asked_by_itself
from portal.sessions import SessionStore, ending, idle_of


@login_required
@require_safe
def sessions(request: PortalRequest) -> HttpResponse:
    """One's own, with the one in hand first."""
    here, zone = _here(request), ZoneInfo(request.zone or "UTC")
    rows = [_row(each, here, zone) for each in ending.sessions_of(request.actor, timezone.now())]
    context = {
        "rows": sorted(rows, key=lambda row: not row["here"]),
        "minutes": idle_of(request.actor) // 60,
        "others": len([row for row in rows if not row["here"]]),
        "section": "preferences",
    }
    return render(request, "portal/sessions.html", context)


def _row(session: Session, here: int | None, zone: ZoneInfo) -> dict[str, Any]:
    return {
        "device": session.device,
        "address": session.address,
        "seen": _moment(session.seen_at, zone),
        "began": _moment(session.began_at, zone),
        "here": session.pk == here,
        "pk": session.pk,
    }


def _moment(at: datetime, zone: ZoneInfo) -> str:
    """Day, hour and the zone that it is told in."""
    there = at.astimezone(zone)
    language = page_language()
    place = "UTC" if zone.key == "UTC" else city_of(zone.key, language)
    return f"{on(there.date())}, {format_hour(there.time(), language)} ({place})"


def _here(request: PortalRequest) -> int | None:
    """The session in hand; loaded by now, since it has said who is signed in."""
    row = request.session.row if isinstance(request.session, SessionStore) else None
    return row.pk if row else None


def _asks_again(request: PortalRequest) -> HttpResponse | None:
    """Whoever found an open screen must not sign its owner out everywhere else: the password, if it was long ago."""
    shown = get_authentication_records(request, request.user)
    if shown and time.time() - shown[-1]["at"] < limits.REAUTHENTICATION_TIMEOUT:
        return None
    return redirect(f"{reverse('account_reauthenticate')}?{urlencode({'next': reverse('account_sessions')})}")


@login_required
@require_POST
def end(request: PortalRequest, pk: int) -> HttpResponse:
    """End another one of one's own."""
    if answer := _asks_again(request):
        return answer
    try:
        ending.end(actor=request.actor, now=timezone.now(), pk=pk)
    except ending.RefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("That browser is signed out from its next page on."))
    return redirect("account_sessions")


@login_required
@require_POST
def end_others(request: PortalRequest) -> HttpResponse:
    """Stay signed in here alone."""
    if answer := _asks_again(request):
        return answer
    number = ending.end_others(actor=request.actor, now=timezone.now(), but=_here(request))
    said = ngettext("%(number)s browser is signed out.", "%(number)s browsers are signed out.", number)
    messages.success(request, said % {"number": number})
    return redirect("account_sessions")


@asked_by_itself
@require_safe
def state(request: PortalRequest) -> HttpResponse:
    """For the script of an open page: seconds until this session ends, and the token that its forms need by now."""
    return _state(request)


@require_POST
def stay(request: PortalRequest) -> HttpResponse:
    """Somebody is there: counted as a page is."""
    if request.user.is_authenticated and isinstance(request.session, SessionStore):
        request.session.note_seen(idle_of(request.actor))
    return _state(request)


def _state(request: PortalRequest) -> HttpResponse:
    row = request.session.row if isinstance(request.session, SessionStore) else None
    if not request.user.is_authenticated or row is None:
        return JsonResponse({"left": 0}, headers={"Cache-Control": "no-store"})
    left = max(0, int((row.expires_at - timezone.now()).total_seconds()))
    said = {"left": left, "account": request.user.pk, "token": get_token(request)}
    return JsonResponse(said, headers={"Cache-Control": "private, no-store"})
