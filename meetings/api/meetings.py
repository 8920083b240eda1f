"""Meetings: sittings, agendas, papers before the items, and outcomes."""

from datetime import date, datetime
from typing import Any, Literal

from django.http import Http404, HttpRequest
from ninja import Field, Query, Router, Schema
from ninja.pagination import paginate

from meetings.api.records import Listed, Records, entries_asked
from meetings.models import AgendaItem, Meeting, Outcome, Sitting
from meetings.queries.entries import meeting_at
from portal.api_types import Few, Multilingual, Word, actor_of
from portal.lib.dates import format_clock, instant

router = Router(tags=["Meetings"])


class SittingOut(Schema):
    """A part of a meeting between two breaks, in the hours of the venue."""

    on: date = Field(examples=["2012-10-02"])
    start: str | None = Field(description="As the venue's clock shows it.", examples=["10:00"])
    end: str | None = Field(description="The midnight that ends the day is 24:00.", examples=["13:00"])
    starts_at: datetime | None = Field(description="The start as an instant.", examples=["2012-10-02T14:00:00Z"])
    zone: str = Field(description="The venue's zone, an IANA name.", examples=["America/New_York"])
    room: Multilingual = Field(examples=[{"en": "Guerrero Room"}])

    @staticmethod
    def of(sitting: Sitting, meeting: Meeting) -> dict[str, Any]:
        """Hours as the venue's clock shows them, the start also as an instant in UTC."""
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
    """An item of an agenda."""

    key: str = Field(description="Its anchor on the meeting's page.", examples=["item-2"])
    label: str = Field(description="Its number as printed.", examples=["2."])
    text: Multilingual = Field(examples=[{"en": "Election of the Vice Chair"}])
    under: str | None = Field(description="The key of the item it is nested in.", examples=[None])
    papers: list[str] = Field(description="Keys of the documents before it.", examples=[["cajp-gt-tm-24-05"]])
    mandates: list[str] = Field(description="Keys of instruments it serves.", examples=[[]])

    @staticmethod
    def of(item: AgendaItem, keys: dict[int, str]) -> dict[str, Any]:
        """Within the items of its meeting, whose keys are given by id."""
        return {
            "key": item.key,
            "label": item.label,
            "text": dict(item.text),
            "under": keys.get(item.parent_id) if item.parent_id else None,
            "papers": [paper.document.slug for paper in item.papers.all()],
            "mandates": [mandate.instrument.slug for mandate in item.mandates.all()],
        }


class OutcomeOut(Schema):
    """What a meeting concluded, once it is released."""

    label: str = Field(examples=["2."])
    kind: str = Field(examples=["agreed"])
    text: Multilingual = Field(examples=[{"en": "The text was agreed by consensus."}])
    released_at: datetime | None

    @staticmethod
    def resolve_text(outcome: Outcome) -> dict[str, str]:
        return dict(outcome.text)


class MeetingOut(Schema):
    """A meeting with its sittings, agenda and outcomes, as far as the reader may know of them."""

    id: int = Field(examples=[17])
    kind: str = Field(examples=["regular"])
    number: int | None = Field(examples=[3])
    mode: str = Field(description="in_person, virtual, hybrid or empty.", examples=["in_person"])
    closed: bool = Field(description="Closed to the public: its agenda is for who attends.", examples=[False])
    title: Multilingual = Field(examples=[{}])
    sittings: list[SittingOut]
    items: list[ItemOut] = Field(description="In the order of the agenda.")
    outcomes: list[OutcomeOut]
    attendance_count: int | None = Field(examples=[15])
    url: str = Field(description="The address of its page.", examples=["/meetings/17/"])

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


class MeetingListed(MeetingOut):
    """A meeting with its place in a schedule."""

    body: str = Field(description="The key of its body.", examples=["gtc-casa"])
    term: str = Field(description="The label of its term.", examples=["2012-2013"])
    entry: str = Field(description="The key of its row in the schedule.", examples=["2012-10-02"])
    start: date | None = Field(examples=["2012-10-02"])
    status: str = Field(description="scheduled, held, postponed, cancelled ...", examples=["held"])
    updated_at: datetime = Field(description="When a date, hour, room or status of it last changed.")


class Meetings(Records):
    """What narrows the list of meetings."""

    kind: Word = Field("", description="regular, special, informal ...", examples=["regular"])
    sort: Literal["start", "-start", "updated", "-updated"] = Field(
        "start", description="The order; a minus turns it round."
    )


@router.get("/meetings", response=list[MeetingListed], summary="Meetings")
@paginate(Few)
def meetings(request: HttpRequest, asked: Query[Meetings]) -> Listed:
    """Meetings that the reader may know of, with their agendas; what has no date comes last."""
    records = entries_asked(actor_of(request), asked).filter(kind="meeting", meeting__isnull=False)
    if asked.kind:
        records = records.filter(meeting__kind=asked.kind)
    return Listed(
        records,
        lambda entry: {
            **MeetingOut.of(entry.meeting),
            "body": entry.schedule.term.body.slug,
            "term": entry.schedule.term.label,
            "entry": entry.key,
            "start": entry.start,
            "status": entry.status,
            "updated_at": entry.told_at,
        },
    )


@router.get("/meetings/{int:pk}", response=MeetingOut, summary="One meeting")
def meeting(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Its agenda is empty for who may not attend a closed meeting."""
    entry = meeting_at(actor_of(request), pk)
    if entry is None:
        raise Http404
    return MeetingOut.of(entry.meeting)
