"""Whether the reader follows a body, for components/follow.html."""

from __future__ import annotations

from typing import Any

from groups.models import Body
from groups.queries.follows import follows
from portal.actors import Actor


def following_of(actor: Actor, body: Body) -> dict[str, Any]:
    """The body's address, its name, and whether `actor` follows it: one query for who is signed in."""
    return {"slug": body.slug, "name": body.short_name or body.name, "on": follows(actor, body)}
