"""How far accounts have looked, and how much is new to them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from groups.models import Body, ChangeCount, Seen
from meetings.queries.changes.reading import Page, changes_for
from portal.actors import Actor

KEPT = dt.timedelta(days=180)
"""How far back the changes of groups followed are listed."""
MOST_COUNTED = 200


def marks_of(actor: Actor, bodies: Iterable[int]) -> dict[int, int]:
    """How far `actor` has looked at the changes of bodies, by id."""
    if actor.user_id is None:
        return {}
    rows = Seen.objects.filter(account_id=actor.user_id, body__in=list(bodies))
    return dict(rows.values_list("body_id", "number"))


def counts_of(bodies: Iterable[int]) -> dict[int, int]:
    """The number of the last change of bodies, by id: what is marked when all is seen."""
    return dict(ChangeCount.objects.filter(body__in=list(bodies)).values_list("body_id", "last"))


def unseen_by(actor: Actor, bodies: Iterable[Body], now: dt.datetime) -> Page:
    """What is new to an account in some bodies; its `following` says that there is more."""
    chosen = list(bodies)
    marks = marks_of(actor, [body.pk for body in chosen])
    return changes_for(actor, chosen, now, since=now - KEPT, marks=marks, unseen=True, limit=MOST_COUNTED)
