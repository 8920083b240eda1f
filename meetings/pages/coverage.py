"""Mandates against meetings: which paragraph is taken up when, and which never."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from groups.enums import InstrumentKind, MandateState
from groups.models import Mandate
from groups.pages.citations import numbers_of
from groups.pages.mandates import instrument_choice
from meetings.models import Citation, Entry
from meetings.pages.hours import Reader
from meetings.pages.rows import date_text, heading, no_date
from portal.lib.dates import Precision, Span, date_block
from portal.lib.multilingual import Multilingual, Text


def coverage(
    entries: Sequence[Entry], mandates: Sequence[Mandate], reader: Reader, *, chosen: str = ""
) -> dict[str, Any] | None:
    """Context of components/coverage.html; None where no row of the schedule cites an instrument."""
    serving = {entry.pk: instruments_of(entry) for entry in entries}
    shown = {mandate.instrument_id for mandate in mandates} | set(_cited_beside(entries, mandates))
    columns = [entry for entry in entries if serving[entry.pk] & shown]
    if not columns:
        return None
    rows = [_row(mandate, columns, chosen) for mandate in mandates if _is_owed(mandate, columns)]
    return {
        "meetings": [_column(entry, reader) for entry in columns],
        "rows": [*rows, *_unlisted(columns, mandates, chosen)],
        "holes": sum(row["hole"] for row in rows),
        "total": len(rows),
    }


def instruments_of(entry: Entry) -> set[int]:
    """Ids of the instruments that a row serves: those it cites, and those of its items' mandates."""
    cited = {citation.instrument_id for citation in entry.citations.all()}
    if hasattr(entry, "meeting"):
        cited |= {mandate.instrument_id for item in entry.meeting.items.all() for mandate in item.mandates.all()}
    return cited


def serves(entry: Entry, mandate: Mandate) -> bool:
    """Whether a row takes the mandate up: by its paragraphs where the row says which, else by its instrument."""
    for citation in entry.citations.all():
        if citation.instrument_id == mandate.instrument_id and citation.mandate_id in (None, mandate.pk):
            return True
    if not hasattr(entry, "meeting"):
        return False
    return any(other.pk == mandate.pk for item in entry.meeting.items.all() for other in item.mandates.all())


def _is_owed(mandate: Mandate, columns: list[Entry]) -> bool:
    """What the plan lists and is not yet fulfilled is owed a meeting; the rest is shown only where it is taken up."""
    open_still = mandate.state not in (MandateState.FULFILLED, MandateState.SUPERSEDED, MandateState.LAPSED)
    return (mandate.listed and open_still) or any(serves(entry, mandate) for entry in columns)


def _row(mandate: Mandate, columns: list[Entry], chosen: str) -> dict[str, Any]:
    marks = [serves(entry, mandate) for entry in columns]
    return {
        "symbol": mandate.printed or mandate.instrument.title,
        "url": instrument_choice(mandate),
        "paragraphs": numbers_of(mandate.provision),
        "title": "",
        "marks": marks,
        "hole": not any(marks),
        "current": mandate.instrument.slug == chosen,
    }


def _unlisted(columns: list[Entry], mandates: Sequence[Mandate], chosen: str) -> list[dict[str, Any]]:
    return [
        {
            "symbol": citation.printed or citation.instrument.title,
            "url": _choice(citation, columns[0]),
            "paragraphs": "",
            "title": "",
            "note": _("not among the mandates"),
            "marks": [pk in {row.instrument_id for row in entry.citations.all()} for entry in columns],
            "hole": False,
            "current": citation.instrument.slug == chosen,
        }
        for pk, citation in _cited_beside(columns, mandates).items()
    ]


def _cited_beside(entries: Sequence[Entry], mandates: Sequence[Mandate]) -> dict[int, Citation]:
    """What the rows cite without it being a mandate, by instrument; rules of procedure are no one's mandate."""
    listed = {mandate.instrument_id for mandate in mandates}
    found: dict[int, Citation] = {}
    for entry in entries:
        for citation in entry.citations.all():
            if citation.instrument_id not in listed and citation.instrument.kind != InstrumentKind.RULES:
                found.setdefault(citation.instrument_id, citation)
    return found


def _choice(citation: Citation, entry: Entry) -> str:
    term = entry.schedule.term
    place = reverse("groups:mandates", args=[term.body.slug, term.label])
    return f"{place}?instrument={citation.instrument.slug}#chosen"


def _column(entry: Entry, reader: Reader) -> dict[str, Any]:
    short = ""
    if entry.start:
        block = date_block(Span(entry.start, None, Precision(entry.precision)), reader.language)
        short = f"{block.day} {block.month_short}".strip()
    return {
        "label": short or _("no date"),
        "name": date_text(entry, reader.language),
        "url": entry.get_absolute_url(),
    }


def served_at(entries: Sequence[Entry], instrument_id: int, reader: Reader) -> list[dict[str, Any]]:
    """The rows that serve an instrument, each with the matters on its agenda."""
    return [
        line(entry, reader) | {"matters": _matters(entry)}
        for entry in entries
        if instrument_id in instruments_of(entry)
    ]


def _matters(entry: Entry) -> list[Multilingual]:
    if not hasattr(entry, "meeting"):
        return []
    return [item.text for item in entry.meeting.items.all() if item.parent_id is None]


def _when_undated(entry: Entry, language: str) -> str:
    """The source's own words for when it is, else that there are none."""
    deadline = getattr(entry, "deadline", None)
    said = (deadline.wording if deadline else None) or entry.wording
    return said.pick(language).text if said else no_date(entry)


def line(entry: Entry, reader: Reader) -> dict[str, Any]:
    """A row of a schedule in one line."""
    meeting = getattr(entry, "meeting", None)
    title: Text | Multilingual | str = entry.text
    matter: Multilingual | str = ""
    if meeting:
        title, matter = heading(entry, meeting, reader.language)
    return {
        "date": date_text(entry, reader.language) or _when_undated(entry, reader.language),
        "title": title or entry.get_kind_display(),
        "matter": "" if str(matter).casefold() == str(title).casefold() else matter,
        "url": entry.get_absolute_url(),
        "status": entry.status if entry.is_off else "",
        "status_label": entry.get_status_display(),
    }
