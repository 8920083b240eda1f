"""Of the things that changes are about, no more than whether a reader may be told of them: asked with the changes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Case, Exists, OuterRef, QuerySet, When

from groups.models import Change
from meetings.models import Entry
from meetings.permissions import agenda_of_entry
from meetings.queries.changes.bursts import FAMILY
from meetings.queries.changes.lives import FAMILIES, IN_CLOSED, SEEN_BY_ALL, Lives, family_of, seen_of
from portal.actors import Actor

ATTENDED = "attended"
"""Stands for the entries whose agendas the reader may know."""


class Outlines(Lives):
    """As `Lives`, for who only counts: nothing is known of a thing but that it is seen."""

    def _attends(self, live: Any) -> bool:
        return live in self.seen.get(ATTENDED, {})


def outlined(actor: Actor, changes: QuerySet[Change]) -> QuerySet[Any]:
    """Changes, each with whether `actor` sees what it is about and its agenda, and whether it is there all the same."""
    seen = {family: seen_of(actor, family) for family in FAMILIES}
    there = {family: rows.model._default_manager.all() for family, rows in seen.items() if family not in SEEN_BY_ALL}
    agendas = Entry.objects.visible_to(actor).filter(agenda_of_entry(actor))
    return changes.annotate(
        is_seen=Case(*(_about(_topics(family), rows) for family, rows in seen.items()), default=False),
        is_there=Case(*(_about(_topics(family), rows) for family, rows in there.items()), default=False),
        is_attended=Case(_about(IN_CLOSED, agendas), default=False),
    )


def _topics(family: str) -> list[str]:
    return [family, *(topic for topic, whole in FAMILY.items() if whole == family)]


def _about(topics: Iterable[str], things: QuerySet[Any]) -> When:
    """Whether a change of these topics is about one of these things."""
    return When(topic__in=list(topics), then=Exists(things.order_by().filter(pk=OuterRef("subject"))))


def outlines_of(actor: Actor, changes: Iterable[Any]) -> Outlines:
    """What was found with the changes, as `outlined` has them."""
    found = Outlines(actor)
    for change in changes:
        family = family_of(change)
        if change.is_seen:
            found.seen.setdefault(family, {})[change.subject] = change.subject
        elif change.is_there:
            found.hidden.setdefault(family, set()).add(change.subject)
        if change.is_attended:
            found.seen.setdefault(ATTENDED, {})[change.subject] = change.subject
    return found
