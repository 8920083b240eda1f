"""Calendars to subscribe to, and events to download."""

from __future__ import annotations

import hashlib

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.utils.translation import override

from groups.models import Body, Delegation
from groups.pages.dates import page_language
from groups.queries.follows import followed_by
from meetings.feeds.calendars import a_year_back, calendar_of, file_of
from meetings.pages.rows import is_dated
from meetings.queries.feeds import bodies_of_delegation, row_at
from portal import feeds
from portal.actors import ANONYMOUS, Actor, actor_of
from portal.enums import FeedScope
from portal.models import FeedToken
from portal.pages import by_day
from portal.requests import PortalRequest

TYPE = "text/calendar; charset=utf-8"


@by_day
def group(request: PortalRequest, slug: str) -> HttpResponse:
    """All terms of a group, past ones too, as anybody may read them: the same for everybody."""
    body = get_object_or_404(Body.objects.visible_to(ANONYMOUS).select_related("organization"), slug=slug)
    return _answer(_of_group(ANONYMOUS, body, page_language()), slug)


def everything(request: PortalRequest) -> HttpResponse:
    """All groups that anybody may read, from a year back."""
    return _answer(_of_all(ANONYMOUS, page_language()), "plenary")


def delegation(request: PortalRequest, key: str) -> HttpResponse:
    """The groups in which a delegation takes part, as anybody may read them."""
    return _answer(_of_delegation(ANONYMOUS, key, page_language()), key)


def row(request: PortalRequest, slug: str, label: str, key: str) -> HttpResponse:
    """One meeting or other dated row, with all its sittings, for whoever may see it."""
    entry = row_at(request.actor, slug, label, key)
    if entry is None or not is_dated(entry):
        raise Http404
    response = _answer(file_of(request.actor, [entry], page_language()), f"{slug}-{key}")
    response["Content-Disposition"] = f'attachment; filename="{slug}-{key}.ics"'
    return response


def private(request: PortalRequest, token: str) -> HttpResponse:
    """What the holder of an account reads, at an address that is a secret and opens this alone."""
    feed = feeds.opened(token)
    if feed is None or feed.scope == FeedScope.CHANGES:
        raise Http404
    asked = request.GET.get("lang") == page_language()
    language = page_language() if asked else feed.user.language or page_language()
    with override(language):
        content = _of_feed(feed, actor_of(feed.user), page_language())
    feeds.note_read(feed, timezone.now().date())
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    response = get_conditional_response(request, etag=etag, response=_answer(content, "plenary"))
    assert response is not None
    response["ETag"] = etag
    response["Content-Language"] = language
    # For programs that keep what they read as their own and ask again by its tag; no browser keeps a copy
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response


def _of_feed(feed: FeedToken, actor: Actor, language: str) -> bytes:
    """A group that the account may know of no more looks as if it were not there."""
    if feed.scope == FeedScope.GROUP:
        body = get_object_or_404(Body.objects.visible_to(actor).select_related("organization"), slug=feed.key)
        return _of_group(actor, body, language)
    if feed.scope == FeedScope.DELEGATION:
        return _of_delegation(actor, feed.key, language)
    if feed.scope == FeedScope.CHANGES:
        raise Http404
    if feed.scope == FeedScope.ALL:
        return _of_all(actor, language)
    zone = feed.user.zone
    return calendar_of(actor, _("Plenary: my groups"), followed_by(actor), language, url="/", zone=zone)


def _of_group(actor: Actor, body: Body, language: str) -> bytes:
    name = body.name.pick(language).text
    url = body.get_absolute_url()
    return calendar_of(actor, name, [body.pk], language, url=url, zone=body.venue_zone)


def _of_all(actor: Actor, language: str) -> bytes:
    since = a_year_back(timezone.now().date())
    return calendar_of(actor, _("Plenary: all groups"), None, language, url="/groups/", since=since)


def _of_delegation(actor: Actor, key: str, language: str) -> bytes:
    found = get_object_or_404(Delegation, key=key)
    today = timezone.now().date()
    bodies = bodies_of_delegation(actor, found, today)
    if not bodies:
        raise Http404
    name = _("Plenary: %(delegation)s") % {"delegation": found.name.pick(language).text}
    return calendar_of(actor, name, bodies, language, url="/groups/", since=a_year_back(today))


def _answer(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=TYPE)
    response["Content-Disposition"] = f'inline; filename="{name}.ics"'
    return response
