"""A schedule's title, span and notes in words, with what they were."""

from __future__ import annotations

from typing import Any

from meetings.pages.editor.content import Content, texts
from meetings.pages.editor.place import Place
from meetings.queries.heading import Heading


def heading_view(found: Heading, place: Place) -> dict[str, Any]:
    """What stands over the table; `was` is there where a change is proposed."""
    row = found.row
    return {
        **_side(row.content),
        "change": row.change,
        "reason": texts(row.reason),
        "was": _side(row.live or {}) if row.change else {},
        "url": place.url("editor_heading"),
    }


def _side(content: Content) -> dict[str, Any]:
    return {
        "title": texts(content.get("title")),
        "span": texts(content.get("span_wording")),
        "notes": [texts(note["text"]) for note in content.get("notes", [])],
    }
