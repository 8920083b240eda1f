"""Schedules of terms."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Field, Router, Schema

from meetings.api.entries import EntryOut
from meetings.models import Entry, Schedule
from meetings.queries.schedules import schedule_of, term_at
from portal.api_types import Multilingual, actor_of

router = Router(tags=["Schedules"])


class ScheduleOut(Schema):
    """A term's calendar as the reader sees it: the adopted one, or a draft for who makes it."""

    title: Multilingual = Field(examples=[{"en": "Schedule of meetings"}])
    span: Multilingual = Field(description="What its header says of its time.", examples=[{}])
    state: str = Field(description="draft, circulated, adopted ...", examples=["adopted"])
    state_on: date | None
    revision: int = Field(description="0 is the first issue.", examples=[1])
    notes: list[Multilingual] = Field(description="Footnotes.", examples=[[]])
    entries: list[EntryOut] = Field(description="In its order.")

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


@router.get("/groups/{slug:slug}/{slug:label}/schedule", response=ScheduleOut, summary="The schedule of a term")
def schedule(request: HttpRequest, slug: str, label: str) -> dict[str, Any]:
    """404 where there is none, or none that the reader may see."""
    actor = actor_of(request)
    term = term_at(actor, slug, label)
    record = schedule_of(actor, term) if term else None
    if record is None or record.schedule is None:
        raise Http404
    return ScheduleOut.of(record.schedule, record.entries)
