"""What is true of every answer of the reading API: keys, limits, tags, other sites, and errors that programs read."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from portal import incidents, keys
from portal.buckets import Bucket, take
from portal.errors import UnansweredResponse
from portal.models import ApiKey
from portal.pages import etag_of
from portal.problems import CONTENT_TYPE, no_such_key, problem, sentence, too_many, unanswered
from portal.requests import client_address

PLACE = "/api/v1/"
SCHEME = "Bearer "
KEYS = Bucket("api-key", burst=300, per_second=5.0)
ACCOUNTS = Bucket("api-account", burst=300, per_second=5.0)
STRANGERS = Bucket("api", burst=120, per_second=1.0)
"""Sixty a minute for an address without a key, which may be that of a whole mission."""
GUESSES = Bucket("api-guesses", burst=20, per_second=0.1)
ALLOWED = "GET, HEAD, OPTIONS"
FOR_OTHER_SITES = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Retry-After",
}
BEFOREHAND = {
    "Access-Control-Allow-Methods": ALLOWED,
    "Access-Control-Allow-Headers": "Authorization, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


class ApiMiddleware:
    """After the reader is known. A key stands in for the session, and nowhere else than here."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pages of people pass."""
        if not request.path_info.startswith(PLACE):
            return self.get_response(request)
        if settings.SECURE_SSL_REDIRECT and not request.is_secure():
            incidents.note("unencrypted", request)
            return _open(problem(403, _("Ask by https: what was sent unencrypted may have been read by others.")))
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers={"Allow": ALLOWED, **FOR_OTHER_SITES, **BEFOREHAND})
        if request.method not in ("GET", "HEAD"):
            return problem(405, sentence(405), {"Allow": ALLOWED})
        response = self._answer(request)
        patch_vary_headers(response, ("Authorization", "Cookie"))
        return response

    def _answer(self, request: HttpRequest) -> HttpResponse:
        given = request.META.get("HTTP_AUTHORIZATION", "")
        key = _key(request, given) if given else None
        if isinstance(key, HttpResponse):
            return key
        if wait := _wait(request, key):
            incidents.note("too many requests", request)
            return _open(too_many(wait))
        personal = request.user.is_authenticated
        request.method = "GET"  # the server leaves the body of an answer to HEAD out
        response = self.get_response(request)
        if response.status_code >= 400:
            if response.status_code == 404:
                incidents.not_there(request)
            if response.get("Content-Type") != CONTENT_TYPE:
                again = {"Retry-After": response["Retry-After"]} if "Retry-After" in response else None
                said = sentence(response.status_code)
                if isinstance(response, UnansweredResponse):
                    said = unanswered(response.why)
                response = problem(response.status_code, said, again)
        elif response.status_code == 200:
            response = _tagged(request, response)
            response["Cache-Control"] = _kept(is_browser=personal, has_key=key is not None)
        return response if personal else _open(response)


def _key(request: HttpRequest, given: str) -> ApiKey | HttpResponse:
    """The key shown, by which the request is read from now on; or why it is none."""
    today = timezone.now().date()
    found = keys.opened(given.removeprefix(SCHEME).strip(), today) if given.startswith(SCHEME) else None
    if found is None:
        incidents.note("no such key", request)
        wait = take(GUESSES, client_address(request))
        return _open(too_many(wait) if wait else no_such_key())
    keys.note_used(found, today)
    request.user = AnonymousUser()  # a session beside it opens nothing more
    request.actor = keys.reader_of(found)  # type: ignore[attr-defined]
    return found


def _wait(request: HttpRequest, key: ApiKey | None) -> float:
    """Seconds until this reader may ask again; 0 where it may."""
    if key is not None:
        return take(KEYS, str(key.pk))
    if request.user.is_authenticated:
        return take(ACCOUNTS, str(request.user.pk))
    return take(STRANGERS, client_address(request))


def _kept(*, is_browser: bool, has_key: bool) -> str:
    """A browser keeps nothing of an account; a program with a key may keep what it got, to ask if it is so still."""
    if is_browser:
        return "private, no-store"
    return f"{'private' if has_key else 'public'}, max-age=0, must-revalidate"


def _tagged(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """With a strong tag; only that, where the reader holds the very same.

    No Last-Modified: an answer joins many records, and none of them knows when another one last changed.
    """
    etag = f'"{etag_of(response.content)}"'
    held = request.META.get("HTTP_IF_NONE_MATCH", "")
    if held.strip() == "*" or etag in {tag.strip().removeprefix("W/") for tag in held.split(",")}:
        response = HttpResponseNotModified()
    response["ETag"] = etag
    return response


def _open(response: HttpResponse) -> HttpResponse:
    """Scripts of other sites may read it: it says nothing that a cookie opened."""
    for name, value in FOR_OTHER_SITES.items():
        response[name] = value
    return response
