"""The states that a record has had, as the audit trail keeps them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from django.db.models import Model

from groups.records.facts import ids_of
from groups.records.kinds import RecordKind
from groups.records.naming import in_words
from portal.actors import Actor
from portal.models import AuditEvent

MOST = 50
VERBS = ("created", "corrected", "put back", "ended", "removed")
"""Of operations that keep a record's facts whole; others keep the part that they touched."""
Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Version:
    """A record's state after an event; `before` it where nothing in the log says how it came to be so."""

    event: AuditEvent
    facts: Facts
    before: bool = False

    @property
    def slug(self) -> str:
        """How an address names it: “81”, “81-before”."""
        return f"{self.event.pk}-before" if self.before else str(self.event.pk)

    @property
    def named(self) -> str:
        """How the log names it."""
        return f"version {self.slug} of {self.event.at.isoformat(timespec='minutes')}"


def versions_of(kind: RecordKind, record: Model) -> list[Version]:
    """How the record stands, and the fifty states before that, the latest first."""
    events = AuditEvent.objects.about(record).filter(verb__in=VERBS)[: MOST + 2]
    found = [version for version in _states(kind, list(events)) if _is_whole(kind, version.facts)]
    return found[: MOST + 1]


def version_named(kind: RecordKind, record: Model, slug: str) -> Version | None:
    """The one of `versions_of` that an address names."""
    return next((version for version in versions_of(kind, record) if version.slug == slug), None)


def _states(kind: RecordKind, events: list[AuditEvent]) -> Iterator[Version]:
    for event, earlier in zip_longest(events, events[1:]):
        yield Version(event, event.after or {})
        known = earlier.after if earlier else None
        if event.before and event.verb != "removed" and event.before != known:
            yield Version(event, event.before, before=True)


def _is_whole(kind: RecordKind, facts: Facts) -> bool:
    """Whether these are the facts of the desk: other writers name neither the parent nor the first of the fields."""
    return (kind.parent or kind.fields[0]) in facts


def numbers_in(kind: RecordKind, every: Iterable[Facts]) -> dict[type[Model], set[Any]]:
    """What the facts' relations lead to."""
    found: dict[type[Model], set[Any]] = {}
    for name in kind.fields:
        field: Any = kind.model._meta.get_field(name)
        if field.is_relation:
            for facts in every:
                found.setdefault(field.related_model, set()).update(numbers_of(field, facts))
    return found


def numbers_of(field: Any, facts: Facts) -> list[Any]:
    """The numbers that facts have for a relation; none from before numbers were kept."""
    if field.many_to_many:
        return list(facts.get(ids_of(field.name)) or [])
    number = facts.get(field.attname)
    return [] if number is None else [number]


def names_for(
    actor: Actor, kind: RecordKind, numbers: Mapping[type[Model], set[Any]]
) -> dict[tuple[type[Model], Any], str]:
    """What the relations lead to is called now; "" for what `actor` may not know of.

    What is gone is left out, but where houses share the record: then nobody can tell any more who might know of it.
    """
    names: dict[tuple[type[Model], Any], str] = {}
    for model, wanted in numbers.items():
        if not wanted:
            continue
        there = model._default_manager.filter(pk__in=wanted).select_related()
        rows: Any = model._default_manager.all()
        known = getattr(rows, "known_to", None) or getattr(rows, "visible_to", None)
        if known and not kind.organization and not actor.is_admin:
            names.update({(model, number): "" for number in wanted})
        seen = set(known(actor).filter(pk__in=wanted).values_list("pk", flat=True)) if known else wanted
        names.update({(model, one.pk): in_words(one) if one.pk in seen else "" for one in there})
    return names
