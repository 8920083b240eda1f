"""The states of a row in words: who made it so, what it said, and in what that differs from now."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.pages.history import when
from meetings.deadlines.decided import Dated, leaves, why_decided
from meetings.drafts.difference import aspects_between
from meetings.drafts.rows import EditableRow
from meetings.models import Extension, RowVersion
from meetings.operations.putting_back import as_it_was
from meetings.pages.editor.difference import aspect_words, side
from meetings.pages.editor.place import Place
from meetings.pages.editor.rows import name_of
from meetings.queries.named import Named
from meetings.transfer.entries import Content

DEEDS = {
    "": gettext_lazy("As it was before"),
    "added": gettext_lazy("The row was added"),
    "copied": gettext_lazy("Copied from another term"),
    "imported": gettext_lazy("Imported"),
    "withdrawn": gettext_lazy("The row was withdrawn"),
    "restored": gettext_lazy("Restored"),
    "undone": gettext_lazy("Undone"),
    "redone": gettext_lazy("Done again"),
    "reordered": gettext_lazy("Agenda reordered"),
    "adopted": gettext_lazy("Adopted by a meeting"),
    "extended": gettext_lazy("Extended"),
    "extension taken back": gettext_lazy("Extension taken back"),
    "counted again": gettext_lazy("Counted by its rule again"),
    "issued": gettext_lazy("Circulated or presented"),
    "put back": gettext_lazy("Put back as it was"),
    "taken up": gettext_lazy("Taken up from an adopted version"),
}


def history_view(
    versions: Iterable[RowVersion],
    now: Content | None,
    place: Place,
    named: Named,
    zone: str | None,
    given: Extension | None,
    stands: Dated,
) -> list[dict[str, Any]]:
    """Each version; `back` where there is something to put back, `held` why that is not done: the date `stands` by the
    extension `given`, and it would leave that."""
    words = aspect_words()
    rows = []
    for version in versions:
        content = version.content
        wanted = as_it_was(now or {}, content) if content else None
        held = given is not None and wanted is not None and leaves(given, stands, Dated.said(wanted))
        rows.append(
            {
                "pk": version.pk,
                "what": str(DEEDS.get(version.verb, _("Edited"))),
                "who": version.actor_name,
                "at": version.at,
                "when": when(version.at, zone),
                "reason": version.reason,
                "side": side(content, place, named),
                "aspects": [words.get(one, one) for one in aspects_between(now, wanted)] if now and wanted else [],
                "back": wanted is not None and wanted != now and content.get("withdrawn_in") is None,
                "held": why_decided(given) if given and held else "",
            }
        )
    return rows


def gone_view(gone: Iterable[RowVersion], place: Place, named: Named) -> list[dict[str, Any]]:
    """The last words of each row that went, and where its history is."""
    return [
        {
            "pk": version.pk,
            "name": name_of(gone_row(version.entry_key, version.content), place.language),
            "side": side(version.content, place, named),
            "url": place.url("editor_history", version.entry_key),
        }
        for version in gone
    ]


def gone_row(key: str, content: Content) -> EditableRow:
    """A row that is there no more, as far as it is named."""
    return EditableRow(key, content.get("kind", ""), dict(content), None)
