"""Keys of the reading API: made and withdrawn by their account, and shown by a program with each request."""

from __future__ import annotations

import secrets
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from portal import audit
from portal.actors import ANONYMOUS, Actor, actor_of
from portal.enums import KeyScope
from portal.feeds import digest_of
from portal.models import ApiKey, User

MOST = 20
OCTETS = 32
"""256 bits: nobody finds one by trying."""
MARK = "pln_"
"""How every key begins, so that one that lies about is known for what it is."""
SHOWN = len(MARK) + 6


class RefusedError(Exception):
    """It may not be done; the sentence is fit for the user."""


@transaction.atomic
def make(
    *, actor: Actor, now: datetime, name: str, scope: KeyScope, expires_on: date | None = None
) -> tuple[ApiKey, str]:
    """A new key of the actor's own, with its secret, which is told once and not kept."""
    account = User.objects.select_for_update().filter(pk=actor.user_id or 0, is_active=True).first()
    if account is None:
        raise RefusedError(_("Sign in to make a key."))
    if ApiKey.objects.filter(user=account).count() >= MOST:
        raise RefusedError(_("You have %(number)s keys: withdraw one first.") % {"number": MOST})
    if expires_on is not None and expires_on < now.date():
        raise RefusedError(_("The last day of a key lies ahead: %(date)s is past.") % {"date": expires_on})
    secret = MARK + secrets.token_urlsafe(OCTETS)
    made = ApiKey.objects.create(
        user=account,
        name=name,
        scope=scope,
        prefix=secret[:SHOWN],
        digest=digest_of(secret),
        made_at=now,
        expires_on=expires_on,
    )
    audit.record(actor=actor, verb="created", subject=made, at=now, after=_facts(made))
    return made, secret


@transaction.atomic
def withdraw(*, actor: Actor, now: datetime, pk: int) -> ApiKey:
    """End a key of the actor's own: it opens nothing any more."""
    key = ApiKey.objects.select_for_update(of=("self",)).filter(user=actor.user_id or 0, pk=pk).first()
    if key is None:
        raise RefusedError(_("There is no such key of yours any more."))
    audit.record(actor=actor, verb="withdrawn", subject=key, at=now, before=_facts(key), after={})
    key.delete()
    return key


def keys_of(actor: Actor) -> list[ApiKey]:
    """The actor's own, in the order in which they were made."""
    return list(ApiKey.objects.filter(user=actor.user_id)) if actor.user_id else []


def opened(secret: str, today: date) -> ApiKey | None:
    """The key with its account; None where it is none, is past its last day, or its account is closed."""
    found = ApiKey.objects.select_related("user").filter(digest=digest_of(secret), user__is_active=True)
    return found.filter(Q(expires_on=None) | Q(expires_on__gte=today)).first()


def reader_of(key: ApiKey) -> Actor:
    """As whom a key reads: everybody, or its account with the rights that it has at this moment."""
    return actor_of(key.user) if key.scope == KeyScope.MINE else ANONYMOUS


def note_used(key: ApiKey, today: date) -> None:
    """That it was used today: written once a day, however often a program asks."""
    if key.used_on != today:
        ApiKey.objects.filter(Q(used_on=None) | Q(used_on__lt=today), pk=key.pk).update(used_on=today)


def _facts(key: ApiKey) -> dict[str, str | None]:
    """Without the digest, which is nobody's business."""
    return {
        "name": key.name,
        "scope": key.scope,
        "prefix": key.prefix,
        "expires_on": str(key.expires_on) if key.expires_on else None,
    }
