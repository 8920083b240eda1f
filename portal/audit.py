"""Record a change, in the transaction of the change itself."""

from collections.abc import Mapping
from contextvars import ContextVar
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db.models import Model
from django.utils import translation

from portal import logs
from portal.actors import Actor
from portal.models import AuditEvent

current_action: ContextVar[UUID | None] = ContextVar("current_action", default=None)
"""Set for the length of a request or command, so that its rows stay together."""

Facts = Mapping[str, Any] | None


def record(
    *,
    actor: Actor,
    verb: str,
    subject: Model,
    at: datetime,
    before: Facts = None,
    after: Facts = None,
    reason: str = "",
    action: UUID | None = None,
) -> AuditEvent | None:
    """Add a row; nothing when `before` and `after` say the same, since that is no change.

    `before` is None for what is new, `after` for what is gone; both hold plain facts (text, numbers, dates, lists).
    """
    if before is not None and before == after:
        return None
    # One language for the log, whichever the actor's pages are in.
    with translation.override(settings.LANGUAGE_CODE):
        called = str(subject)[:300]
    return AuditEvent.objects.create(
        at=at,
        actor_id=actor.user_id,
        actor_name=actor.name,
        verb=verb,
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        subject_text=called,
        before=None if before is None else dict(before),
        after=None if after is None else dict(after),
        reason=reason,
        request_id=logs.request_id.get(),
        action=action or current_action.get() or uuid4(),
    )
