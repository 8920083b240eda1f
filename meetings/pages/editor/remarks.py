"""Conflicts and warnings beside the rows that they concern."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from meetings.conflicts import About, Conflict, House, read_board
from meetings.drafts.rows import EditableRow
from meetings.models import Announcement
from meetings.pages.editor.content import Content
from meetings.pages.editor.place import Place
from meetings.queries.editing import reasons_kept
from meetings.queries.notices import pending_notices
from portal.actors import Actor

Remark = dict[str, Any]


@dataclass
class Remarks:
    """What is to be said of rows, by their keys."""

    by_key: dict[str, list[Conflict]] = field(default_factory=dict)
    house: House | None = None
    """What the board has read of the house, for another board."""
    untold: dict[str, Announcement] = field(default_factory=dict)
    """What people have not been told of yet, by the key of its row."""
    reasons: dict[str, str] = field(default_factory=dict)
    """Why clashes were accepted, by the keys of their rows."""

    def of(self, key: str) -> list[Remark]:
        """In words, the clashes first, then why they stand; last, that nobody has been told of a change."""
        found = remarks_in_words(self.by_key.get(key, []))
        if key in self.reasons:
            clashes = sum(conflict.holds for conflict in self.by_key.get(key, []))
            found.insert(clashes, _reason_remark(self.reasons[key]))
        return [*found, untold_remark(self.untold[key])] if key in self.untold else found

    def beside(self, keys: Iterable[str]) -> set[str]:
        """The rows that share a conflict with those named."""
        return {other for key in keys for conflict in self.by_key.get(key, []) for other in conflict.keys}

    @property
    def count(self) -> int:
        return sum(1 for conflicts in self.by_key.values() if conflicts)


def remarks_on(actor: Actor, place: Place, rows: Iterable[EditableRow]) -> Remarks:
    """Of the rows given, as their draft has them; none of what was withdrawn."""
    contents = [row.content for row in rows if not row.is_withdrawn and not row.is_trace]
    if not contents:
        return Remarks()
    board = read_board(actor, place.schedule, contents)
    return as_kept(place, Remarks(board.conflicts(), board.house))


def as_kept(place: Place, remarks: Remarks) -> Remarks:
    """With what the record keeps beside the conflicts: reasons given for clashes, and what nobody was told of yet."""
    clashing = {key for key, conflicts in remarks.by_key.items() if any(each.holds for each in conflicts)}
    remarks.reasons = reasons_kept(place.schedule, clashing) if clashing else {}
    remarks.untold = pending_notices(place.schedule)
    return remarks


def _reason_remark(reason: str) -> Remark:
    return {"severity": "reason", "sentence": f"{_('Reason:')} {reason}", "about": "", "url": "", "keys": []}


def untold_remark(waiting: Announcement) -> Remark:
    """The mark of a change of which nobody has been told."""
    url = reverse("meetings:announcement", args=[waiting.pk])
    return {"severity": "warning", "sentence": _("Notice not sent."), "about": "", "url": url, "keys": []}


def remarks_of(actor: Actor, place: Place, content: Content, house: House | None = None) -> Remarks:
    """Of one row, saved or only typed; `house` where another board has read it already."""
    key = content["key"]
    board = read_board(actor, place.schedule, [dict(content)], house)
    return Remarks({key: board.conflicts_of(key)}, board.house)


def clashes_of(actor: Actor, place: Place, content: Content, before: Content | None = None) -> list[Remark]:
    """The clashes that a row would have and that it has not already: what holds a change back."""
    return clashes_in(remarks_of(actor, place, content), actor, place, content["key"], before=before)


def clashes_in(remarks: Remarks, actor: Actor, place: Place, key: str, *, before: Content | None) -> list[Remark]:
    """Those among the remarks; the row as it was is looked at only where there is any."""
    found = [conflict for conflict in remarks.by_key[key] if conflict.holds]
    if found and before is not None:
        found = newly(found, remarks_of(actor, place, before, house=remarks.house).by_key[key])
    return remarks_in_words(found)


def newly(found: Iterable[Conflict], old: Iterable[Conflict]) -> list[Conflict]:
    """Those that a row had not before."""
    known = {_with_whom(conflict) for conflict in old}
    return [conflict for conflict in found if _with_whom(conflict) not in known]


def _with_whom(conflict: Conflict) -> tuple[str, str, str]:
    """Two sentences may be the same of two meetings; their addresses tell them apart."""
    return conflict.code, conflict.sentence, conflict.url


def remarks_in_words(conflicts: Iterable[Conflict]) -> list[Remark]:
    """For the page: the sentence, how grave it is, what it is about, who else it concerns."""
    about = {About.ROOM: _("Room"), About.OFFICER: _("Officers")}
    return [
        {
            "severity": str(conflict.severity),
            "sentence": conflict.sentence,
            "about": about.get(conflict.about, ""),
            "url": conflict.url,
            "keys": list(conflict.keys[1:]),
        }
        for conflict in conflicts
    ]
