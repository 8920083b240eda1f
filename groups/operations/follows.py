"""Follow a body, or stop: an account's own choice."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from groups.models import Body, Follow
from groups.operations.records import RefusedError
from groups.queries.follows import served_by
from portal import audit
from portal.actors import Actor


@transaction.atomic
def follow(*, actor: Actor, now: datetime, body: Body) -> None:
    """Be told of the body from now on. RefusedError for a stranger and for a body that `actor` may not know of."""
    _choose(actor, now, body, muted=False)


@transaction.atomic
def unfollow(*, actor: Actor, now: datetime, body: Body) -> None:
    """Be told of it no more; who serves in it keeps every right in it."""
    _choose(actor, now, body, muted=True)


def _choose(actor: Actor, now: datetime, body: Body, *, muted: bool) -> None:
    if actor.user_id is None or not Body.objects.visible_to(actor).filter(pk=body.pk).exists():
        raise RefusedError(_("Sign in to follow a group."))
    found = Follow.objects.select_for_update().filter(account_id=actor.user_id, body=body).first()
    serves = body.pk in served_by(actor)
    before = not found.muted if found else serves
    if before is not muted:  # said already
        return
    if muted is not serves and found:  # the rule says the same without a row
        found.delete()
    else:
        Follow.objects.update_or_create(
            account_id=actor.user_id,
            body=body,
            defaults={"muted": muted},
            create_defaults={"muted": muted, "since": now},
        )
    verb = "unfollowed" if muted else "followed"
    audit.record(actor=actor, verb=verb, subject=body, at=now, before={"follows": before}, after={"follows": not muted})
