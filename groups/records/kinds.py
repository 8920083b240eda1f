"""Declaring a kind of record that the secretariat creates and corrects in the browser with a plain form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model, QuerySet

from groups.changes.facts import Told
from groups.records.naming import in_words
from portal.actors import Actor

Narrowing = Callable[[Model, str], QuerySet[Any] | None]
"""From the record in hand and the name of a relation, the choices to offer; None for all."""
Rule = Callable[[Actor, Any], bool]
Stamp = Callable[[Any, Actor, datetime], None]
Written = Callable[[Any, datetime], None]


@dataclass(frozen=True)
class RecordKind:
    """How one model is edited.

    `parent` is the field that holds what it belongs to; `organization` the way of attributes to its organization, ""
    for what several houses share (states, persons, instruments): any secretariat may keep those.
    """

    key: str
    model: type[Model]
    fields: Sequence[str]
    parent: str = ""
    organization: str = ""
    children: Sequence[str] = ()
    long: Sequence[str] = ()
    symbol: str = ""
    """The field whose symbol is normalised into `symbol_key`."""
    narrow: Narrowing | None = None
    address: str = ""
    """The field that holds the record's address, made from its symbol or name where it is left empty."""
    rule: Rule | None = None
    """Who keeps a record, where the organization alone does not say it."""
    houses: Callable[[Any], set[int]] | None = None
    """Ids of the organizations whose secretariats answer for a record then."""
    stamp: Stamp | None = None
    """Writes onto a new record who made it and when."""
    written: Written | None = None
    """Told of each record that was created, corrected or is about to be removed, in the same transaction."""
    told: Callable[[Any], Told] | None = None
    """What readers who follow the body are told of the record, as the database has it."""
    named_by: str = ""
    """The attribute that names it among its parent's, where its whole name would repeat the parent's."""
    noun: Any = ""
    """Its name where the model's own would not do, and the name of several."""
    nouns: Any = ""

    @property
    def label(self) -> str:
        """Its name in the page's language, with a capital."""
        name = str(self.noun or self.model._meta.verbose_name)
        return name[:1].upper() + name[1:]

    @property
    def plural(self) -> str:
        """The same of several."""
        name = str(self.nouns or self.model._meta.verbose_name_plural)
        return name[:1].upper() + name[1:]

    def name_of(self, record: Model) -> str:
        """What it is called among its parent's."""
        if not self.named_by:
            return in_words(record)
        named = getattr(record, self.named_by)
        return str(named() if callable(named) else named)

    def organization_of(self, record: Model) -> int | None:
        """Id of the organization whose secretariat keeps `record`; None for what several houses share."""
        if not self.organization:
            return None
        found: Any = record
        for step in self.organization.split("."):
            found = getattr(found, step)
            if found is None:
                return None
        return int(found if isinstance(found, int) else found.pk)
