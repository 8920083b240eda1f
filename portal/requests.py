"""A request as views receive it, for annotations: what the middleware has added."""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse

if TYPE_CHECKING:
    from portal.actors import Actor
    from portal.versions import Version


class PortalRequest(HttpRequest):
    """Who reads, in which hours, under which id."""

    actor: "Actor"
    zone: str | None
    """The reader's own zone, an IANA name; None: the venue's hours alone."""
    venue_hours: bool
    """That they are alone by the reader's choice."""
    content_version: "Version | None"
    """What the page shows again or is made from; None where that is of no use."""
    id: str
    action: UUID
    """Groups the audit's rows that one request writes."""


def client_address(request: HttpRequest) -> str:
    """The address of the visitor; X-Forwarded-For is believed only as far as our own proxies wrote it."""
    proxies: int = settings.TRUSTED_PROXY_COUNT
    if proxies:
        hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()]
        if len(hops) >= proxies:
            return hops[-proxies]
    return str(request.META.get("REMOTE_ADDR", ""))


def asked_by_itself(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For a view that an open page asks without its reader: it says nothing of whether anybody is there."""

    @wraps(view)
    def viewed(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        request.is_background = True  # type: ignore[attr-defined]
        return view(request, *args, **kwargs)

    return viewed


def reader_known(request: HttpRequest) -> Any:
    """The account that the page has found to be signed in; a line of the log must not need the database."""
    found = getattr(request, "_cached_user", None)
    return found.pk if found is not None and found.is_authenticated else None


def page_asked(request: HttpRequest) -> str:
    """The name of the page, without what is in its address; empty where there is no such page."""
    return request.resolver_match.view_name if request.resolver_match else ""
