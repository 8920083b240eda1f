"""Conditions on what a reader may see, built once for each reader: building one costs more than asking it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.db.models import QuerySet

from portal.actors import Actor

MOST = 5000

Narrow = TypeVar("Narrow", bound=Callable[..., Any])
_built: dict[tuple[type, str, Actor], Any] = {}


def remembered(narrow: Narrow) -> Narrow:
    """Around `visible_to` and its like. What it gives for a whole table depends on the actor's rights alone.

    An actor with other rights is another actor, so nothing here outlives a right. Query sets are never evaluated here.
    """

    @wraps(narrow)
    def narrowed(rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
        if not _is_whole_table(rows):
            return narrow(rows, actor)
        key = (rows.model, narrow.__qualname__, actor)
        found = _built.get(key)
        if found is None:
            if len(_built) >= MOST:
                _built.clear()
            found = _built[key] = narrow(rows, actor)
        return cast("QuerySet[Any]", found.all())

    return cast("Narrow", narrowed)


def _is_whole_table(rows: QuerySet[Any]) -> bool:
    """Nothing chosen, joined, ordered or prefetched yet, and no database or relation that it comes from."""
    query: Any = rows.query
    asked = query.where or query.alias_map or query.annotations or query.order_by or query.select_related
    asked = asked or query.distinct or query.is_sliced or query.combinator or query.deferred_loading[0]
    own: Any = rows
    return not (asked or own._db or own._hints or own._fields or own._prefetch_related_lookups)
