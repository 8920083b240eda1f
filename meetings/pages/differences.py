"""Differences between two plans in words: what was, what is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, npgettext, pgettext_lazy

from meetings.drafts.difference import RowDifference
from meetings.transfer.entries import Content
from portal.lib.dates import Precision, Span, format_span
from portal.lib.multilingual import Multilingual

# Words of a row, which is feminine in Spanish, French and Portuguese, whatever stands in it.
HOW = {
    "moved": pgettext_lazy("row of a schedule", "moved"),
    "added": pgettext_lazy("row of a schedule", "added"),
    "withdrawn": pgettext_lazy("row of a schedule", "withdrawn"),
    "changed": pgettext_lazy("row of a schedule", "changed"),
}
ASPECTS = {
    "date": gettext_lazy("date"),
    "hours": gettext_lazy("hours"),
    "room": gettext_lazy("room"),
    "mode": gettext_lazy("mode"),
    "kind": gettext_lazy("kind"),
    "matter": gettext_lazy("matter"),
    "agenda": gettext_lazy("agenda"),
    "basis": gettext_lazy("mandates cited"),
    "status": gettext_lazy("status"),
    "certainty": gettext_lazy("certainty"),
    "deadline": gettext_lazy("deadline"),
    "other": gettext_lazy("other"),
}


def way_words(how: str, number: int) -> str:
    """The heading of so many rows that changed in this way."""
    words = {
        "moved": npgettext("rows of a plan", "Row moved", "Rows moved", number),
        "added": npgettext("rows of a plan", "Row added", "Rows added", number),
        "withdrawn": npgettext("rows of a plan", "Row withdrawn", "Rows withdrawn", number),
        "changed": npgettext("rows of a plan", "Row changed", "Rows changed", number),
    }
    return words[how]


def difference_rows(rows: Iterable[RowDifference], language: str) -> list[dict[str, Any]]:
    """Each with `how`, its matter, the date as it was and is, and in what it differs."""
    return [
        {
            "key": row.key,
            "how": row.how,
            "how_label": HOW[row.how],
            "matter": _matter(row.new or row.old or {}),
            "was": _date(row.old, language) if row.how in ("moved", "withdrawn") else "",
            "date": _date(row.new, language) if row.new else "",
            "aspects": [ASPECTS[aspect] for aspect in row.aspects],
        }
        for row in rows
    ]


def _date(content: Content | None, language: str) -> str:
    if content is None or not content.get("start"):
        return _("not dated")
    start, end = (dt.date.fromisoformat(content[name]) for name in ("start", "end"))
    return format_span(Span(start, end, Precision(content["precision"])), language)


def _matter(content: Content) -> Multilingual | str:
    meeting = content.get("meeting") or {}
    items = meeting.get("items") or []
    text = content.get("text") or meeting.get("title") or (items[0]["text"] if items else {})
    return Multilingual(text) if text else content.get("key", "")
