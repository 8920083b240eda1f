"""What the database refuses, in a sentence."""

from __future__ import annotations

import re

from django.db import Error, models


def broken(model: type[models.Model], error: Error) -> str:
    """Which rule a row breaks, as far as the database says."""
    name, columns = _told(error)
    for constraint in model._meta.constraints:
        if constraint.name == name or (columns and list(getattr(constraint, "fields", ())) == columns):
            return _sentence(model, constraint, columns)
    if columns:
        return f"another {model._meta.verbose_name} has the same {', '.join(columns)}"
    return f"the database refuses it: {str(error).strip().splitlines()[0]}"


def _sentence(model: type[models.Model], constraint: models.BaseConstraint, columns: list[str]) -> str:
    rule = f"the rule “{constraint.name.replace('_', ' ')}”"
    if isinstance(constraint, models.UniqueConstraint):
        fields = ", ".join(columns or constraint.fields)
        return f"breaks {rule}: another {model._meta.verbose_name} has the same {fields}"
    if isinstance(constraint, models.CheckConstraint) and isinstance(constraint.condition, models.Q):
        return f"breaks {rule}: look at {', '.join(sorted(constraint.condition.referenced_base_fields))}"
    return f"breaks {rule}"


def _told(error: Error) -> tuple[str, list[str]]:
    """The name of the constraint and the columns concerned: PostgreSQL says both, SQLite one of them."""
    diagnosis = getattr(error.__cause__, "diag", None)
    if diagnosis is not None:
        columns = re.search(r"Key \(([^)]*)\)=", diagnosis.message_detail or "")
        return diagnosis.constraint_name or "", _fields(columns[1]) if columns else []
    text = str(error)
    if found := re.search(r"CHECK constraint failed: (\w+)", text):
        return found[1], []
    if found := re.search(r"UNIQUE constraint failed: (?:index '(\w+)'|(.*))", text):
        return found[1] or "", _fields(found[2] or "")
    return "", []


def _fields(columns: str) -> list[str]:
    return [column.strip().rpartition(".")[2].removesuffix("_id") for column in columns.split(",") if column.strip()]
