"""The kinds of record of meetings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db.models import Model, QuerySet

from groups.models import Body, Listing, Mandate, Post
from groups.records.kinds import RecordKind
from meetings import models as m
from meetings.changes.records import TOLD
from meetings.feeds.stamps import tell_of_record
from meetings.operations.services import follow_address
from portal.actors import Actor

IN_SCHEDULE = "schedule.term.body.organization"
IN_ENTRY = f"entry.{IN_SCHEDULE}"
IN_MEETING = f"meeting.{IN_ENTRY}"


def _of_the_term(record: Model, relation: str) -> QuerySet[Any] | None:
    """Only what belongs to the same term, meeting or house is offered."""
    choose = _CHOICES.get((type(record).__name__, relation)) or _CHOICES.get(("", relation))
    return choose(record) if choose else None


def _term(record: Any) -> Any:
    """Id of the term that a record of this app belongs to."""
    for way in ("term_id", "schedule.term_id", "entry.schedule.term_id", "meeting.entry.schedule.term_id"):
        found = record
        for step in way.split("."):
            found = getattr(found, step, None)
        if found is not None:
            return found
    return None


def _house(record: Any) -> Any:
    """Id of the organization whose rooms and venues are offered."""
    if isinstance(record, m.Room):
        return record.organization_id
    meeting = record if isinstance(record, m.Meeting) else record.meeting
    return meeting.entry.schedule.term.body.organization_id


_Choice = Callable[[Any], QuerySet[Any]]
_CHOICES: dict[tuple[str, str], _Choice] = {
    ("", "room"): lambda record: m.Room.objects.filter(organization_id=_house(record)),
    ("", "venue"): lambda record: m.Venue.objects.filter(organization_id=_house(record)),
    ("", "decided_at"): lambda record: m.Meeting.objects.filter(entry__schedule__term_id=_term(record)),
    ("", "mandate"): lambda record: Mandate.objects.filter(term_id=_term(record)),
    ("", "mandates"): lambda record: Mandate.objects.filter(term_id=_term(record)),
    ("", "post"): lambda record: Post.objects.filter(term_id=_term(record)),
    ("", "deadline"): lambda record: m.Entry.objects.filter(schedule__term_id=_term(record), kind="deadline"),
    ("DeadlineRule", "body"): lambda record: Body.objects.filter(organization_id=record.organization_id),
    ("Service", "body"): lambda record: Body.objects.filter(organization_id=record.organization_id),
    ("Service", "rooms"): lambda record: m.Room.objects.filter(organization_id=record.organization_id),
    ("ReminderPlan", "body"): lambda record: Body.objects.filter(organization_id=record.organization_id),
    ("SilenceRule", "body"): lambda record: Body.objects.filter(organization_id=record.organization_id),
    ("", "anchor_entry"): lambda record: m.Entry.objects.filter(schedule__term_id=_term(record)),
    ("", "listing"): lambda record: Listing.objects.filter(term_id=_term(record)),
    ("", "table"): lambda record: m.ActivityTable.objects.filter(term_id=_term(record)),
    ("", "item"): lambda record: m.AgendaItem.objects.filter(meeting_id=record.meeting_id),
    ("AgendaItem", "parent"): lambda record: m.AgendaItem.objects.filter(meeting_id=record.meeting_id).exclude(
        pk=record.pk
    ),
    ("PlanSection", "parent"): lambda record: m.PlanSection.objects.filter(term_id=record.term_id).exclude(
        pk=record.pk
    ),
}


def _proposed(record: m.DraftChange, actor: Actor, now: datetime) -> None:
    record.proposed_at, record.proposed_by_id = now, actor.user_id


_KINDS = (
    RecordKind(
        "room",
        m.Room,
        ("key", "name", "venue", "zone", "city", "capacity", "booths"),
        parent="organization",
        organization="organization",
        narrow=_of_the_term,
    ),
    RecordKind(
        "venue",
        m.Venue,
        ("key", "name", "zone", "country", "subdivision", "seat"),
        parent="organization",
        organization="organization",
        children=("ownday", "officehours"),
    ),
    RecordKind(
        "ownday",
        m.OwnDay,
        ("start", "end", "kind", "name"),
        parent="venue",
        organization="venue.organization",
    ),
    RecordKind(
        "officehours",
        m.OfficeHours,
        ("weekday", "start", "end"),
        parent="venue",
        organization="venue.organization",
    ),
    RecordKind(
        "deadlinerule",
        m.DeadlineRule,
        (
            "name",
            "key",
            "body",
            "kind",
            "purpose",
            "offset",
            "unit",
            "direction",
            "edge",
            "count",
            "roll",
            "at",
            "zone",
            "addressees",
            "owing_standings",
            "owing_roles",
            "owing_delegations",
            "source",
            "began",
            "ended",
        ),
        parent="organization",
        organization="organization",
        narrow=_of_the_term,
        address="key",
    ),
    RecordKind(
        "service",
        m.Service,
        ("kind", "key", "name", "email", "language", "body", "rooms", "languages", "began", "ended"),
        parent="organization",
        organization="organization",
        narrow=_of_the_term,
        address="key",
        written=follow_address,
    ),
    RecordKind(
        "reminderplan",
        m.ReminderPlan,
        ("body", "days_before", "days_after", "hour"),
        parent="organization",
        organization="organization",
        narrow=_of_the_term,
    ),
    RecordKind(
        "silencerule",
        m.SilenceRule,
        ("body", "minimum_hours", "strictness", "source", "began", "ended"),
        parent="organization",
        organization="organization",
        narrow=_of_the_term,
    ),
    RecordKind(
        "schedule",
        m.Schedule,
        ("title", "span_wording", "form", "state", "state_on", "state_precision", "decided_at", "revision"),
        parent="term",
        organization="term.body.organization",
        children=("entry", "schedulenote", "draftchange"),
        narrow=_of_the_term,
    ),
    RecordKind(
        "draftchange",
        m.DraftChange,
        ("entry_key", "kind", "reason"),
        parent="schedule",
        organization=IN_SCHEDULE,
        long=("reason",),
        stamp=_proposed,
    ),
    RecordKind(
        "schedulenote",
        m.ScheduleNote,
        ("text", "on_title", "position"),
        parent="schedule",
        organization=IN_SCHEDULE,
        long=("text",),
    ),
    RecordKind(
        "entry",
        m.Entry,
        (
            "key",
            "kind",
            "start",
            "end",
            "precision",
            "wording",
            "year_inferred",
            "weekday_printed",
            "status",
            "status_note",
            "certainty",
            "text",
            "actor",
            "changed_in",
            "listed",
            "audience",
            "position",
        ),
        parent="schedule",
        organization=IN_SCHEDULE,
        children=("meeting", "deadline", "citation"),
        long=("text",),
        written=tell_of_record,
    ),
    RecordKind(
        "citation",
        m.Citation,
        ("instrument", "mandate", "symbol", "lead", "with_title", "languages", "position"),
        parent="entry",
        organization=IN_ENTRY,
        narrow=_of_the_term,
    ),
    RecordKind(
        "deadline",
        m.Deadline,
        (
            "kind",
            "at",
            "zone",
            "anchor",
            "anchor_entry",
            "anchor_session",
            "anchor_term",
            "edge",
            "direction",
            "offset",
            "unit",
            "count",
            "roll",
            "fixed",
            "wording",
            "addressees",
            "document",
        ),
        parent="entry",
        organization=IN_ENTRY,
        narrow=_of_the_term,
        written=tell_of_record,
    ),
    RecordKind(
        "meeting",
        m.Meeting,
        (
            "kind",
            "number",
            "title",
            "mode",
            "closed",
            "zone",
            "room",
            "place",
            "interpretation",
            "join_url",
            "organizer",
            "conveners",
            "joint_with",
            "rapporteur",
            "stands_for",
            "attendance_count",
            "attendance",
            "introduction",
            "record",
        ),
        parent="entry",
        organization=IN_ENTRY,
        children=("sitting", "agendaitem", "outcome", "attendance"),
        long=("introduction", "record"),
        narrow=_of_the_term,
        written=tell_of_record,
    ),
    RecordKind(
        "sitting",
        m.Sitting,
        ("on", "start", "end", "room", "position"),
        parent="meeting",
        organization=IN_MEETING,
        narrow=_of_the_term,
        named_by="when_words",
        written=tell_of_record,
    ),
    RecordKind(
        "agendaitem",
        m.AgendaItem,
        (
            "key",
            "label",
            "parent",
            "text",
            "quoted",
            "remark",
            "presenter",
            "action",
            "state",
            "deadline",
            "post",
            "mandates",
            "position",
        ),
        parent="meeting",
        organization=IN_MEETING,
        children=("agendapaper",),
        long=("text",),
        narrow=_of_the_term,
        written=tell_of_record,
    ),
    RecordKind(
        "agendapaper",
        m.AgendaPaper,
        ("document", "revision", "note", "position"),
        parent="item",
        organization=f"item.{IN_MEETING}",
    ),
    RecordKind(
        "outcome",
        m.Outcome,
        ("label", "kind", "text", "item", "document", "revision", "released_at", "position"),
        parent="meeting",
        organization=IN_MEETING,
        long=("text",),
        narrow=_of_the_term,
    ),
    RecordKind(
        "attendance",
        m.Attendance,
        ("delegation", "kind", "represented_by", "position"),
        parent="meeting",
        organization=IN_MEETING,
    ),
    RecordKind(
        "activitytable",
        m.ActivityTable,
        ("key", "form", "label", "title", "source", "note", "began", "ended", "position"),
        parent="term",
        organization="term.body.organization",
        children=("activity",),
    ),
    RecordKind(
        "activity",
        m.Activity,
        ("key", "label", "name", "description", "condition", "recurrence", "timing_stated", "position"),
        parent="table",
        organization="table.term.body.organization",
        children=("span",),
        long=("description",),
    ),
    RecordKind(
        "span",
        m.Span,
        ("start", "end", "precision", "basis", "position"),
        parent="activity",
        organization="activity.table.term.body.organization",
    ),
    RecordKind(
        "plansection",
        m.PlanSection,
        (
            "paper",
            "key",
            "label",
            "parent",
            "heading",
            "prose",
            "facts",
            "listing",
            "table",
            "other_term",
            "after",
            "annex",
            "landscape",
            "position",
        ),
        parent="term",
        organization="term.body.organization",
        long=("prose", "after"),
        narrow=_of_the_term,
    ),
)

RECORDS = {kind.key: replace(kind, told=TOLD.get(kind.key)) for kind in _KINDS}
