"""How far accounts have looked, and how much is new to them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from django.db.models import Value

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


def counts_and_marks(actor: Actor, bodies: Iterable[int]) -> tuple[dict[int, int], dict[int, int]]:
    """Both, in one query."""
    chosen = list(bodies)
    counts = ChangeCount.objects.filter(body__in=chosen).values_list("body_id", "last", Value(0))
    seen = Seen.objects.filter(account_id=actor.user_id or 0, body__in=chosen).order_by()
    found: tuple[dict[int, int], dict[int, int]] = ({}, {})
    for body, number, which in counts.union(seen.values_list("body_id", "number", Value(1)), all=True):
        found[which][body] = number
    return found


def unseen_by(actor: Actor, bodies: Iterable[Body], now: dt.datetime, marks: Mapping[int, int] | None = None) -> Page:
    """What is new to an account in some bodies; its `following` says that there is more. `marks`: where known."""
    chosen = list(bodies)
    if marks is None:
        marks = marks_of(actor, [body.pk for body in chosen])
    return changes_for(actor, chosen, now, since=now - KEPT, marks=marks, unseen=True, limit=MOST_COUNTED)
