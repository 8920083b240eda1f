"""What the database refuses, in a sentence: which record it is, what was found in it, and what was expected."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.db import Error, models

from meetings.transfer.expected import ALONE, EXPECTED
from meetings.transfer.nodes import Node
from meetings.transfer.values import shortened, to_json

IN_THE_FILE = {"symbol_key": "symbol"}
"""What follows from a field is shown as that."""


def broken(node: Node, error: Error) -> str:
    """Which rule a record breaks, as far as the database says."""
    name, columns = _told(error)
    for constraint in node.spec.model._meta.constraints:
        if constraint.name == name or (columns and list(getattr(constraint, "fields", ())) == columns):
            return _sentence(node, constraint, columns)
    if columns:
        return f"{_found(node, columns)}: {_another(node, columns)}"
    return f"the database refuses the {node.spec.label}: {str(error).strip().splitlines()[0]}"


def _sentence(node: Node, constraint: models.BaseConstraint, columns: list[str]) -> str:
    if isinstance(constraint, models.UniqueConstraint):
        fields = columns or list(constraint.fields)
        return f"{_found(node, fields)}: {ALONE.get(constraint.name) or _another(node, fields)}"
    fields = []
    if isinstance(constraint, models.CheckConstraint) and isinstance(constraint.condition, models.Q):
        fields = sorted(constraint.condition.referenced_base_fields)
    expected = EXPECTED.get(constraint.name) or f"expected what the rule “{constraint.name.replace('_', ' ')}” says"
    return f"{_found(node, fields)}: {expected}"


def _another(node: Node, fields: Iterable[str]) -> str:
    return f"another {node.spec.label} has the same {', '.join(_shown(fields))}"


def _found(node: Node, fields: Iterable[str]) -> str:
    """“the deadline “gt/2025#comments” has offset 30000, unit 'days'”; nothing of what a record stands under."""
    named = f"the {node.spec.label} “{node.key}”" if node.key and node.key != node.place else f"the {node.spec.label}"
    values = [f"{name} {_said(node, name)}" for name in _shown(fields) if name in node.values]
    return f"{named} has {', '.join(values)}" if values else named


def _shown(fields: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(IN_THE_FILE.get(name, name) for name in fields))


def _said(node: Node, name: str) -> str:
    value = node.values[name]
    return "nothing" if value in (None, "", [], {}) else shortened(to_json(value))


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
