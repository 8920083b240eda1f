"""Cookies for this host alone: over https their names begin with `__Host-`, which browsers let no other host write."""

from __future__ import annotations

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage
from django.http import HttpRequest

PREFIX = "__Host-"


def kept(request: HttpRequest, name: str) -> str | None:
    """What the browser holds under the name, or held under it before the prefix came: choices last a year."""
    found: str | None = request.COOKIES.get(name)
    return found or request.COOKIES.get(before(name))


def before(name: str) -> str:
    """The name without its prefix."""
    return name.removeprefix(PREFIX)


class MessageCookies(CookieStorage):
    """Django's, under a name of ours."""

    cookie_name = settings.MESSAGES_COOKIE_NAME


class MessageStorage(FallbackStorage):
    """In a cookie while there is room, else in the session."""

    storage_classes = (MessageCookies, SessionStorage)
