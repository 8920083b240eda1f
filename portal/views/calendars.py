"""Calendars to subscribe to: the public ones, and the private ones of an account."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from groups.models import Body, Delegation, Standing
from groups.pages.dates import on
from groups.pages.subscribe import group_subscription, subscription
from groups.queries.bodies import bodies_known, groups_of
from portal import feeds
from portal.actors import ANONYMOUS
from portal.enums import Audience, FeedScope
from portal.forms.calendars import FeedForm
from portal.lib.multilingual import Multilingual
from portal.models import FeedToken
from portal.requests import PortalRequest


def calendars(request: PortalRequest) -> HttpResponse:
    """All calendars, and how to take them into a program of one's own."""
    return _page(request)


@login_required
@require_POST
def make(request: PortalRequest) -> HttpResponse:
    """A private calendar; its address is shown on the answer and never again."""
    form = FeedForm(request.actor, request.POST)
    if not form.is_valid():
        return _page(request, form=form)
    scope, key = form.scope, form.key
    return _told(
        request, lambda: (feeds.make(actor=request.actor, now=timezone.now(), scope=scope, key=key), scope, key)
    )


@login_required
@require_POST
def replace(request: PortalRequest, pk: int) -> HttpResponse:
    """Another address for the same."""

    def replaced() -> tuple[str, str, str]:
        feed, token = feeds.replace(actor=request.actor, now=timezone.now(), pk=pk)
        return token, feed.scope, feed.key

    return _told(request, replaced)


@login_required
@require_POST
def withdraw(request: PortalRequest, pk: int) -> HttpResponse:
    """End one."""
    try:
        feeds.withdraw(actor=request.actor, now=timezone.now(), pk=pk)
    except feeds.RefusedError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The private calendar is withdrawn: its address opens nothing any more."))
    return redirect("calendars")


def _told(request: PortalRequest, act: Callable[[], tuple[str, str, str]]) -> HttpResponse:
    try:
        token, scope, key = act()
    except feeds.RefusedError as error:
        messages.error(request, str(error))
        return redirect("calendars")
    name = _names(FeedScope(scope), key, _bodies(request), _delegations({key}))
    address = "changes-private" if scope == FeedScope.CHANGES else "meetings:feed_private"
    made = subscription(reverse(address, args=[token]), name, localized=False)
    response = _page(request, made=made)
    response["Cache-Control"] = "private, no-store"
    return response


def _page(request: PortalRequest, **more: Any) -> HttpResponse:
    own = feeds.feeds_of(request.actor)
    bodies = _bodies(request)
    public = [body for body in groups_of(bodies) if body.audience == Audience.PUBLIC]
    delegations = _delegations({feed.key for feed in own})
    context = {
        "everything": subscription(reverse("meetings:feed_all"), _("All groups")),
        "groups": [group_subscription(body) | {"url_page": body.get_absolute_url()} for body in public],  # type: ignore[operator]
        "delegations": _taking_part(),
        "private": [_row(feed, bodies, delegations) for feed in own],
        "form": FeedForm(request.actor) if request.user.is_authenticated else None,
        "section": "calendar",
        **more,
    }
    return render(request, "portal/calendars.html", context)


def _bodies(request: PortalRequest) -> list[Body]:
    return bodies_known(request.actor)


def _delegations(keys: set[str]) -> dict[str, Multilingual]:
    return {each.key: each.name for each in Delegation.objects.filter(key__in=keys)}


def _taking_part() -> list[dict[str, Any]]:
    """Delegations that stand in groups which anybody may read."""
    standing = Standing.objects.filter(ended=None, body__in=Body.objects.visible_to(ANONYMOUS))
    found = Delegation.objects.filter(pk__in=standing.values("delegation"))
    rows = [subscription(reverse("meetings:feed_delegation", args=[each.key]), each.name) for each in found]
    return sorted(rows, key=lambda row: str(row["name"]))


def _row(feed: FeedToken, bodies: list[Body], delegations: dict[str, Multilingual]) -> dict[str, Any]:
    return {
        "name": _names(FeedScope(feed.scope), feed.key, bodies, delegations),
        "made": on(feed.made_at.date()),
        "read": on(feed.read_on),
        "replace_url": reverse("calendars-replace", args=[feed.pk]),
        "withdraw_url": reverse("calendars-withdraw", args=[feed.pk]),
    }


def _names(scope: FeedScope, key: str, bodies: list[Body], delegations: dict[str, Multilingual]) -> Multilingual | str:
    if scope == FeedScope.GROUP:
        return next((body.name for body in bodies if body.slug == key), key)
    if scope == FeedScope.DELEGATION:
        return delegations.get(key, key)
    return str(scope.label)
