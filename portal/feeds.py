"""Private calendars: made, replaced, withdrawn by their account, and opened by whoever holds the address."""

from __future__ import annotations

import hashlib
import secrets
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from portal import audit
from portal.actors import Actor
from portal.enums import FeedScope
from portal.models import FeedToken, User

MOST = 20
OCTETS = 32
"""256 bits: nobody finds one by trying."""


class RefusedError(Exception):
    """It may not be made; the sentence is fit for the user."""


def digest_of(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def make(*, actor: Actor, now: datetime, scope: FeedScope, key: str = "") -> str:
    """A new private calendar of the actor's own; gives its token, which is told once and not kept."""
    account = User.objects.select_for_update().filter(pk=actor.user_id or 0, is_active=True).first()
    if account is None:
        raise RefusedError(_("Sign in to make a private calendar."))
    if FeedToken.objects.filter(user=account).count() >= MOST:
        raise RefusedError(_("You have %(number)s private calendars: withdraw one first.") % {"number": MOST})
    token = secrets.token_urlsafe(OCTETS)
    made = FeedToken.objects.create(user=account, scope=scope, key=key, digest=digest_of(token), made_at=now)
    audit.record(actor=actor, verb="created", subject=made, at=now, after=_facts(made))
    return token


@transaction.atomic
def replace(*, actor: Actor, now: datetime, pk: int) -> tuple[FeedToken, str]:
    """Another address for the same calendar; the old one opens nothing any more."""
    feed = _own(actor, pk)
    token = secrets.token_urlsafe(OCTETS)
    feed.digest, feed.made_at, feed.read_on = digest_of(token), now, None
    feed.save(update_fields=["digest", "made_at", "read_on"])
    audit.record(actor=actor, verb="replaced", subject=feed, at=now, after=_facts(feed))
    return feed, token


@transaction.atomic
def withdraw(*, actor: Actor, now: datetime, pk: int) -> None:
    """End a private calendar."""
    feed = _own(actor, pk)
    audit.record(actor=actor, verb="withdrawn", subject=feed, at=now, before=_facts(feed), after={})
    feed.delete()


def feeds_of(actor: Actor) -> list[FeedToken]:
    """The actor's own, in the order in which they were made."""
    return list(FeedToken.objects.filter(user=actor.user_id)) if actor.user_id else []


def opened(token: str) -> FeedToken | None:
    """The calendar behind a token with its account; None where it was withdrawn or the account is closed."""
    found = FeedToken.objects.select_related("user").filter(digest=digest_of(token), user__is_active=True)
    return found.first()


def note_read(feed: FeedToken, today: date) -> None:
    """That it was read today: written once a day, however often a program asks."""
    if feed.read_on != today:
        FeedToken.objects.filter(Q(read_on=None) | Q(read_on__lt=today), pk=feed.pk).update(read_on=today)


def _own(actor: Actor, pk: int) -> FeedToken:
    feed = FeedToken.objects.select_for_update(of=("self",)).filter(user=actor.user_id, pk=pk).first()
    if feed is None or actor.user_id is None:
        raise RefusedError(_("There is no such calendar of yours any more."))
    return feed


def _facts(feed: FeedToken) -> dict[str, str]:
    """Without the digest, which is nobody's business."""
    return {"scope": feed.scope, "key": feed.key}
