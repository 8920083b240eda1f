"""Changes of a row of a schedule, line by line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from groups.changes.facts import Says, Step
from groups.models import Body
from meetings.enums import Certainty, EntryKind, EntryStatus, MeetingMode
from meetings.pages.news.lines import Line, Names, Value, hours, joined, label_of, own_hours, span, zone_of

QUIET = ("zone", "wording", "status_note", "due_wording")
"""Told beside other parts, or with them."""


def row_lines(step: Step, body: Body, live: Any, names: Names) -> list[Line]:
    """What differs, each part with its old and new value; a row that is new is told in one line."""
    if step.old is None:
        return [Line(_("New"), "", _summary(step.new or {}, body, live, names))]
    if step.new is None:
        return [Line(_("Removed"), _summary(step.old, body, live, names), "")]
    lines = []
    for part, words in _PARTS.items():
        if part in step.new and part != "hours":
            lines += words(part, step.old, step.new, names)
        elif part == "hours" and part in step.new:
            lines.append(_hours(step.old, step.new, body, live, names))
    return lines + _note(step.new, names)


def _hours(old: Says, new: Says, body: Body, live: Any, names: Names) -> Line:
    """The venue's hours, and the reader's own beside each, on the day that each was on."""
    zone, reader = zone_of(body, live, new), names.reader
    now = live.start.isoformat() if live is not None and live.start else None
    was_on, is_on = (_first(old) or now), (_first(new) or now)
    return Line(
        _("Hours"),
        hours(old["hours"], reader) or _("no hour"),
        hours(new["hours"], reader) or _("no hour"),
        own_hours(old["hours"], was_on, zone, reader),
        own_hours(new["hours"], is_on, zone, reader),
    )


def _first(says: Says) -> str | None:
    date = says.get("date")
    return date[0] if date else None


def _date(part: str, old: Says, new: Says, names: Names) -> list[Line]:
    return [Line(_("Date"), span(old[part], names.reader), span(new[part], names.reader))]


def _room(part: str, old: Says, new: Says, names: Names) -> list[Line]:
    none = _("no room")
    return [Line(_("Room"), _rooms(old[part], names) or none, _rooms(new[part], names) or none)]


def _rooms(keys: list[str], names: Names) -> Value:
    return joined([names.room(key) for key in keys])


def _status(part: str, old: Says, new: Says, names: Names) -> list[Line]:
    return [Line(_("Status"), _state(old[part]), _state(new[part]))]


def _state(value: str) -> str:
    return _("withdrawn") if value == "withdrawn" else label_of(EntryStatus, value)


def _closed(part: str, old: Says, new: Says, names: Names) -> list[Line]:
    words = {True: _("closed to the public"), False: _("open to the public")}
    return [Line(_("Access"), words[bool(old[part])], words[bool(new[part])])]


def _due(part: str, old: Says, new: Says, names: Names) -> list[Line]:
    was, now = (hours([[None, says[part], None]], names.reader) if says[part] else _("no hour") for says in (old, new))
    return [Line(_("Hour"), was, now)]


def _basis(part: str, old: Says, new: Says, names: Names) -> list[Line]:
    none = _("none")
    return [Line(_("Mandates cited"), ", ".join(old[part]) or none, ", ".join(new[part]) or none)]


def _choice(label: Callable[[], str], choices: Any) -> Callable[..., list[Line]]:
    def lines(part: str, old: Says, new: Says, names: Names) -> list[Line]:
        return [Line(label(), label_of(choices, old[part]), label_of(choices, new[part]))]

    return lines


def _words(label: Callable[[], str]) -> Callable[..., list[Line]]:
    def lines(part: str, old: Says, new: Says, names: Names) -> list[Line]:
        return [Line(label(), names.text(old[part]), names.text(new[part]))]

    return lines


def _note(new: Says, names: Names) -> list[Line]:
    note = names.text(new.get("status_note"))
    return [Line(_("Note"), "", note)] if note else []


_PARTS: Mapping[str, Callable[..., list[Line]]] = {
    "date": _date,
    "hours": _date,
    "rooms": _room,
    "place": _words(lambda: _("Place")),
    "mode": _choice(lambda: _("Mode"), MeetingMode),
    "status": _status,
    "certainty": _choice(lambda: _("Certainty"), Certainty),
    "closed": _closed,
    "kind": _choice(lambda: _("Kind"), EntryKind),
    "matter": _words(lambda: _("Matter")),
    "actor": _words(lambda: _("Who acts")),
    "due": _due,
    "due_wording": _words(lambda: _("Due")),
    "addressees": _words(lambda: _("Who owes it")),
    "basis": _basis,
    "wording": _words(lambda: _("Date in words")),
}


def _summary(says: Says, body: Body, live: Any, names: Names) -> Value:
    """A row in one line: its date, hours and place."""
    date = span(says["date"], names.reader) if says.get("date") else ""
    clock = hours(says.get("hours") or [], names.reader)
    place = _rooms(says.get("rooms") or [], names) or names.text(says.get("place"))
    return ", ".join(str(part) for part in (date, clock, place) if part)
