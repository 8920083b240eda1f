"""From one database to another of a different kind, with nothing lost: every row, compared by its content."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from typing import Any

from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connections, transaction
from django.db.models import Field, Model, sql

from portal.backups.manifest import BackupError, rows_of, tables

TARGET = "target"
BATCH = 500
DERIVED = {"portal.contentversion", "portal.searchchange", "portal.searchrow"}
"""What the database's own triggers and jobs make from the rest, there as here."""


def move(settings_of_target: dict[str, Any], say: Callable[[str], None]) -> dict[str, int]:
    """Copy every table of the portal's database into an empty one; gives the rows of each.

    No process of the portal may write meanwhile. All of it is one transaction in the target: what differs, or breaks
    off, leaves the target as it was.
    """
    connections.databases[TARGET] = connections.configure_settings({"default": {}, TARGET: settings_of_target})[TARGET]
    if connections[TARGET].introspection.table_names():
        raise BackupError("The other database is not empty: it has tables.")
    say("Making the tables")
    call_command("migrate", database=TARGET, interactive=False, verbosity=0)
    with transaction.atomic(using=TARGET):
        for model in reversed(_kept()):
            model._base_manager.using(TARGET).all()._raw_delete(TARGET)  # what `migrate` made by itself
        for model in _kept():
            _copy(model)
        connections[TARGET].check_constraints()
        say("Comparing every row")
        _compare()
        _reset_sequences()
    return rows_of(TARGET)


def _kept() -> list[type[Model]]:
    return [model for model in tables() if model._meta.label_lower not in DERIVED]


def _fields(model: type[Model]) -> list[Field[Any, Any]]:
    return [field for field in model._meta.concrete_fields if not getattr(field, "generated", False)]


def _copy(model: type[Model]) -> None:
    """Rows as they are: nothing of what saving would do, no new times, no signals."""
    fields = _fields(model)
    for batch in _batches(model, "default"):
        objects = [model(**{field.attname: value for field, value in zip(fields, row, strict=True)}) for row in batch]
        insert = sql.InsertQuery(model)
        insert.insert_values(fields, objects, raw=True)
        insert.get_compiler(using=TARGET).execute_sql()


def _batches(model: type[Model], using: str) -> Iterator[list[tuple[Any, ...]]]:
    names = [field.attname for field in _fields(model)]
    rows = model._base_manager.using(using).order_by("pk").values_list(*names).iterator(chunk_size=BATCH)
    batch: list[tuple[Any, ...]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def fingerprint(model: type[Model], using: str) -> int:
    """A table's content in one number, whatever the order of its rows: the sum of their hashes."""
    hashes = (_hash(row) for batch in _batches(model, using) for row in batch)
    return sum(hashes) % 2**256


def _hash(row: tuple[Any, ...]) -> int:
    text = json.dumps(row, default=_text, sort_keys=True, ensure_ascii=False)
    return int.from_bytes(hashlib.sha256(text.encode()).digest(), "big")


def _text(value: Any) -> str:
    return bytes(value).hex() if isinstance(value, bytes | memoryview) else f"{type(value).__name__} {value}"


def _compare() -> None:
    before, after = rows_of("default"), rows_of(TARGET)
    for model in _kept():
        name = model._meta.db_table
        if before[name] != after[name]:
            raise BackupError(f"{name} has {after[name]} rows instead of {before[name]}.")
        if fingerprint(model, "default") != fingerprint(model, TARGET):
            raise BackupError(f"The rows of {name} are not the same in the other database.")


def _reset_sequences() -> None:
    with connections[TARGET].cursor() as cursor:
        for statement in connections[TARGET].ops.sequence_reset_sql(no_style(), tables()):
            cursor.execute(statement)
