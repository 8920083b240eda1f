"""The reader: `request.actor`, and `request.zone` for the hours of their own place."""

import zoneinfo
from collections.abc import Callable
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from portal.actors import ANONYMOUS, Actor, actor_of
from portal.cookies import before, kept

VENUE = "venue"
"""The choice to see the venue's hours alone."""
OWN = "own"
"""The choice to see one's own beside them again."""


@cache
def known_zones() -> frozenset[str]:
    """Every IANA name; read once, since it walks the zone files."""
    return frozenset(zoneinfo.available_timezones())


class ReaderMiddleware:
    """`?zone=America/Lima` holds at once, and a cookie keeps it; the account's choice comes before the cookie.

    `?zone=venue` leaves the venue's hours alone, `?zone=own` brings the reader's back.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Set both; the actor is looked up only when a view asks."""
        forget_rights(request)
        chosen = _of_account(request) or zone_of_stranger(request)
        request.zone = None if chosen == VENUE else chosen  # type: ignore[attr-defined]
        request.venue_hours = chosen == VENUE  # type: ignore[attr-defined]
        response = self.get_response(request)
        asked, held = request.GET.get("zone"), kept(request, settings.ZONE_COOKIE_NAME)
        if asked == OWN and held == VENUE:
            for name in {settings.ZONE_COOKIE_NAME, before(settings.ZONE_COOKIE_NAME)} & request.COOKIES.keys():
                response.delete_cookie(name, samesite="Lax")  # the browser then says its own zone anew
        elif (choice := _choice(asked)) and choice != held:
            keep_zone(response, choice)
        return response


def forget_rights(request: HttpRequest) -> None:
    """Let the rights be read once more, by whoever asks for them first."""
    request.actor = SimpleLazyObject(lambda: _actor(request))  # type: ignore[attr-defined]


def keep_zone(response: HttpResponse, choice: str) -> None:
    """The cookie, which the page's script reads too."""
    response.set_cookie(
        settings.ZONE_COOKIE_NAME,
        choice,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        samesite="Lax",
    )


def zone_of_stranger(request: HttpRequest) -> str | None:
    """What a reader without an account has chosen: a zone, the venue's hours, or nothing."""
    asked, held = request.GET.get("zone"), _choice(kept(request, settings.ZONE_COOKIE_NAME))
    if asked == OWN:
        return None if held == VENUE else held
    return _choice(asked) or held


def _of_account(request: HttpRequest) -> str | None:
    """What the account has chosen, unless the address says otherwise for this page."""
    user: Any = request.user
    if _choice(request.GET.get("zone")) or not user.is_authenticated:
        return None
    hidden = user.venue_hours and request.GET.get("zone") != OWN
    return VENUE if hidden else _choice(user.zone)


def _actor(request: HttpRequest) -> Actor:
    return actor_of(request.user) if request.user.is_authenticated else ANONYMOUS


def _choice(name: str | None) -> str | None:
    """A zone we know, or the wish to see the venue's; anything else is as if nothing had been said."""
    return name if name and (name == VENUE or name in known_zones()) else None
