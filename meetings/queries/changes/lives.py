"""The things that changes are about, as they are now and as far as a reader may see them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
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
        return self.seen.get(_family(change), {}).get(change.subject)

    def allow(self, change: Change) -> bool:
        """Whether the reader may be told of the thing at all."""
        family = _family(change)
        if change.subject in self.hidden.get(family, ()):
            return False
        live = self.of(change)
        if live is None:
            return family != "document" or (change.old or {}).get("distribution") == Distribution.GENERAL
        if change.topic in IN_CLOSED:
            return hasattr(live, "meeting") and can_see_agenda(self.actor, live)
        return True


def lives_of(actor: Actor, changes: Iterable[Change]) -> Lives:
    """Two queries for each family that occurs."""
    wanted: dict[str, set[int]] = {}
    for change in changes:
        wanted.setdefault(_family(change), set()).add(change.subject)
    found = Lives(actor)
    for family, pks in wanted.items():
        if family == "body":
            continue
        visible = _visible(actor, family).filter(pk__in=pks)
        seen = {row.pk: row for row in visible}
        found.seen[family] = seen
        found.hidden[family] = _there(visible.model, pks - seen.keys())
    return found


def _family(change: Change) -> str:
    return FAMILY.get(change.topic, change.topic)


def _there(model: type[Model], pks: Collection[int]) -> set[int]:
    return set(model._default_manager.filter(pk__in=pks).values_list("pk", flat=True)) if pks else set()


def _visible(actor: Actor, family: str) -> QuerySet[Any]:
    """Of what hangs on a body, its reader sees everything."""
    match family:
        case "entry":
            return light(Entry.objects.visible_to(actor), items=AgendaItem.objects.visible_to(actor))
        case "schedule":
            return Schedule.objects.visible_to(actor).select_related("term__body")
        case "document":
            return Document.objects.visible_to(actor)
        case "officer":
            return Post.objects.select_related("term__body")
        case "member":
            return Standing.objects.select_related("delegation")
        case "mandate":
            return Mandate.objects.visible_to(actor).select_related("term__body", "instrument", "provision")
        case "term":
            return Term.objects.visible_to(actor).select_related("body")
    raise LookupError(family)
