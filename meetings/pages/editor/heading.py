"""A schedule's title, span and notes in words, with what they were."""

from __future__ import annotations

from typing import Any

from meetings.pages.editor.content import Content, texts
from meetings.pages.editor.place import Place
from meetings.queries.heading import Heading


def heading_view(found: Heading, place: Place) -> dict[str, Any]:
    """What stands over the table; `was` is there where a change is proposed."""
    row = found.row
    shown = _side(row.content, place)
    return {
        **shown,
        "change": row.change,
        "reason": texts(row.reason).pick(place.language).text,
        "was": _side(row.live or {}, place) if row.change else {},
        "url": place.url("editor_heading"),
    }


def _side(content: Content, place: Place) -> dict[str, Any]:
    title, span = texts(content.get("title")), texts(content.get("span_wording"))
    return {
        "title": title.pick(place.language).text,
        "span": span.pick(place.language).text,
        "notes": [texts(note["text"]).pick(place.language).text for note in content.get("notes", [])],
    }
