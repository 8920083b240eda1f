"""Sessions of requests: whose browser and account, when last seen, and what is said to who was signed out."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import auth, messages
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.sessions import middleware
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.functional import SimpleLazyObject
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.models import Session
from portal.sessions import SEEN_EVERY, SessionStore, idle_of
from portal.sessions.devices import visitor_of

ACCOUNTS = "/accounts/"


class SessionMiddleware(middleware.SessionMiddleware):
    """Django's, which also notes that somebody was there: at most every five minutes, and never for what a page asks
    by itself (`request.is_background`)."""

    def process_request(self, request: HttpRequest) -> None:
        """Take up the session of the cookie."""
        super().process_request(request)
        request.session.visitor = visitor_of(request)  # type: ignore[attr-defined]

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Keep what was changed, and note that the reader was there."""
        response = super().process_response(request, response)
        session: Any = getattr(request, "session", None)
        if isinstance(session, SessionStore) and not getattr(request, "is_background", False):
            with contextlib.suppress(DatabaseError):  # the page is made, and the next one notes it
                _note_seen(request, session)
        return response


def _note_seen(request: HttpRequest, session: SessionStore) -> None:
    row = session.row
    if row is not None and row.account_id and timezone.now() - row.seen_at >= SEEN_EVERY:
        session.note_seen(idle_of(request.actor))  # type: ignore[attr-defined]


class AccountMiddleware(AuthenticationMiddleware):
    """Django's; an account that came with the row of its session is not asked for once more."""

    def process_request(self, request: HttpRequest) -> None:
        """Who is signed in, once somebody asks."""
        super().process_request(request)
        request.user = SimpleLazyObject(lambda: _account(request))  # type: ignore[assignment]


def _account(request: HttpRequest) -> Any:
    known: Any = request
    if not hasattr(known, "_cached_user"):
        known._cached_user = _of_row(known.session) or auth.get_user(request)
    return known._cached_user


def _of_row(session: Any) -> Any:
    """The account of the row, where the session holds for it as it is now; whatever else is so, Django finds out."""
    key, backend = session.get(auth.SESSION_KEY), session.get(auth.BACKEND_SESSION_KEY)
    row = session.row if isinstance(session, SessionStore) else None
    if row is None or key is None or str(row.account_id) != key or backend not in settings.AUTHENTICATION_BACKENDS:
        return None
    account: Any = row.account
    proved = constant_time_compare(session.get(auth.HASH_SESSION_KEY, ""), account.get_session_auth_hash())
    return account if proved and account.is_active else None


class EndedMiddleware:
    """After messages: whoever comes back to a session that is over is told so, and nothing is lost without a word."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """What was sent to be saved is answered with the way back to its page."""
        session: Any = request.session
        ended = session.ended if isinstance(session, SessionStore) else None
        if ended is not None and not request.path_info.startswith((ACCOUNTS, "/api/")) and not _is_by_script(request):
            messages.warning(request, says_ended(ended))
            if request.method not in ("GET", "HEAD"):
                return HttpResponseRedirect(
                    f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': _page_of(request)})}"
                )
        response = self.get_response(request)
        sign_in = isinstance(response, HttpResponseRedirect) and _leads_to_sign_in(response)
        if sign_in and _is_by_script(request):
            return HttpResponse(status=401)  # a part of a page must not turn into the page of signing in
        return response


def says_ended(ended: Session) -> str:
    """Why somebody is signed out."""
    if not ended.ended_idle:
        return _("You have been signed out: twelve hours have passed since you signed in.")
    minutes = ended.idle // 60
    said = ngettext(
        "You have been signed out: no page was asked for in %(minutes)s minute.",
        "You have been signed out: no page was asked for in %(minutes)s minutes.",
        minutes,
    )
    return said % {"minutes": minutes}


def _is_by_script(request: HttpRequest) -> bool:
    return "HX-Request" in request.headers or request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate"


def _page_of(request: HttpRequest) -> str:
    """The page whose form it was, as the browser names it; the form's own address where it names none of ours."""
    page = request.META.get("HTTP_REFERER", "")
    if not url_has_allowed_host_and_scheme(page, allowed_hosts={request.get_host()}):
        return request.get_full_path()
    parts = urlsplit(page)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _leads_to_sign_in(response: HttpResponseRedirect) -> bool:
    return response.url.startswith(resolve_url(settings.LOGIN_URL))
