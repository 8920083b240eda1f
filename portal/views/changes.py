"""What changed: over all groups that a reader follows, or in one; and the mark of how far they have looked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from groups.models import Body
from groups.operations.changes import mark_seen
from groups.pages.dates import page_language
from groups.pages.following import following_of
from groups.pages.header import crumbs, kicker, term_header
from groups.queries.follows import bodies_followed, choice_of
from groups.queries.terms import current_term
from meetings.pages.news import news
from meetings.queries.changes import Cursor, Page, changes_for, counts_and_marks
from meetings.queries.counts import counted as tab_counted
from meetings.queries.counts import counts_of as tab_counts
from portal import feeds
from portal.enums import FeedScope
from portal.requests import PortalRequest
from portal.unseen import Unseen, count_unseen, note_counted
from portal.views.reading import body_or_404, reader_of, today_in

FOR_STRANGERS = dt.timedelta(days=30)
FOR_ACCOUNTS = dt.timedelta(days=180)


def changes(request: PortalRequest) -> HttpResponse:
    """Over the groups that the account follows; for a stranger over all groups, of the last thirty days."""
    return _page(request)


def _page(request: PortalRequest, made: str = "") -> HttpResponse:
    actor = request.actor
    bodies = Body.objects.visible_to(actor) if actor.is_anonymous else bodies_followed(actor)
    chosen = list(bodies.select_related("organization"))
    context = {
        "section": "changes",
        "follows_any": bool(chosen),
        "made": made,
        **_listed(request, chosen),
    }
    if context["unseen"] and context["is_first"]:
        note_counted(request, Unseen(**context["unseen"]))
    return render(request, "portal/changes.html", context)


def body_changes(request: PortalRequest, slug: str) -> HttpResponse:
    """In one group."""
    body = body_or_404(request, slug, {**tab_counted(request.actor), **choice_of(request.actor)})
    term = current_term(body, today_in(request.zone))
    if term is not None:
        term.body = body
        head = term_header(request.actor, term, "changes", counts=tab_counts(request.actor, term))
    else:
        head = {"section": "groups", "crumbs": crumbs(request.actor, body), "kicker": kicker(body), "title": body.name}
    context = {
        **head,
        "following": following_of(request.actor, body, term),
        "feed_url": f"{reverse('groups:changes_feed', args=[body.slug])}?lang={page_language()}",
        **_listed(request, [body]),
    }
    return render(request, "groups/changes.html", context)


def _listed(request: PortalRequest, bodies: list[Body]) -> dict[str, Any]:
    """Context of a list: what is new to the reader, what was before, where the next page begins."""
    actor, now = request.actor, timezone.now()
    after = _cursor(request.GET)
    counts, marks = counts_and_marks(actor, [body.pk for body in bodies])
    since = now - (FOR_STRANGERS if actor.is_anonymous else FOR_ACCOUNTS)
    page = changes_for(actor, bodies, now, since=since, marks=marks, after=after)
    rows = news(actor, page.items, reader_of(request))
    is_known = not actor.is_anonymous
    fresh = [row for row in rows if is_known and not row["seen"]]
    return {
        "fresh": fresh,
        "earlier": [row for row in rows if not is_known or row["seen"]],
        "unseen": _unseen(request, bodies, fresh, is_whole=page.following is None) if is_known else None,
        "upto": " ".join(f"{body}:{number}" for body, number in sorted(counts.items())),
        "older_url": _older(page),
        "is_first": after is None,
    }


def _unseen(request: PortalRequest, bodies: list[Body], fresh: list[Any], *, is_whole: bool) -> dict[str, Any]:
    """How many changes are new: those listed, or where the list goes on, those counted."""
    if is_whole:
        return {"number": len(fresh), "more": False}
    unseen = count_unseen(request.actor, bodies, reader_of(request))
    return {"number": unseen.number, "more": unseen.more}


def _older(page: Page) -> str:
    following = page.following
    return f"?after={following.at.timestamp():.6f}-{following.pk}" if following else ""


def _cursor(query: Mapping[str, Any]) -> Cursor | None:
    """Where the page begins; a cursor that was tampered with is the first page."""
    moment, _dash, pk = str(query.get("after", "")).partition("-")
    try:
        return Cursor(dt.datetime.fromtimestamp(float(moment), tz=dt.UTC), int(pk))
    except (ValueError, OverflowError, OSError):
        return None


@require_POST
def seen(request: PortalRequest) -> HttpResponse:
    """Mark everything that a page knew of as seen, on every device."""
    if not request.actor.is_anonymous:
        mark_seen(actor=request.actor, now=timezone.now(), upto=_upto(request.POST.get("upto", "")))
        messages.success(request, _("Marked as seen, on all your devices."))
    return redirect(back_to(request))


@login_required
@require_POST
def make_feed(request: PortalRequest) -> HttpResponse:
    """A private feed of the changes; its address is shown on the answer and never again."""
    try:
        token = feeds.make(actor=request.actor, now=timezone.now(), scope=FeedScope.CHANGES)
    except feeds.RefusedError as error:
        messages.error(request, str(error))
        return redirect("changes")
    response = _page(request, made=settings.SITE_URL + reverse("changes-private", args=[token]))
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _upto(text: str) -> dict[int, int]:
    pairs = (pair.partition(":") for pair in text.split()[:1000])
    return {int(body): int(number) for body, _colon, number in pairs if _is_number(body) and _is_number(number)}


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19


def back_to(request: PortalRequest) -> str:
    """The page of ours that a form came from."""
    asked = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return asked if ours else reverse("changes")
