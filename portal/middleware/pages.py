"""Pages that are shown again while they still say what is so: strangers share them, who is signed in has their own.

What is shown again is what a fresh page would say, byte for byte but for the request's id: see `portal.pages` for how
long that holds. A page is of the versions read before it was made: what was committed meanwhile makes the next reader
ask its questions again, which finds out whatever was read too early. Everything else passes: requests with headers of
their own, answers with cookies, pages that write, that read what `portal.versions` does not count, or that look at a
cookie beside those of language and zone.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Hashable
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.middleware.csrf import CSRF_TOKEN_LENGTH, _does_token_match, get_token  # type: ignore[attr-defined]
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

from portal import versions
from portal.cookies import before
from portal.middleware.language import language_of_stranger
from portal.middleware.reader import forget_rights, zone_of_stranger
from portal.pages import SMALLEST_TO_COMPRESS as SMALLEST
from portal.pages import (
    Moment,
    Page,
    Shelf,
    accepts_gzip,
    etag_of,
    facts_of,
    hours_of,
    is_asked_plainly,
    is_whole,
    page_of,
    version_now,
)
from portal.questions import Watch

Answer = Callable[[HttpRequest], HttpResponse]
FRESH = "public, max-age=0, must-revalidate"
"""Kept by whoever likes, but shown again only after asking us, who answer in a millisecond."""
NEVER = ("/healthz", "/readyz", "/static/")
WORK = re.compile(r"/(?:desk|accounts|invitations|edit|import)/")
"""Where people write: made anew each time."""
TOKEN = re.compile(rb"\b[A-Za-z0-9]{%d}\b" % CSRF_TOKEN_LENGTH)
MARK = b"[the reader's own token against forged forms goes here]"

shared = Shelf(0.6)
own = Shelf(0.4)


class SharedPagesMiddleware:
    """Before sessions: one copy of a public page for all strangers of one language and zone; ETags for all."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Show the page again, or make it and keep it."""
        if not is_asked_plainly(request) or _knows_the_reader(request) or request.path_info.startswith(NEVER):
            return self.get_response(request)
        version = version_now()
        if version is None:
            return _labelled(request, self.get_response(request))
        key = _place(request, language_of_stranger(request), zone_of_stranger(request))
        if page := shared.get(key, version):
            return _shown(request, page)
        with shared.making(key, version) as page:
            page = page or shared.confirm(key, version)
            return _shown(request, page) if page else self._make(request, key, version)

    def _make(self, request: HttpRequest, key: Hashable, version: versions.Version) -> HttpResponse:
        cookies, began, watch = _Cookies(request.COOKIES), Moment(), Watch()
        request.COOKIES = cookies
        with connection.execute_wrapper(watch):
            response = self.get_response(request)
        if not watch.is_kept or not cookies.are_known or not is_whole(response) or _is_personal(request):
            return _labelled(request, response)
        page = page_of(response, version, began, watch, hours_of(request))
        if request.method == "GET":
            shared.add(key, page)
        return _shown(request, page)


class OwnPagesMiddleware:
    """Innermost: the copy of a page that one signed-in session was shown; its tokens are put in anew."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Show it again, or make it and keep it."""
        if not self._may_be_kept(request):
            return self.get_response(request)
        version = request.content_version = version_now()  # type: ignore[attr-defined]
        if version is None:
            return self.get_response(request)
        hours = (request.zone, request.venue_hours)  # type: ignore[attr-defined]
        key = (_reader(request), *_place(request, request.LANGUAGE_CODE, hours))
        if page := own.get(key, version):
            return _filled(request, page)
        with own.making(key, version) as page:
            page = page or own.confirm(key, version)
            return _filled(request, page) if page else self._make(request, key, version)

    def _make(self, request: HttpRequest, key: Hashable, version: versions.Version) -> HttpResponse:
        began, watch = Moment(), Watch()
        with connection.execute_wrapper(watch):
            forget_rights(request)
            response = self.get_response(request)
        if watch.is_kept and _is_untouched(request) and request.method == "GET" and is_whole(response):
            page = page_of(response, version, began, watch, hours_of(request))
            page.body = _without_tokens(request, page.body)
            own.add(key, page)
        return response

    def _may_be_kept(self, request: HttpRequest) -> bool:
        plain = is_asked_plainly(request) and not WORK.search(request.path_info)
        return plain and request.user.is_authenticated and not len(get_messages(request))


class _Cookies(dict[str, str]):
    """The request's cookies, noting whether the page looks at one that is not part of the key."""

    def __init__(self, cookies: dict[str, str]) -> None:
        super().__init__(cookies)
        self.are_known = True
        chosen = {settings.LANGUAGE_COOKIE_NAME, settings.ZONE_COOKIE_NAME}
        self._known = {
            *chosen,
            *map(before, chosen),
            settings.SESSION_COOKIE_NAME,
            settings.CSRF_COOKIE_NAME,
            settings.MESSAGES_COOKIE_NAME,
        }

    def get(self, name: str, default: Any = None) -> Any:
        self._note(name)
        return super().get(name, default)

    def __getitem__(self, name: str) -> str:
        self._note(name)
        return super().__getitem__(name)

    def __contains__(self, name: object) -> bool:
        self._note(name)
        return super().__contains__(name)

    def _note(self, name: object) -> None:
        self.are_known = self.are_known and name in self._known


def _knows_the_reader(request: HttpRequest) -> bool:
    """A session, or messages that wait for this reader."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES or settings.MESSAGES_COOKIE_NAME in request.COOKIES


def _is_personal(request: HttpRequest) -> bool:
    """Somebody turned out to be known after all, by a key or a fresh sign-in."""
    user = getattr(request, "_cached_user", None)
    actor = getattr(request, "actor", None)
    return (
        (user is not None and user.is_authenticated)
        or (actor is not None and not actor.is_anonymous)
        or getattr(request, "auth", None) is not None
        or bool(request.session.modified)
    )


def _is_untouched(request: HttpRequest) -> bool:
    """The page has told the reader nothing that is told once, and noted nothing for the next page."""
    messages: Any = get_messages(request)
    return not (request.session.modified or messages.used or messages.added_new)


def _place(request: HttpRequest, language: str, hours: Hashable) -> tuple[Hashable, ...]:
    """Everything in a request that a page may depend on."""
    query = request.META.get("QUERY_STRING", "")
    return (request.scheme, request.get_host(), request.path_info, query, language, hours)


def _reader(request: HttpRequest) -> tuple[Hashable, ...]:
    """The account as it is now, and all that its session holds."""
    held = hashlib.blake2b(repr(sorted(request.session.items())).encode(), digest_size=16).digest()
    return (facts_of(request.user), held)


def _shown(request: HttpRequest, page: Page) -> HttpResponse:
    """A page that is public, whole or as “you have it already”."""
    packed = accepts_gzip(request) and len(page.body) >= SMALLEST
    response = _again(request, HttpResponse(page.packed() if packed else page.body), page, packed=packed)
    patch_vary_headers(response, ("Accept-Encoding", "Accept-Language", "Cookie"))
    return response


def _again(request: HttpRequest, response: HttpResponse, page: Page, *, packed: bool) -> HttpResponse:
    etag = f'"{page.etag}-gzip"' if packed else f'"{page.etag}"'
    if _has(request, etag):
        response = HttpResponseNotModified()
    else:
        for name, value in page.headers:
            response[name] = value
        response["Content-Length"] = str(len(response.content))
        if packed:
            response["Content-Encoding"] = "gzip"
    response["ETag"] = etag
    response["Cache-Control"] = FRESH
    return response


def _has(request: HttpRequest, etag: str) -> bool:
    """Whether the reader says that they hold this very page."""
    held = request.META.get("HTTP_IF_NONE_MATCH", "")
    return bool(held) and (etag in parse_etags(held) or f"W/{etag}" in parse_etags(held) or held.strip() == "*")


def _labelled(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """A public page that is not kept here gets its tag too."""
    if not is_whole(response) or _is_personal(request):
        return response
    etag = f'"{etag_of(response.content)}"'
    if _has(request, etag):
        response = HttpResponseNotModified(headers={"Vary": response.get("Vary", "Cookie")})
    response["ETag"] = etag
    response["Cache-Control"] = FRESH
    return response


def _without_tokens(request: HttpRequest, body: bytes) -> bytes:
    """The body with a mark for each token against forged forms: the next reader of it gets another mask."""
    secret = request.META.get("CSRF_COOKIE")
    if not secret:
        return body

    def replaced(found: re.Match[bytes]) -> bytes:
        return MARK if _does_token_match(found[0].decode(), secret) else found[0]

    return TOKEN.sub(replaced, body)


def _filled(request: HttpRequest, page: Page) -> HttpResponse:
    """An own page with this request's token."""
    body = page.body
    if MARK in body:
        body = body.replace(MARK, get_token(request).encode())
    response = HttpResponse(body)
    for name, value in page.headers:
        response[name] = value
    return response
