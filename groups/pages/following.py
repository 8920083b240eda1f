"""Whether the reader follows a body, for components/follow.html."""

from __future__ import annotations

from typing import Any

from groups.models import Body, Term
from groups.queries.follows import followed_by, follows, served_by
from portal.actors import Actor


def followings_of(actor: Actor) -> list[dict[str, Any]]:
    """The bodies that `actor` follows, and those muted though they serve in them: what may be chosen otherwise."""
    followed = followed_by(actor)
    bodies = Body.objects.visible_to(actor).filter(pk__in=followed | served_by(actor))
    return [
        {"slug": body.slug, "name": body.name, "on": body.pk in followed, "serves": body.pk in served_by(actor)}
        for body in bodies.order_by("slug")
    ]


def following_of(actor: Actor, body: Body, term: Term | None = None) -> dict[str, Any]:
    """The body's address, its name, and whether `actor` follows it: one query for who is signed in, or none (`term`:
    see `follows`)."""
    return {"slug": body.slug, "name": body.short_name or body.name, "on": follows(actor, body, term)}
