"""Tell the services of a meeting in the transaction of the notice that tells of it."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import Any

from meetings.models import Announcement, Service
from meetings.notices.of_services import KIND
from meetings.queries.services import services_for
from portal import outbox
from portal.enums import OutboxState
from portal.models import OutboxMessage

LASTS = timedelta(days=3)


def tell_services(given: Announcement, now: datetime) -> int:
    """A mail to each that the notice concerns; gives how many. The caller's transaction sends the notice itself."""
    found = [service for service, _concerns in services_for(given)]
    for service in found:
        outbox.announce_to(
            kind=KIND,
            address=service.email,
            language=service.language,
            about=about_services(given),
            params={"announcement": given.pk, "service": service.pk},
            dedupe_key=key_of(given, service),
            now=now,
            expires_at=now + LASTS,
        )
    return len(found)


def about_services(given: Announcement) -> str:
    """What their mails are about, for the outbox."""
    return f"announcement:{given.pk}"


def key_of(given: Announcement, service: Service) -> str:
    """One service, one mail."""
    return hashlib.sha256(f"announcement:{given.pk}|service:{service.pk}".encode()).hexdigest()


def follow_address(record: Any, now: datetime) -> None:
    """What waits for a service goes to the address that it has now, in the language that it has now."""
    waiting = OutboxMessage.objects.filter(
        kind=KIND, params__service=record.pk, state__in=[OutboxState.PENDING, OutboxState.HELD]
    )
    waiting.update(recipient=record.email, language=record.language, changed_at=now)
