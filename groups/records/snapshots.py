"""A record and all that would go with it, as plain values, and back: nothing is lost between the two."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any, NamedTuple

from django.apps import apps
from django.db import router
from django.db.models import Field, ForeignKey, Model
from django.db.models.deletion import Collector

Row = dict[str, Any]
"""{"model": "groups.follow", "values": {column: plain value}}"""


class Lost(NamedTuple):
    """What a row names and nobody has any more: which model, its number, and the column that names it."""

    model: type[Model]
    pk: Any
    column: str


def snapshot(record: Model) -> list[Row]:
    """The record first, then what the database would remove with it: links to others, and what readers did with it."""
    collector = Collector(using=router.db_for_write(type(record), instance=record), origin=record)
    collector.collect([record])
    slow: Iterable[Any] = chain.from_iterable(collector.data.values())
    fast: Iterable[Any] = chain.from_iterable(collector.fast_deletes)
    along = [other for other in (*slow, *fast) if other != record]
    return [_row(other) for other in (record, *sorted(along, key=lambda one: (one._meta.label_lower, one.pk)))]


def _row(record: Model) -> Row:
    columns = record._meta.concrete_fields
    return {"model": record._meta.label_lower, "values": {column.attname: _plain(record, column) for column in columns}}


def _plain(record: Model, column: Field[Any, Any]) -> Any:
    value = getattr(record, column.attname)
    if value is None or isinstance(value, bool | int | str | list | dict):
        return value
    return dict(value) if hasattr(value, "pick") else column.value_to_string(record)


def records_of(rows: Sequence[Row]) -> list[Any]:
    """The records as they were, not saved. A column that the table has no more is left out."""
    return [_record(row) for row in rows]


def _record(row: Row) -> Model:
    model = apps.get_model(row["model"])
    values = row["values"]
    columns = [column for column in model._meta.concrete_fields if column.attname in values]
    # A JSON column holds what it holds; any other reads its value from text.
    return model(**{column.attname: column.to_python(values[column.attname]) for column in columns})


def lost_by(records: Sequence[Model]) -> list[Lost]:
    """What the records name that is there no more, but for one another; one query for each model named."""
    together = {(type(record), record.pk) for record in records}
    named: dict[type[Model], list[Lost]] = {}
    for record in records:
        for column in record._meta.concrete_fields:
            value = getattr(record, column.attname)
            if not isinstance(column, ForeignKey) or value is None:
                continue
            target: Any = column.related_model
            if (target, value) not in together:
                named.setdefault(target, []).append(Lost(target, value, column.name))
    found = []
    for model, all_named in named.items():
        there = set(model._base_manager.filter(pk__in={one.pk for one in all_named}).values_list("pk", flat=True))
        found += [one for one in all_named if one.pk not in there]
    return found
