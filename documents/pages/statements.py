"""Statements for the record in words: verbatim, under their delegation's name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from documents.models import Statement


def statements(records: Iterable[Statement]) -> list[dict[str, Any]]:
    """Statements for templates/documents/statements.html."""
    return [_statement(record) for record in records]


def _statement(record: Statement) -> dict[str, Any]:
    revision = record.on_revision if getattr(record, "revision_known", False) else None
    return {
        "key": record.key,
        "delegation": record.delegation.name,
        "made_by": record.made_by,
        "introduction": record.introduction,
        "place": record.place,
        "passage": record.passage,
        "text": record.text,
        "symbol": revision.symbol or str(revision.document) if revision else "",
        "url": revision.document.get_absolute_url() if revision else "",
    }
