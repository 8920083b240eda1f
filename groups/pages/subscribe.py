"""How a calendar is subscribed to: its address in the language of the page, for a program and for a person."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse

from groups.models import Body
from groups.pages.dates import page_language
from portal.enums import Audience
from portal.lib.multilingual import Multilingual


def subscription(path: str, name: Multilingual | str, *, localized: bool = True) -> dict[str, Any]:
    """For components/subscribe.html: `url`, the same as `webcal` (which opens a calendar program), `name`."""
    query = f"?lang={page_language()}" if localized else ""
    url = f"{settings.SITE_URL}{path}{query}"
    return {"url": url, "webcal": f"webcal://{url.partition('://')[2]}", "name": name}


def group_subscription(body: Body) -> dict[str, Any] | None:
    """The public calendar of a group; None where strangers may not know of it, whose calendars are private ones."""
    if body.audience != Audience.PUBLIC:
        return None
    return subscription(reverse("meetings:feed_group", args=[body.slug]), body.short_name or body.name)
