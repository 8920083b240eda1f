"""A request as views receive it, for annotations: what the middleware has added."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest

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
