"""Changes as Atom: of a group, for everybody; of all that an account follows, at a secret address."""

from __future__ import annotations

import hashlib

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.utils.translation import override

from groups.models import Body
from groups.pages.dates import page_language
from groups.queries.follows import bodies_followed
from meetings.feeds.changes import feed_of
from meetings.pages.hours import Reader
from portal import feeds
from portal.actors import ANONYMOUS, actor_of
from portal.enums import FeedScope
from portal.requests import PortalRequest

ATOM = "application/atom+xml; charset=utf-8"


def of_body(request: PortalRequest, slug: str) -> HttpResponse:
    """What anybody may know of a group's changes, in the venue's hours: the same for everybody."""
    body = get_object_or_404(Body.objects.visible_to(ANONYMOUS).select_related("organization"), slug=slug)
    language = page_language()
    content = feed_of(
        ANONYMOUS,
        [body],
        timezone.now(),
        Reader(language),
        title=_("Changes: %(group)s") % {"group": body.name.pick(language).text},
        name=f"changes-{body.slug}",
        page=reverse("groups:changes", args=[body.slug]),
        own=f"{request.path}?lang={language}",
    )
    return _answer(request, content)


def private(request: PortalRequest, token: str) -> HttpResponse:
    """What the holder of an account would read on their page of changes, in their language and zone."""
    feed = feeds.opened(token)
    if feed is None or feed.scope != FeedScope.CHANGES:
        raise Http404
    with override(feed.user.language or page_language()):
        actor = actor_of(feed.user)
        content = feed_of(
            actor,
            bodies_followed(actor).select_related("organization"),
            timezone.now(),
            Reader(page_language(), feed.user.zone or None),
            title=_("Plenary: changes in my groups"),
            name=f"changes-followed-{feed.pk}",
            page=reverse("changes"),
            own=request.path,
        )
    feeds.note_read(feed, timezone.now().date())
    response = _answer(request, content)
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response


def _answer(request: PortalRequest, content: bytes) -> HttpResponse:
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    response = get_conditional_response(request, etag=etag, response=HttpResponse(content, content_type=ATOM))
    assert response is not None
    response["ETag"] = etag
    return response
