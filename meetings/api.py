"""Reading API of schedules and meetings."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Router, Schema

from meetings.models import AgendaItem, Citation, Deadline, Entry, Meeting, Outcome, Schedule, Sitting
from meetings.queries.entries import meeting_at
from meetings.queries.schedules import schedule_of, term_at
from portal.api_types import Multilingual
from portal.lib.dates import format_clock, instant

router = Router(tags=["meetings"])


class SittingOut(Schema):
    on: date
    start: str | None
    end: str | None
    starts_at: datetime | None
    zone: str
    room: Multilingual

    @staticmethod
    def of(sitting: Sitting, meeting: Meeting) -> dict[str, Any]:
        """Hours as the venue's clock shows them, the start also as an instant in UTC; an end at midnight is 24:00."""
        room = sitting.room or meeting.room
        return {
            "on": sitting.on,
            "start": format_clock(sitting.start) if sitting.start else None,
            "end": format_clock(sitting.end, closing=True) if sitting.end else None,
            "starts_at": instant(sitting.on, sitting.start, meeting.venue_zone) if sitting.start else None,
            "zone": meeting.venue_zone,
            "room": dict(room.name) if room else {},
        }


class ItemOut(Schema):
    key: str
    label: str
    text: Multilingual
    under: str | None
    papers: list[str]
    mandates: list[str]

    @staticmethod
    def of(item: AgendaItem, keys: dict[int, str]) -> dict[str, Any]:
        """`under` is the key of the item it is nested in."""
        return {
            "key": item.key,
            "label": item.label,
            "text": dict(item.text),
            "under": keys.get(item.parent_id) if item.parent_id else None,
            "papers": [paper.document.slug for paper in item.papers.all()],
            "mandates": [mandate.instrument.slug for mandate in item.mandates.all()],
        }


class OutcomeOut(Schema):
    label: str
    kind: str
    text: Multilingual
    released_at: datetime | None

    @staticmethod
    def resolve_text(outcome: Outcome) -> dict[str, str]:
        return dict(outcome.text)


class MeetingOut(Schema):
    id: int
    kind: str
    number: int | None
    mode: str
    closed: bool
    title: Multilingual
    sittings: list[SittingOut]
    items: list[ItemOut]
    outcomes: list[OutcomeOut]
    attendance_count: int | None
    url: str

    @staticmethod
    def of(meeting: Meeting) -> dict[str, Any]:
        """From a meeting whose entry was read by `with_rows`."""
        keys = {item.pk: item.key for item in meeting.items.all()}
        return {
            "id": meeting.pk,
            "kind": meeting.kind,
            "number": meeting.number,
            "mode": meeting.mode,
            "closed": meeting.closed,
            "title": dict(meeting.title),
            "sittings": [SittingOut.of(sitting, meeting) for sitting in meeting.sittings.all()],
            "items": [ItemOut.of(item, keys) for item in meeting.items.all()],
            "outcomes": list(meeting.outcomes.all()),
            "attendance_count": meeting.attendance_count,
            "url": meeting.get_absolute_url(),
        }


class DeadlineOut(Schema):
    at: str | None
    zone: str
    anchor: str
    wording: Multilingual

    @staticmethod
    def of(deadline: Deadline) -> dict[str, Any]:
        """`anchor` is date, entry or session: what it is counted from."""
        return {
            "at": format_clock(deadline.at) if deadline.at else None,
            "zone": deadline.zone,
            "anchor": deadline.anchor,
            "wording": dict(deadline.wording),
        }


class CitationOut(Schema):
    symbol: str
    instrument: str
    languages: list[str]

    @staticmethod
    def of(citation: Citation) -> dict[str, Any]:
        """The symbol as that row spells it."""
        return {
            "symbol": citation.printed,
            "instrument": citation.instrument.slug,
            "languages": citation.languages,
        }


class EntryOut(Schema):
    key: str
    kind: str
    start: date | None
    end: date | None
    precision: str
    status: str
    text: Multilingual
    actor: Multilingual
    listed: bool
    citations: list[CitationOut]
    meeting: MeetingOut | None
    deadline: DeadlineOut | None

    @staticmethod
    def of(entry: Entry) -> dict[str, Any]:
        """A row of the schedule, with its meeting or deadline."""
        meeting, deadline = getattr(entry, "meeting", None), getattr(entry, "deadline", None)
        return {
            "key": entry.key,
            "kind": entry.kind,
            "start": entry.start,
            "end": entry.end,
            "precision": entry.precision,
            "status": entry.status,
            "text": dict(entry.text),
            "actor": dict(entry.actor),
            "listed": entry.listed,
            "citations": [CitationOut.of(citation) for citation in entry.citations.all()],
            "meeting": MeetingOut.of(meeting) if meeting else None,
            "deadline": DeadlineOut.of(deadline) if deadline else None,
        }


class ScheduleOut(Schema):
    title: Multilingual
    span: Multilingual
    state: str
    state_on: date | None
    revision: int
    notes: list[Multilingual]
    entries: list[EntryOut]

    @staticmethod
    def of(schedule: Schedule, entries: list[Entry]) -> dict[str, Any]:
        """The schedule with the entries that the reader sees, in its order."""
        return {
            "title": dict(schedule.title),
            "span": dict(schedule.span_wording),
            "state": schedule.state,
            "state_on": schedule.state_on,
            "revision": schedule.revision,
            "notes": [dict(note.text) for note in schedule.notes.all()],
            "entries": [EntryOut.of(entry) for entry in entries],
        }


@router.get("/groups/{slug}/{label}/schedule", response=ScheduleOut, summary="The schedule of a term")
def schedule(request: HttpRequest, slug: str, label: str) -> dict[str, Any]:
    """404 where there is none, or none that the reader may see."""
    actor = request.actor  # type: ignore[attr-defined]
    term = term_at(actor, slug, label)
    record = schedule_of(actor, term) if term else None
    if record is None or record.schedule is None:
        raise Http404
    return ScheduleOut.of(record.schedule, record.entries)


@router.get("/meetings/{int:pk}", response=MeetingOut, summary="One meeting")
def meeting(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Its agenda is empty for who may not attend a closed meeting."""
    entry = meeting_at(request.actor, pk)  # type: ignore[attr-defined]
    if entry is None:
        raise Http404
    return MeetingOut.of(entry.meeting)
