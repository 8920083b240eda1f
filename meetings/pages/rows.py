"""Entries as rows of the schedule, grouped by month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from meetings.deadlines.words import held_words, told_text, worded
from meetings.drafts.frozen import Former
from meetings.enums import TAKEN_PLACE, Certainty, EntryKind, EntryStatus
from meetings.models import AgendaItem, Citation, Deadline, Entry, Meeting
from meetings.pages.agenda import agenda, paper_row
from meetings.pages.changes import change_words
from meetings.pages.hours import Reader, deadline_hours, reader_hours, venue_city, venue_hours
from portal.lib.dates import ImpreciseDate, Precision, Span, format_date, format_span
from portal.lib.multilingual import Multilingual, Text

# A matter longer than this reads badly as a heading: the kind of the meeting heads the row and the matter follows.
HEADING_LIMIT = 120


def months(
    entries: Iterable[Entry], reader: Reader, *, anchored: bool = True, former: Mapping[str, Former] | None = None
) -> list[dict[str, Any]]:
    """Entries as groups for components/schedule.html: one a month, one for what is known less exactly.

    `former` are rows, by key, as they were before their last change.
    """
    before = former or {}
    groups = [(key, list(group)) for key, group in groupby(entries, key=_group)]
    return [
        {
            "label": no_date(group[0]) if group[0].start is None else _group_label(key, reader.language),
            "anchor": key if anchored else "",
            "rows": [row(entry, reader, before.get(entry.key)) for entry in group],
        }
        for key, group in groups
    ]


def _group(entry: Entry) -> str:
    if entry.start is None:
        return "undated-held" if entry.status in TAKEN_PLACE else "undated"
    if entry.precision in (Precision.DAY, Precision.MONTH):
        return f"{entry.start:%Y-%m}"
    return str(ImpreciseDate(entry.start, Precision(entry.precision)))


def _group_label(key: str, language: str) -> str:
    year, _dash, part = key.partition("-")
    first = {"Q": 3, "H": 6}
    if not part:
        return year
    if part[0] in first:
        months_before = (int(part[1]) - 1) * first[part[0]]
        precision = Precision.QUARTER if part[0] == "Q" else Precision.HALF
    else:
        months_before, precision = int(part) - 1, Precision.MONTH
    label = format_date(ImpreciseDate(dt.date(int(year), months_before + 1, 1), precision), language)
    return label[:1].upper() + label[1:]


def row(entry: Entry, reader: Reader, former: Former | None = None) -> dict[str, Any]:
    """One entry for components/entry.html; `former` is the row as it was before its last change."""
    meeting: Meeting | None = getattr(entry, "meeting", None)
    about = _meeting_facts(entry, meeting, reader) if meeting else _other_facts(entry, reader)
    status = entry.status if entry.status != EntryStatus.SCHEDULED else ""
    return {
        "key": entry.key,
        "kind": entry.kind,
        "kind_label": entry.get_kind_display().capitalize(),
        "start": entry.start,
        "end": entry.end,
        "precision": entry.precision or "day",
        "off": entry.is_off,
        "status": status or _uncertain(entry),
        "status_label": entry.get_status_display() if status else _certainty_label(entry),
        "printed": "",
        "date_text": date_text(entry, reader.language),
        "no_date": no_date(entry),
        "change": change_words(entry, former, reader.language),
        "mandates": [citation_row(citation) for citation in entry.citations.all()],
        "papers": [],
        **about,
    }


def _uncertain(entry: Entry) -> str:
    return "" if entry.certainty == Certainty.CONFIRMED else entry.certainty


def _certainty_label(entry: Entry) -> str:
    return "" if entry.certainty == Certainty.CONFIRMED else entry.get_certainty_display()


def date_text(entry: Entry, language: str) -> str:
    """The date in words, with its year; empty where none is assigned."""
    if entry.start is None or entry.end is None:
        return ""
    return format_span(Span(entry.start, entry.end, Precision(entry.precision)), language)


def is_dated(entry: Entry) -> bool:
    """Whether the row has a day, and so a place in a calendar."""
    return entry.start is not None and entry.precision == Precision.DAY


def no_date(entry: Entry) -> str:
    """What stands for the date where there is none: what has been had one, which the source does not give."""
    return _("Date not stated") if entry.status in TAKEN_PLACE else _("Date not assigned")


def _meeting_facts(entry: Entry, meeting: Meeting, reader: Reader) -> dict[str, Any]:
    city = venue_city(entry, reader.language)
    title, note = heading(entry, meeting, reader.language)
    sole = sole_matter(meeting)
    return {
        "url": meeting.get_absolute_url(),
        "title": title,
        "note": entry.status_note or note,
        "hours": venue_hours(meeting, reader),
        "reader": reader_hours(meeting, reader, city),
        "city": city,
        "room": place_of(meeting),
        "mode": meeting.get_mode_display().capitalize() if meeting.mode else "",
        "agenda": [] if sole else agenda(meeting, reader),
        "papers": [paper_row(paper, reader) for paper in sole.papers.all()] if sole else [],
        "closed": meeting.closed,
    }


def heading(entry: Entry, meeting: Meeting, language: str) -> tuple[Text | Multilingual | str, Multilingual | str]:
    """What heads a meeting's row or page, and the matter that then follows it (empty when it is the heading).

    An agenda of one unnumbered paragraph is the matter itself.
    """
    kind = meeting.get_kind_display()
    kind = kind[:1].upper() + kind[1:]
    if meeting.stands_for > 1 and not meeting.title:
        kind = _("%(kind)s (%(count)s)") % {"kind": kind, "count": meeting.stands_for}
    sole = sole_matter(meeting)
    matter = entry.text or (sole.text if sole else Multilingual())
    if meeting.title:
        return meeting.title, matter
    if matter and len(matter.pick(language).text) <= HEADING_LIMIT:
        return matter, ""
    return kind, matter


def sole_matter(meeting: Meeting) -> AgendaItem | None:
    """The only item of an agenda that is one unnumbered paragraph, not a list."""
    items = list(meeting.items.all())
    return items[0] if len(items) == 1 and not items[0].label and not items[0].quoted else None


def place_of(meeting: Meeting) -> Multilingual | str:
    """Its room, that of its first sitting, or the place said in words."""
    if meeting.room:
        return meeting.room.name
    rooms = [sitting.room for sitting in meeting.sittings.all() if sitting.room]
    return rooms[0].name if rooms else meeting.place


def _other_facts(entry: Entry, reader: Reader) -> dict[str, Any]:
    deadline = getattr(entry, "deadline", None)
    hours, own = deadline_hours(entry, reader)
    wording = deadline.wording if deadline and deadline.wording else entry.wording
    long = len(entry.text.pick(reader.language).text) > HEADING_LIMIT
    # A row of an adopted version is made from what was frozen: its deadline has no page of its own.
    known = deadline is not None and (deadline.pk or 0) > 0
    return {
        "url": reverse("meetings:deadline", args=[deadline.pk]) if known and deadline else "",
        "title": "" if long else entry.text,
        "note": entry.text if long else entry.status_note,
        "counted": _counted(deadline, reader) if deadline else "",
        "extended": _extended(deadline, reader) if deadline else "",
        "hours": hours,
        "reader": own,
        "city": _own_city(entry, reader),
        "room": entry.actor if entry.kind != EntryKind.DEADLINE else "",
        "mode": "",
        "printed": wording if entry.start is None else "",
        "worded": worded(deadline) if deadline and entry.start else "",
        "agenda": [],
    }


def _own_city(entry: Entry, reader: Reader) -> str:
    """The seat's city, whose hour a deadline has unless its hour names another."""
    zone = entry.deadline.zone if hasattr(entry, "deadline") else ""
    return "" if zone and zone != entry.schedule.term.body.venue_zone else venue_city(entry, reader.language)


def _counted(deadline: Deadline, reader: Reader) -> str:
    """What a date is counted from; nothing beside a wording that says it already."""
    return "" if deadline.wording else held_words(deadline, reader.language)


def _extended(deadline: Deadline, reader: Reader) -> str:
    """The date before the last extension, who decided it and why."""
    given = list(deadline.extensions.all()) if deadline.pk else []
    last = given[-1] if given else None
    if last is None or last.old_day is None:
        return ""
    return _("extended from %(date)s. Decided by: %(by)s. %(reason)s") % {
        "date": format_date(last.old_day, reader.language),
        "by": last.decided_by,
        "reason": told_text(last.reason, reader.language),
    }


def citation_row(citation: Citation) -> dict[str, Any]:
    """An instrument that the row cites, as the row spells it, with the languages linked there."""
    instrument = citation.instrument
    return {
        "symbol": citation.printed,
        "title": instrument.title if citation.with_title or not citation.printed else "",
        "url": instrument.get_absolute_url(),
        "lead": citation.lead,
        "paragraphs": "",
        "languages": citation.languages,
    }
