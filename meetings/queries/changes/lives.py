"""The things that changes are about, as they are now and as far as a reader may see them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, QuerySet

from documents.enums import Distribution
from documents.models import Document
from groups.models import Change, Mandate, Post, Standing, Term
from meetings.models import AgendaItem, Entry, Schedule
from meetings.permissions import can_see_agenda
from meetings.queries.changes.bursts import FAMILY
from meetings.queries.upcoming import light
from portal.actors import Actor

IN_CLOSED = ("agenda", "outcome")


@dataclass(slots=True)
class Lives:
    """By family of topics, the things that `actor` sees, and the ids of those that are there but not to be seen."""

    actor: Actor
    seen: dict[str, dict[int, Any]] = field(default_factory=dict)
    hidden: dict[str, set[int]] = field(default_factory=dict)

    def of(self, change: Change) -> Any:
        """The thing as it is now; None where it is gone or not told apart from its body."""
        return self.seen.get(family_of(change), {}).get(change.subject)

    def allow(self, change: Change) -> bool:
        """Whether the reader may be told of the thing at all."""
        family = family_of(change)
        if change.subject in self.hidden.get(family, ()):
            return False
        live = self.of(change)
        if live is None:
            return family != "document" or (change.old or {}).get("distribution") == Distribution.GENERAL
        if change.topic in IN_CLOSED:
            return self._attends(live)
        return True

    def _attends(self, live: Any) -> bool:
        return hasattr(live, "meeting") and can_see_agenda(self.actor, live)


def lives_of(actor: Actor, changes: Iterable[Change]) -> Lives:
    """Two queries for each family that occurs."""
    wanted: dict[str, set[int]] = {}
    for change in changes:
        wanted.setdefault(family_of(change), set()).add(change.subject)
    found = Lives(actor)
    for family, pks in wanted.items():
        if family == "body":
            continue
        visible = _visible(actor, family).filter(pk__in=pks)
        seen = {row.pk: row for row in visible}
        found.seen[family] = seen
        found.hidden[family] = _there(visible.model, pks - seen.keys())
    return found


def family_of(change: Change) -> str:
    """What kind of thing it is about."""
    return FAMILY.get(change.topic, change.topic)


def _there(model: type[Model], pks: Collection[int]) -> set[int]:
    return set(model._default_manager.filter(pk__in=pks).values_list("pk", flat=True)) if pks else set()


def _visible(actor: Actor, family: str) -> QuerySet[Any]:
    """With what is said of each."""
    rows = seen_of(actor, family)
    if family == "entry":
        return light(rows, items=AgendaItem.objects.visible_to(actor))
    return rows.select_related(*_BESIDE.get(family, ()))


def seen_of(actor: Actor, family: str) -> QuerySet[Any]:
    """Of what hangs on a body, its reader sees everything."""
    if family in _OF_A_BODY:
        return _OF_A_BODY[family]._default_manager.all()
    return _SEEN[family].visible_to(actor)


_OF_A_BODY: Mapping[str, type[Model]] = {"officer": Post, "member": Standing}
_SEEN: Mapping[str, Any] = {
    "entry": Entry.objects,
    "schedule": Schedule.objects,
    "document": Document.objects,
    "mandate": Mandate.objects,
    "term": Term.objects,
}
SEEN_BY_ALL = frozenset(_OF_A_BODY)
FAMILIES = (*_OF_A_BODY, *_SEEN)
_BESIDE: Mapping[str, tuple[str, ...]] = {
    "schedule": ("term__body",),
    "officer": ("term__body",),
    "member": ("delegation",),
    "mandate": ("term__body", "instrument", "provision"),
    "term": ("body",),
}
