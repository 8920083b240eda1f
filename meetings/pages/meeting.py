"""A meeting's page in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from groups.models import Body
from groups.pages.dates import page_language
from meetings.deadlines.words import held_words, worded
from meetings.enums import TAKEN_PLACE, AttendanceKind, Certainty
from meetings.feeds.words import language_names
from meetings.models import AgendaItem, Attendance, Entry, Meeting
from meetings.pages.agenda import agenda, outcome_row
from meetings.pages.changes import change_words
from meetings.pages.hours import Reader, in_several_rooms, reader_hours, venue_city, venue_hours, zone_label
from meetings.pages.rows import citation_row, date_text, heading, is_dated, no_date, place_of, sole_matter
from portal.lib.dates import Precision, Span, format_date, format_span
from portal.lib.multilingual import Multilingual, Text
from portal.lib.punctuation import parted
from portal.templatetags.plenary import text

Beside = tuple[Entry | None, Entry | None]


def meeting_page(entry: Entry, reader: Reader, beside: Beside, *, attends: bool) -> dict[str, Any]:
    """The context of templates/meetings/meeting.html but for the header; `attends`: who may know how to join."""
    meeting = entry.meeting
    title, matter = heading(entry, meeting, reader.language)
    items = agenda(meeting, reader, whole=True, numbered=sole_matter(meeting) is None)
    if sole := sole_matter(meeting):
        items, matter = _once(items, sole, title, matter)
    return {
        "entry": entry,
        "meeting": meeting,
        "heading": title,
        "matter": matter,
        "introduction": meeting.introduction,
        "card": card(entry, meeting, reader, attends=attends),
        "event_url": _event_url(entry),
        "agenda": items,
        "matter_said": bool(matter or entry.text or sole),
        "no_agenda": _no_agenda(entry),
        "citations": [citation_row(citation) for citation in entry.citations.all()],
        "facts": _facts(entry, meeting, reader),
        "outcomes": [outcome_row(outcome) for outcome in meeting.outcomes.all() if outcome.item_id is None],
        "deadlines": _deadlines(entry, reader),
        "guests": [
            {"label": label, "rows": rows}
            for label, kind in (
                (_("Invited"), AttendanceKind.INVITED),
                (_("Presenters"), AttendanceKind.PRESENTER),
            )
            if (rows := _guests(meeting, kind))
        ],
        **_neighbours(entry, beside, reader),
    }


def _once(items: list[dict[str, Any]], sole: AgendaItem, title: Any, matter: Any) -> tuple[list[dict[str, Any]], Any]:
    """An agenda of one paragraph is said once: as the heading, else as the item."""
    if matter == sole.text:
        return items, ""
    if title != sole.text:
        return items, matter
    item = items[0] | {"title": ""}
    told = any(item[part] for part in ("note", "status", "papers", "mandates", "outcomes", "items"))
    return ([item] if told else []), matter


def _no_agenda(entry: Entry) -> str:
    return _("No agenda is recorded.") if entry.status in TAKEN_PLACE else _("No agenda has been issued yet.")


def card(entry: Entry, meeting: Meeting, reader: Reader, *, attends: bool) -> dict[str, Any]:
    """The meeting for components/next_meeting.html: its day, hours in the venue and for the reader, room, status."""
    city = venue_city(entry, reader.language)
    kind = meeting.get_kind_display()
    return {
        "date": _long_date(entry, reader.language) or no_date(entry),
        "hours": venue_hours(meeting, reader),
        "zone": zone_label(entry, reader, city),
        "reader": reader_hours(meeting, reader, city),
        "room": "" if in_several_rooms(meeting) and meeting.room is None else place_of(meeting),
        "mode": meeting.get_mode_display() if meeting.mode else "",
        "join_url": meeting.join_url if attends else "",
        "url": "",
        "title": "",
        "status": entry.status,
        "status_label": entry.get_status_display(),
        "certainty": "" if entry.certainty == Certainty.CONFIRMED else entry.certainty,
        "certainty_label": _date_is(entry),
        "change": change_words(entry),
        "kind": kind[:1].upper() + kind[1:],
        "actions": [],
    }


def _date_is(entry: Entry) -> str:
    return {
        Certainty.RESERVED: _("the date is reserved"),
        Certainty.INDICATIVE: _("the date is indicative"),
    }.get(Certainty(entry.certainty), "")


def _event_url(entry: Entry) -> str:
    """Where the meeting is downloaded for one's own calendar; empty where it has no day."""
    if not is_dated(entry):
        return ""
    term = entry.schedule.term
    return reverse("meetings:feed_row", args=[term.body.slug, term.label, entry.key])


def _long_date(entry: Entry, language: str) -> str:
    """With the weekday where the day is known."""
    if entry.start is None or entry.end is None:
        return ""
    text = format_span(Span(entry.start, entry.end, Precision(entry.precision)), language, weekday=True)
    return text[:1].upper() + text[1:]


def _facts(entry: Entry, meeting: Meeting, reader: Reader) -> list[dict[str, Any]]:
    kind = meeting.get_kind_display()
    facts: list[dict[str, Any]] = [
        {"label": _("Kind"), "value": kind[:1].upper() + kind[1:]},
        {"label": _("Number"), "value": meeting.number},
        {"label": _("Meetings it stands for"), "value": meeting.stands_for if meeting.stands_for > 1 else ""},
        {"label": _("Convened by"), "value": _names(meeting.conveners.all())},
        {"label": _("Joint with"), "value": _names(meeting.joint_with.all())},
        {"label": _("Organized by"), "value": meeting.organizer},
        {"label": _("Rapporteur"), "value": str(meeting.rapporteur) if meeting.rapporteur else ""},
        {"label": _("Capacity"), "value": meeting.rapporteur.capacity if meeting.rapporteur else ""},
        {"label": _("Attendance"), "value": meeting.attendance or meeting.attendance_count},
        {"label": _("Present"), "value": _present(meeting)},
        {"label": _("Interpretation"), "value": capfirst(language_names(meeting.interpretation, reader.language))},
        {"label": _("Date as printed"), "value": entry.wording},
        {"label": _("Record"), "value": meeting.record},
    ]
    return [fact for fact in facts if fact["value"]]


def _names(bodies: Iterable[Body]) -> SafeString:
    """Names of bodies, each in its language and leading to its page."""
    named = ((body.get_absolute_url(), text(body.name)) for body in bodies)
    return format_html_join(parted(page_language()), '<a href="{}">{}</a>', named)


def _present(meeting: Meeting) -> SafeString:
    present = [row for row in meeting.attendances.all() if row.kind == AttendanceKind.PRESENT]
    return format_html_join(", ", "{}{}", ((text(row.delegation.name), _office(row)) for row in present))


def _office(row: Attendance) -> SafeString | str:
    return format_html(" ({})", text(row.represented_by)) if row.represented_by else ""


def _guests(meeting: Meeting, kind: AttendanceKind) -> list[dict[str, Any]]:
    return [
        {
            "name": row.delegation.name,
            "acronym": row.delegation.acronym,
            "by": row.represented_by,
        }
        for row in meeting.attendances.all()
        if row.kind == kind
    ]


def _deadlines(entry: Entry, reader: Reader) -> list[dict[str, Any]]:
    """What is due before or after this meeting, and what its items set."""
    anchored = [deadline.entry for deadline in entry.anchored_deadlines.all() if deadline.entry]
    set_here = [item.deadline for item in entry.meeting.items.all() if item.deadline]
    rows = []
    for due in dict.fromkeys([*set_here, *anchored]):
        deadline = getattr(due, "deadline", None)
        when: str | Multilingual | Text = format_date(due.start, reader.language) if due.start else ""
        rows.append(
            {
                "when": when or (deadline.wording if deadline else ""),
                "text": due.text,
                "worded": worded(deadline) if deadline and when else "",
                "url": reverse("meetings:deadline", args=[deadline.pk]) if deadline else _anchor(entry, due),
                "counted": held_words(deadline, reader.language) if deadline and not deadline.wording else "",
            }
        )
    return rows


def _anchor(entry: Entry, due: Entry) -> str:
    term = entry.schedule.term
    return f"{reverse('meetings:schedule', args=[term.body.slug, term.label])}#{due.key}"


def _neighbours(entry: Entry, beside: Beside, reader: Reader) -> dict[str, Any]:
    term = entry.schedule.term
    address = reverse("meetings:schedule", args=[term.body.slug, term.label])
    before, after = (
        {"url": other.meeting.get_absolute_url(), "label": date_text(other, reader.language) or no_date(other)}
        if other
        else None
        for other in beside
    )
    whole = {"url": f"{address}#{entry.key}", "label": _("Whole schedule")}
    return {"previous": before, "next": after, "whole": whole}
