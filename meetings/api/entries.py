"""Entries: rows of schedules."""

from datetime import date, datetime
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema
from ninja.pagination import paginate

from meetings.api.meetings import MeetingOut
from meetings.api.records import Listed, Records, entries_asked
from meetings.models import Citation, Deadline, Entry
from portal.api_types import Few, Multilingual, Word, actor_of
from portal.lib.dates import format_clock

router = Router(tags=["Schedules"])


class DeadlineOut(Schema):
    """By when something is due."""

    at: str | None = Field(description="The hour, on the clock of the zone.", examples=["18:00"])
    zone: str = Field(examples=["America/New_York"])
    anchor: str = Field(description="What it is counted from: date, entry or session.", examples=["date"])
    wording: Multilingual = Field(description="As printed.", examples=[{}])

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
    """An instrument cited as the basis of an entry."""

    symbol: str = Field(description="As that row spells it.", examples=["AG/RES. 2699 (XLII-O/12)"])
    instrument: str = Field(description="The key of the instrument.", examples=["ag-res-2699-xlii-o-12"])
    languages: list[str] = Field(examples=[["en", "es"]])

    @staticmethod
    def of(citation: Citation) -> dict[str, Any]:
        """The symbol as that row spells it."""
        return {
            "symbol": citation.printed,
            "instrument": citation.instrument.slug,
            "languages": citation.languages,
        }


class EntryOut(Schema):
    """A row of a schedule: a meeting, deadline, period, distribution or recess."""

    key: str = Field(description="Its lasting anchor within the schedule.", examples=["2012-10-02"])
    kind: str = Field(examples=["meeting"])
    start: date | None = Field(examples=["2012-10-02"])
    end: date | None = Field(examples=["2012-10-02"])
    precision: str = Field(description="day, month, quarter, half, year or empty.", examples=["day"])
    status: str = Field(description="scheduled, held, postponed, cancelled ...", examples=["held"])
    text: Multilingual = Field(description="The matter.", examples=[{"en": "Negotiation of the draft"}])
    actor: Multilingual = Field(description="Who acts.", examples=[{}])
    listed: bool = Field(description="Printed in the schedule.", examples=[True])
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


class EntryListed(EntryOut):
    """A row with its place."""

    body: str = Field(description="The key of its body.", examples=["gtc-casa"])
    term: str = Field(description="The label of its term.", examples=["2012-2013"])
    updated_at: datetime = Field(description="When a date, hour, room or status of it last changed.")


class Entries(Records):
    """What narrows the list of entries."""

    kind: Word = Field("", description="meeting, deadline, period, distribution or recess.", examples=["deadline"])
    sort: Literal["start", "-start", "updated", "-updated"] = Field(
        "start", description="The order; a minus turns it round."
    )


@router.get("/entries", response=list[EntryListed], summary="Entries of all schedules")
@paginate(Few)
def entries(request: HttpRequest, asked: Query[Entries]) -> Listed:
    """Rows of schedules that the reader may know of; what has no date comes last."""
    records = entries_asked(actor_of(request), asked)
    if asked.kind:
        records = records.filter(kind=asked.kind)
    return Listed(
        records,
        lambda entry: {
            **EntryOut.of(entry),
            "body": entry.schedule.term.body.slug,
            "term": entry.schedule.term.label,
            "updated_at": entry.told_at,
        },
    )
