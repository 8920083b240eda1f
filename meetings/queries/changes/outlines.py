"""Of the things that changes are about, no more than whether a reader may be told of them: all in one query."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Value

from groups.models import Change
from meetings.models import Entry
from meetings.permissions import agenda_of_entry
from meetings.queries.changes.lives import IN_CLOSED, Lives, family_of, seen_of
from portal.actors import Actor

ATTENDED = "attended"
"""Stands for the entries whose agendas are asked about."""


class Outlines(Lives):
    """As `Lives`, for who only counts: nothing is known of a thing but that it is seen."""

    def _attends(self, live: Any) -> bool:
        return live in self.seen.get(ATTENDED, {})


def outlines_of(actor: Actor, changes: Iterable[Change]) -> Outlines:
    """One query, or none."""
    wanted: dict[str, set[int]] = {}
    for change in changes:
        wanted.setdefault(family_of(change), set()).add(change.subject)
        if change.topic in IN_CLOSED:
            wanted.setdefault(ATTENDED, set()).add(change.subject)
    wanted.pop("body", None)
    found = Outlines(actor)
    asked = [_asked(actor, family, pks) for family, pks in wanted.items()]
    for family, pk, is_seen in asked[0].union(*asked[1:], all=True) if asked else ():
        if is_seen:
            found.seen.setdefault(family, {})[pk] = pk
        else:
            found.hidden.setdefault(family, set()).add(pk)
    return found


def _asked(actor: Actor, family: str, pks: set[int]) -> QuerySet[Any, Any]:
    """Those that are there, each with whether it is seen."""
    visible: QuerySet[Any] = (
        Entry.objects.visible_to(actor).filter(agenda_of_entry(actor)) if family == ATTENDED else seen_of(actor, family)
    )
    there = visible.model._default_manager.filter(pk__in=pks).order_by()
    return there.values_list(Value(family), "pk", Exists(visible.order_by().filter(pk=OuterRef("pk"))))
