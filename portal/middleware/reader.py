"""The reader: `request.actor`, and `request.zone` for the hours of their own place."""

import zoneinfo
from collections.abc import Callable
from functools import cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from portal.actors import ANONYMOUS, Actor, actor_of

COOKIE = "zone"
VENUE = "venue"
"""The choice to see the venue's hours alone."""


@cache
def known_zones() -> frozenset[str]:
    """Every IANA name; read once, since it walks the zone files."""
    return frozenset(zoneinfo.available_timezones())


class ReaderMiddleware:
    """`?zone=America/Lima` holds at once, and a cookie keeps it; the account's zone comes before the cookie."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Set both; the actor is looked up only when a view asks."""
        request.actor = SimpleLazyObject(lambda: _actor(request))  # type: ignore[attr-defined]
        asked = _choice(request.GET.get("zone"))
        chosen = asked or _choice(getattr(request.user, "zone", None)) or _choice(request.COOKIES.get(COOKIE))
        request.zone = None if chosen == VENUE else chosen  # type: ignore[attr-defined]
        response = self.get_response(request)
        if asked:
            response.set_cookie(
                COOKIE,
                asked,
                max_age=settings.LANGUAGE_COOKIE_AGE,
                secure=settings.LANGUAGE_COOKIE_SECURE,
                samesite="Lax",
            )
        return response


def zone_of_stranger(request: HttpRequest) -> str | None:
    """What a reader without an account has chosen: a zone, the venue's hours, or nothing."""
    return _choice(request.GET.get("zone")) or _choice(request.COOKIES.get(COOKIE))


def _actor(request: HttpRequest) -> Actor:
    return actor_of(request.user) if request.user.is_authenticated else ANONYMOUS


def _choice(name: str | None) -> str | None:
    """A zone we know, or the wish to see the venue's; anything else is as if nothing had been said."""
    return name if name and (name == VENUE or name in known_zones()) else None
