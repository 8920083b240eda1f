"""A row of the editor in words, from its record."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from meetings.drafts.rows import EditableRow
from meetings.enums import OFF, Certainty, EntryKind, EntryStatus, MeetingKind, MeetingMode
from meetings.pages.differences import HOW
from meetings.pages.editor.content import Content, room_of, slots_of, span_of, texts
from meetings.pages.editor.lines import lines_of
from meetings.pages.editor.place import Place
from meetings.queries.named import Named
from portal.lib.dates import Precision, Span, format_date, format_hours, format_span, weekday_name
from portal.lib.typed import Slot


def row_view(row: EditableRow, place: Place, named: Named, remarks: Iterable[dict[str, Any]] = ()) -> dict[str, Any]:
    """One row for templates/meetings/editor/row.html."""
    content, language = row.content, place.language
    marks = [mark for mark in remarks if mark["severity"] != "reason" or not row.reason]  # that one has its cell
    when = when_view(content, named, language)
    earlier = when_view(row.live, named, language) if row.live and row.change == "change" else {}
    return {
        "key": row.key,
        "kind": row.kind,
        "version": row.version,
        "url": place.url("editor_row", row.key),
        "order": order_of(content, row.position),
        "name": name_of(row, language),
        "change": row.change,
        "change_label": change_label(row),
        "pending": row.pending,
        "reason": texts(row.reason),
        "trace": row.is_trace,
        "withdrawn": row.is_withdrawn,
        "when": when,
        "was": {part: earlier[part] for part in ("date", "hours", "room") if earlier and earlier[part] != when[part]},
        "kind_label": _capital(EntryKind(row.kind).label) if row.kind in EntryKind.values else "",
        "about": about_of(content, named, language),
        "lines": lines_of(content, place, named),
        "may_have_lines": row.kind == EntryKind.MEETING,
        "status": status_of(content),
        "off": content.get("status") in OFF,
        "remarks": marks,
        "beside": " ".join(sorted({other for mark in marks for other in mark["keys"]})),
    }


def name_of(row: EditableRow, language: str) -> str:
    """What a row is called in a sentence: its date, and the day's kind where there is none."""
    span = span_of(row.content)
    label = EntryKind(row.kind).label if row.kind in EntryKind.values else row.key
    return f"{label}, {format_span(span, language)}" if span else str(label)


def order_of(content: Content, position: int | None) -> str:
    """Sorts as text: by date, undated rows last."""
    return f"{content.get('start') or '9999'}|{position if position is not None else 99999:05d}"


def change_label(row: EditableRow) -> str:
    """What is proposed for a row, in a word."""
    if row.change == "add":
        return str(HOW["added"])
    if row.is_withdrawn:
        return str(HOW["withdrawn"])
    if row.change != "change":
        return _("changed at once") if row.pending else ""
    if any(path in ("start", "end") for path in row.changed):
        return str(HOW["moved"])
    return str(HOW["changed"])


def when_view(content: Content | None, named: Named, language: str) -> dict[str, Any]:
    """Date, hours and room, each in words."""
    content = content or {}
    span = span_of(content)
    slots = slots_of(content, {key: room.name.pick(language).text for key, room in named.rooms.items()})
    return {
        "date": date_words(span, language) or _("No date"),
        "iso": str(span) if span else "",
        "undated": span is None,
        "hours": _hours(content, slots, span, language),
        "room": _room(content, slots, named, language),
    }


def date_words(span: Span | None, language: str) -> str:
    """`Tue 26 March 2013`; a span or a part of the year without weekdays."""
    if span is None:
        return ""
    if span.precision is Precision.DAY and span.end is None:
        return f"{weekday_name(span.first, language, short=True)} {format_date(span.first, language)}"
    words = format_span(span, language)
    return words[:1].upper() + words[1:]


def _hours(content: Content, slots: list[Slot], span: Span | None, language: str) -> list[str]:
    several = len({slot.on for slot in slots}) > 1
    rooms = len({slot.room for slot in slots}) > 1
    printed = []
    for slot in slots:
        hours = format_hours(slot.start, slot.end, language)
        if several and slot.on:
            hours = f"{format_date(slot.on, language, year=False)}, {hours}"
        printed.append(f"{hours} · {slot.room}" if rooms and slot.room else hours)
    return printed


def _room(content: Content, slots: list[Slot], named: Named, language: str) -> str:
    key = room_of(content)
    if key:
        return named.rooms[key].name.pick(language).text if key in named.rooms else key
    rooms = {slot.room for slot in slots if slot.room}
    if len(rooms) == 1:
        return next(iter(rooms))
    return texts((content.get("meeting") or {}).get("place")).pick(language).text


def about_of(content: Content, named: Named, language: str) -> list[str]:
    """Kind of meeting, mode, conveners: what stands small under the kind."""
    meeting = content.get("meeting")
    if not meeting:
        return []
    facts = []
    kind = meeting.get("kind") or MeetingKind.REGULAR
    if kind != MeetingKind.REGULAR:
        facts.append(_capital(MeetingKind(kind).label))
    if meeting.get("mode"):
        facts.append(str(MeetingMode(meeting["mode"]).label))
    if meeting.get("closed"):
        facts.append(pgettext("meeting", "closed"))
    names = [_body(named, slug, language) for slug in meeting.get("conveners") or []]
    if names:
        facts.append(_("convened by %(bodies)s") % {"bodies": ", ".join(names)})
    return facts


def _body(named: Named, slug: str, language: str) -> str:
    body = named.bodies.get(slug)
    if body is None:
        return slug
    return body.acronym or (body.short_name or body.name).pick(language).text


def status_of(content: Content) -> dict[str, str]:
    """The word for the status; nothing for a plain scheduled row."""
    code = content.get("status") or EntryStatus.SCHEDULED
    if code != EntryStatus.SCHEDULED:
        return {"code": code, "label": str(EntryStatus(code).label)}
    certainty = content.get("certainty") or Certainty.CONFIRMED
    if certainty != Certainty.CONFIRMED:
        return {"code": certainty, "label": str(Certainty(certainty).label)}
    return {"code": "", "label": ""}


def _capital(words: Any) -> str:
    text = str(words)
    return text[:1].upper() + text[1:]
