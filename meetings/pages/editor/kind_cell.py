"""The cell of a row's kind and status, and that of why a change to it is proposed."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from meetings.enums import Certainty, EntryKind, EntryStatus, MeetingKind, MeetingMode
from meetings.pages.editor.cell import Cell, Context, translated
from meetings.pages.editor.content import texts
from meetings.pages.editor.when import NotTakenError
from meetings.queries.choices import bodies_to_choose

PLANNED = (EntryStatus.SCHEDULED, EntryStatus.TENTATIVE)
OF_OTHER_ROWS = (*PLANNED, EntryStatus.POSTPONED, EntryStatus.CANCELLED)


def kind_context(cell: Cell, typed: QueryDict | None) -> Context:
    """What the form of kind, mode, status and conveners shows."""
    meeting = cell.content.get("meeting") or {}
    chosen = typed.getlist("conveners") if typed is not None else meeting.get("conveners") or []
    given = typed if typed is not None else {}
    bodies = bodies_to_choose(cell.actor, cell.place.schedule, chosen)
    return {
        "kinds": [(code, label[:1].upper() + label[1:]) for code, label in _labels(EntryKind)],
        "kind": given.get("kind") or cell.row.kind,
        "meeting_kinds": _labels(MeetingKind),
        "meeting_kind": given.get("meeting_kind") or meeting.get("kind") or MeetingKind.REGULAR,
        "modes": _labels(MeetingMode),
        "mode": given.get("mode") or meeting.get("mode") or "",
        "statuses": _statuses(cell),
        "status": given.get("status") or cell.content.get("status") or EntryStatus.SCHEDULED,
        "certainties": _labels(Certainty),
        "certainty": given.get("certainty") or cell.content.get("certainty") or Certainty.CONFIRMED,
        "takes_note": cell.row.kind != EntryKind.MEETING,
        "note": given.get("note", _note_of(cell)),
        "bodies": [
            {
                "value": body.slug,
                "label": body.acronym or body.name.pick(cell.place.language).text,
                "chosen": body.slug in chosen,
            }
            for body in bodies
        ],
    }


def _statuses(cell: Cell) -> list[tuple[str, str]]:
    """What a row may be said to be here; acts on meetings, of which people must know, have their own page."""
    now = EntryStatus(cell.content.get("status") or EntryStatus.SCHEDULED)
    if cell.row.kind != EntryKind.MEETING:
        return [(str(code), str(code.label)) for code in dict.fromkeys((*OF_OTHER_ROWS, now))]
    return [(str(code), str(code.label)) for code in PLANNED] if now in PLANNED else []


def _note_of(cell: Cell) -> str:
    return texts(cell.content.get("status_note")).get(cell.place.language, "")


def _labels(choices: Any) -> list[tuple[str, str]]:
    return [(str(code), str(label)) for code, label in choices.choices]


def kind_changes(cell: Cell, data: QueryDict) -> dict[str, Any]:
    """What the form changes; a kind that there is not is NotTakenError."""
    kind = data.get("kind", "")
    if kind not in EntryKind.values:
        raise NotTakenError(_("Expected a kind of row, got “%(kind)s”.") % {"kind": kind})
    changes: dict[str, Any] = {} if kind == cell.row.kind else {"kind": kind}
    changes |= _status_changes(cell, data)
    if kind != EntryKind.MEETING or cell.row.kind != EntryKind.MEETING:
        return changes
    meeting = cell.content.get("meeting") or {}
    held = (
        meeting.get("kind") or str(MeetingKind.REGULAR),
        meeting.get("mode") or "",
        sorted(meeting.get("conveners") or []),
    )
    wanted = (data.get("meeting_kind", ""), data.get("mode", ""), sorted(data.getlist("conveners")))
    names = ("kind", "mode", "conveners")
    changed = {name: new for name, old, new in zip(names, held, wanted, strict=True) if old != new}
    return {**changes, "meeting": changed} if changed else changes


def _status_changes(cell: Cell, data: QueryDict) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    for name, usual, allowed in (
        ("status", EntryStatus.SCHEDULED, dict(_statuses(cell))),
        ("certainty", Certainty.CONFIRMED, dict(_labels(Certainty))),
    ):
        wanted = data.get(name, "")
        if wanted in allowed and wanted != (cell.content.get(name) or str(usual)):
            changes[name] = wanted
    if "note" in data and cell.row.kind != EntryKind.MEETING:
        value = translated(cell.content.get("status_note"), cell.place.language, " ".join(data.get("note", "").split()))
        if value != dict(texts(cell.content.get("status_note"))):
            changes["status_note"] = value
    return changes


# --- why a change is proposed -------------------------------------------------
def reason_context(cell: Cell, typed: QueryDict | None) -> Context:
    """The reason in the language of the page."""
    value = typed.get("text", "") if typed is not None else texts(cell.row.reason).get(cell.place.language, "")
    shown = texts(cell.row.reason).pick(cell.place.language)
    foreign = bool(shown.text) and shown.language != cell.place.language
    return {
        "value": value,
        "language": cell.place.language,
        "label": _("Why it is proposed"),
        "original": shown.text if foreign else "",
        "original_language": shown.language,
    }


def reason_changes(cell: Cell, data: QueryDict) -> dict[str, Any]:
    """The reason in its languages, where it is another one."""
    value = translated(cell.row.reason, cell.place.language, " ".join(data.get("text", "").split()))
    return {} if value == cell.row.reason else {"reason": value}
