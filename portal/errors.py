"""The pages of refusal and failure. They look like the portal where that is possible, and never fail themselves."""

import logging
import math
import sys
from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from redis.exceptions import ConnectionError as NoRedisError

from portal import incidents
from portal.guesses import seconds_after_refusal
from portal.lost import Unanswered, why_unanswered

logger = logging.getLogger(__name__)

BACK_SOON = 10
"""Seconds after which to ask again while a server behind the portal is away: what a restart of one takes."""
PAGES = {Unanswered.AWAY: "503.html", Unanswered.SLOW: "503_slow.html", Unanswered.BUSY: "503_busy.html"}
IN_THE_LOG = {
    Unanswered.SLOW: "a statement took longer than it may",
    Unanswered.BUSY: "others kept what this one needed, or it gave way to them",
}


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: what was sent could not be read. The request may be broken too, so the page needs no more than itself."""
    return _page(request, "400.html", 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: it may be known, but not read or done."""
    incidents.note("not allowed", request)
    return _page(request, "403.html", 403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: absent, or not to be known of; the two look the same."""
    incidents.not_there(request)
    return _page(request, "404.html", 404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form that did not come from a page of ours."""
    incidents.note("form from elsewhere", request)
    return _page(request, "403_csrf.html", 403)


def too_many_requests(request: HttpRequest, wait: float) -> HttpResponse:
    """429: when to come back; for views with a bucket of their own as well."""
    incidents.note("too many requests", request)
    seconds = math.ceil(wait)
    response = _page(request, "429.html", 429, {"seconds": seconds})
    response["Retry-After"] = str(seconds)
    response["Cache-Control"] = "no-store"
    return response


def rate_limited(request: HttpRequest) -> HttpResponse:
    """429 of a limit of allauth's."""
    return too_many_requests(request, seconds_after_refusal(request))


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 where the same may be asked again: the database or Redis is away, was too slow, or kept by others.

    Without the request's context, since that may be what failed.
    """
    failed = sys.exception()
    why = Unanswered.AWAY if isinstance(failed, NoRedisError) else why_unanswered(failed)
    if why is None:
        return HttpResponse(render_to_string("500.html"), status=500)
    if why is not Unanswered.AWAY:
        logger.error("the database gave no answer: %s", IN_THE_LOG[why])
    return UnansweredResponse(why)


class UnansweredResponse(HttpResponse):
    """503, with when to ask again, and why."""

    def __init__(self, why: Unanswered) -> None:
        headers = {"Retry-After": str(BACK_SOON), "Cache-Control": "no-store"}
        super().__init__(render_to_string(PAGES[why]), status=503, headers=headers)
        self.why = why


def _page(
    request: HttpRequest, template: str, status: int, context: Mapping[str, object] | None = None
) -> HttpResponse:
    try:
        return render(request, template, dict(context or {}), status=status)
    except Exception:  # a refusal must not turn into a failure because its page needs, say, the database
        logger.exception("the page of status %s failed", status)
        return HttpResponse(_("This page cannot be shown."), status=status, content_type="text/plain; charset=utf-8")
