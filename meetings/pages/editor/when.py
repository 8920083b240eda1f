"""The cell of dates, hours and room: as it opens, as it is understood, and what it changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from groups.models import Term
from meetings.models import Room
from meetings.pages.editor.content import Content, dates_json, room_of, slots_of, span_of, texts
from meetings.pages.editor.rooms import UnknownRoomError, find_room, quoted
from portal.fields import year_words
from portal.lib.dates import FIRST_YEAR, LAST_YEAR, ImpreciseDate, Precision, Span, is_within_years
from portal.lib.typed import NotUnderstoodError, Setting, Slot, Typed, read_cell, write_cell

Rooms = Mapping[str, Room]
MEETING = "meeting"


class NotTakenError(ValueError):
    """What was typed cannot be taken; its text says what was expected."""


@dataclass(frozen=True)
class Understood:
    """A cell as it will stand: `changes` for the operation, `content` for showing it, `remarks` on the reading."""

    content: dict[str, Any]
    changes: dict[str, Any]
    kind: str = ""
    remarks: list[str] = field(default_factory=list)


def setting_of(term: Term, language: str, near: dt.date | None) -> Setting:
    """What settles the year and the order of day and month."""
    first = ImpreciseDate(term.began, Precision(term.began_precision)).first if term.began else None
    last = ImpreciseDate(term.ended, Precision(term.ended_precision)).last if term.ended else None
    return Setting(language, near or first or dt.date(2000, 1, 1), first, last)


def opening_text(content: Content, rooms: Rooms, language: str) -> str:
    """What stands in the field when the cell is opened; it reads back as itself."""
    names = {key: room.name.pick(language).text for key, room in rooms.items()}
    common = room_of(content)
    slots = slots_of(content, {} if common else names)
    place = texts((content.get("meeting") or {}).get("place")).pick(language).text
    return write_cell(span_of(content), slots, names.get(common, "") or (f'"{place}"' if place else ""), language)


def understand(text: str, content: Content, rooms: Rooms, setting: Setting) -> Understood:
    """What a text typed into a row's cell makes of the row; NotTakenError where that cannot be told."""
    cell = _read(text, setting)
    kind = cell.kind or content.get("kind") or ""
    if kind != MEETING and (cell.room or any(slot.room for slot in cell.slots)):
        raise NotTakenError(
            _("Only a meeting has a room: “%(words)s” is neither a date nor an hour.")
            % {"words": cell.room or next(slot.room for slot in cell.slots if slot.room)}
        )
    current = span_of(content)
    span = None if cell.undated else cell.span or current
    _check_years(cell)
    changes = _dates(content, current, span)
    kept = span != current or not text.strip().startswith(write_cell(current, [], "", setting.language) or "\0")
    if kind == MEETING:
        changes["meeting"] = _meeting(cell, content, rooms, setting.language, current, span, kept=kept)
    elif kind == "deadline":
        changes["deadline"] = _deadline(cell, content, current, span, kept=kept)
    elif cell.slots:
        raise NotTakenError(_("Hours belong to meetings and deadlines. Expected dates alone."))
    shown = {**content, **changes, "kind": kind}
    for part in ("meeting", "deadline"):
        if part in changes:
            shown[part] = {**(content.get(part) or {}), **changes[part]}
    remarks = [*_remarks(cell, span, setting), *_lost(content, shown)]
    return Understood(shown, changes, cell.kind, remarks)


def _read(text: str, setting: Setting) -> Typed:
    try:
        return read_cell(text, setting)
    except NotUnderstoodError as refusal:
        raise NotTakenError(_sentence(refusal)) from refusal


def _check_years(cell: Typed) -> None:
    """A year with a digit too many or too few is told at once."""
    for day in (cell.span.first, cell.span.last) if cell.span else ():
        if not is_within_years(day):
            raise NotTakenError(year_words(day))


def _sentence(refusal: NotUnderstoodError) -> str:
    part = {"part": refusal.part}
    if refusal.code == "hours" and refusal.part.isdecimal() and len(refusal.part) > len("12"):
        facts = {**part, "first": FIRST_YEAR, "last": LAST_YEAR}
        return _("“%(part)s” is neither a year from %(first)s to %(last)s nor a stretch of hours.") % facts
    if refusal.code == "hours":
        return _("“%(part)s” is no stretch of hours. Expected hours such as 10-1, 2:30-5:30 or 14:30-17:30.") % part
    if refusal.code == "order":
        return _("“%(part)s” ends before it begins.") % part
    if refusal.code == "several":
        return _("“%(part)s” names several dates or rooms without hours for each of them.") % part
    return _("“%(part)s” is no date. Expected a date such as 26 March, 3/26, 9-30 October or Q4 2020.") % part


def _dates(content: Content, current: Span | None, span: Span | None) -> dict[str, Any]:
    """New dates; the wording printed for the old ones goes with them."""
    if span == current:
        return {}
    stale = {"wording": {}, "year_inferred": False, "weekday_printed": None}
    return {**dates_json(span), **{name: value for name, value in stale.items() if content.get(name)}}


def _meeting(
    cell: Typed,
    content: Content,
    rooms: Rooms,
    language: str,
    current: Span | None,
    span: Span | None,
    *,
    kept: bool,
) -> dict[str, Any]:
    """What is not typed is kept, unless it was taken out of the text that the cell had opened with."""
    meeting = dict(content.get("meeting") or {})
    room = room_of(content)
    sittings = [dict(sitting) for sitting in meeting.get("sittings") or []]
    place: dict[str, Any] | None = None
    words = quoted(cell.room)
    if words:
        room, place = "", {**(meeting.get("place") or {}), language: words}
    elif cell.room:
        room, place = _room(cell.room, rooms, language), {}
    elif not kept and not any(slot.room for slot in cell.slots):
        room, place = "", {}
    if cell.slots:
        sittings = [_sitting(slot, span, rooms, language) for slot in cell.slots]
    elif cell.undated or not kept:
        sittings = []
    elif current and span:
        sittings = [_shifted(sitting, span.first - current.first) for sitting in sittings]
    several = any(sitting.get("room") for sitting in sittings) and bool(cell.slots) and not cell.room
    if cell.room or not several:
        for sitting in sittings:
            sitting.pop("room", None)
    else:
        room = ""
    changes: dict[str, Any] = {"room": room or None, "sittings": sittings}
    if place is not None and place != (meeting.get("place") or {}):
        changes["place"] = place
    return changes


def _room(typed: str, rooms: Rooms, language: str) -> str:
    try:
        return find_room(typed, rooms, language)
    except UnknownRoomError as refusal:
        sentence = (
            _("“%(room)s” may be %(choices)s.")
            if refusal.ambiguous
            else _("“%(room)s” is no room of the house: %(choices)s. A place outside of it goes in quotation marks.")
        )
        raise NotTakenError(sentence % {"room": typed, "choices": ", ".join(refusal.choices)}) from refusal


def _sitting(slot: Slot, span: Span | None, rooms: Rooms, language: str) -> dict[str, Any]:
    if slot.on is None and span is None:
        raise NotTakenError(_("Hours need a date. Expected a date such as 26 March before them."))
    if slot.on is None and span is not None and span.precision != "day":
        raise NotTakenError(_("Hours need a date known to the day."))
    sitting: dict[str, Any] = {"on": (slot.on or span.first).isoformat(), "start": _clock(slot.start)}  # type: ignore[union-attr]
    if slot.end is not None:
        sitting["end"] = _clock(slot.end)
    if slot.room:
        sitting["room"] = _room(slot.room, rooms, language)
    return sitting


def _clock(hour: dt.time) -> str:
    return hour.isoformat("minutes")


def _shifted(sitting: dict[str, Any], by: dt.timedelta) -> dict[str, Any]:
    return {**sitting, "on": (dt.date.fromisoformat(sitting["on"]) + by).isoformat()}


def _deadline(cell: Typed, content: Content, current: Span | None, span: Span | None, *, kept: bool) -> dict[str, Any]:
    held = content.get("deadline") or {}
    changes: dict[str, Any] = {}
    if cell.slots:
        last = cell.slots[-1]
        changes["at"] = _clock(last.end if last.end is not None else last.start)
    elif not kept and held.get("at"):
        changes["at"] = None
    if span != current and held.get("wording"):
        changes["wording"] = {}
    return changes


def _remarks(cell: Typed, span: Span | None, setting: Setting) -> list[str]:
    remarks = []
    if cell.weekday_differs and span is not None:
        remarks.append(_("The weekday typed is not that of the date."))
    if span is not None and not (setting.contains(span.first) and setting.contains(span.last)):
        remarks.append(_("This is outside the term."))
    if cell.year_inferred and span is not None:
        remarks.append(_("The year was not typed: %(year)s.") % {"year": span.first.year})
    return remarks


def _lost(content: Content, shown: Content) -> list[str]:
    """What the row had and would have no more."""
    lost = []
    if _has_place(content) and not _has_place(shown):
        lost.append(_("It would have no room any more."))
    if slots_of(content, {}) and not slots_of(shown, {}):
        lost.append(_("It would have no hours any more."))
    return lost


def _has_place(content: Content) -> bool:
    meeting = content.get("meeting") or {}
    sittings = meeting.get("sittings") or []
    return bool(meeting.get("room") or meeting.get("place") or any(sitting.get("room") for sitting in sittings))
