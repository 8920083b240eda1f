"""Whose fault it is that the database refused a write: that of a record's form, or of what was written beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError
from django.db.models import Model

UNIQUE = re.compile(r"(?:UNIQUE|NOT NULL) constraint failed: (?:index '(?P<name>[^']+)'|(?P<table>\w+)\.)")
CHECK = re.compile(r"CHECK constraint failed: (?P<name>\w+)")


def is_of(error: IntegrityError, models: Iterable[type[Model]]) -> bool:
    """Whether what was violated is a constraint of the tables of `models`, those of their links included."""
    named = [each for model in models for each in _with_links(model)]
    tables = {model._meta.db_table for model in named}
    diagnosis = getattr(error.__cause__, "diag", None)
    if diagnosis is not None:
        return diagnosis.table_name in tables
    constraints = {each.name for model in named for each in model._meta.constraints}
    found = UNIQUE.search(str(error)) or CHECK.search(str(error))
    if found is None:
        return False
    said = found.groupdict()
    return said.get("table") in tables or said["name"] in constraints


def _with_links(model: type[Model]) -> list[type[Model]]:
    links: list[Any] = [field.remote_field.through for field in model._meta.many_to_many]
    return [model, *(through for through in links if through._meta.auto_created)]
