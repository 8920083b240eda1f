"""How often one reader may search: thirty times a minute, and sixty at once."""

from __future__ import annotations

from portal.actors import Actor
from portal.buckets import Bucket, take

ACCOUNTS = Bucket("search-account", burst=60, per_second=0.5)
STRANGERS = Bucket("search", burst=60, per_second=0.5)
"""For an address, which may be that of a whole mission."""


def wait_of(actor: Actor, address: str) -> float:
    """Take one; gives 0.0, or the seconds until there is one."""
    return take(ACCOUNTS, str(actor.user_id)) if actor.user_id else take(STRANGERS, address)
