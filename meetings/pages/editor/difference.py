"""What differs between two plans, in words, old beside new."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from meetings.drafts.difference import Difference, RowDifference
from meetings.enums import EntryKind
from meetings.pages.differences import HOW
from meetings.pages.editor.content import Content
from meetings.pages.editor.lines import lines_of
from meetings.pages.editor.place import Place
from meetings.pages.editor.rows import status_of, when_view
from meetings.queries.named import Named
from portal.lib.multilingual import Multilingual


def contents_of(found: Difference) -> list[Content]:
    """Every record in it, old and new."""
    return [content for row in found.rows for content in (row.old, row.new) if content]


def difference_view(
    found: Difference, place: Place, named: Named, reasons: Mapping[str, Multilingual]
) -> list[dict[str, Any]]:
    """Each row with how it differs, in what and why."""
    return [
        {
            "key": row.key,
            "how": row.how,
            "how_label": HOW[row.how],
            "aspects": [aspect_words().get(aspect, aspect) for aspect in row.aspects],
            "old": side(row.old, place, named),
            "new": side(row.new, place, named),
            "reason": reasons.get(row.key, ""),
        }
        for row in found.rows
    ]


def aspect_words() -> dict[str, str]:
    """In what two rows may differ."""
    return {
        "date": _("date"),
        "hours": _("hours"),
        "room": _("room"),
        "mode": _("mode"),
        "kind": _("kind"),
        "matter": _("matter"),
        "agenda": _("agenda"),
        "basis": _("basis"),
        "status": _("status"),
        "certainty": _("certainty"),
        "deadline": _("deadline"),
        "other": _("other"),
    }


def side(content: Content | None, place: Place, named: Named) -> dict[str, Any]:
    """One version of a row; empty where there is none."""
    if not content:
        return {}
    kind = content.get("kind", "")
    return {
        "when": when_view(content, named, place.language),
        "kind_label": str(EntryKind(kind).label).capitalize() if kind in EntryKind.values else "",
        "status": status_of(content),
        "lines": lines_of(content, place, named),
    }


def counts(found: Difference) -> list[tuple[str, int]]:
    """How many rows of each kind of change."""
    rows: list[tuple[str, list[RowDifference]]] = [
        (_("moved"), found.moved),
        (_("added"), found.added),
        (_("withdrawn"), found.withdrawn),
        (_("changed"), found.changed),
    ]
    return [(word, len(those)) for word, those in rows if those]
