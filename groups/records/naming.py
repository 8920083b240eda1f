"""What a record is called on a page: as people do, in the reader's language, where its string is for the log."""

from __future__ import annotations

from django.db.models import Model


def in_words(record: Model) -> str:
    """Its own words; its string where it has none."""
    named = getattr(record, "in_words", None)
    return str(named() if named else record)
