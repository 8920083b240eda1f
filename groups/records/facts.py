"""What a record says, as plain values: for the audit and for telling whether it has changed."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.conf import settings
from django.db.models import Model
from django.utils import translation


@translation.override(settings.LANGUAGE_CODE)
def facts_of(record: Model) -> dict[str, Any]:
    """Every column that people fill, by name, as text, number, list or mapping; relations as what they are called.

    In one language, so that the log can be read and a record is the same to whoever opens it. Beside the name of what a
    relation leads to stands its number (“person_id”, “mandates_ids”): two persons may have one name.
    """
    facts: dict[str, Any] = {}
    for column in record._meta.concrete_fields:
        if column.primary_key or not column.editable:
            continue
        value = getattr(record, column.attname)
        if column.is_relation:
            facts[column.attname] = _plain(value)
            value = None if value is None else str(getattr(record, column.name))
        facts[column.name] = _plain(value)
    for relation in record._meta.many_to_many:
        through: Any = relation.remote_field.through
        if record.pk is not None and through._meta.auto_created:
            others = list(getattr(record, relation.name).all())
            facts[relation.name] = sorted(str(other) for other in others)
            facts[ids_of(relation.name)] = sorted(other.pk for other in others)
    return facts


def ids_of(relation: str) -> str:
    """The name under which the numbers of several others stand."""
    return f"{relation}_ids"


def digest(record: Model) -> str:
    """What the record says, as a short hash: "" for a new one."""
    if record.pk is None:
        return ""
    said = json.dumps(facts_of(record), sort_keys=True, default=str)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | str | list):
        return value
    if hasattr(value, "pick"):
        return dict(value)
    return value if isinstance(value, dict) else str(value)
