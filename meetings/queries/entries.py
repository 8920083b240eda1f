"""Entries with all that a row or a meeting's page shows, in a fixed number of queries."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet, prefetch_related_objects

from documents.models import Document, LanguageVersion, Revision
from groups.models import Body, Mandate, Term
from groups.queries.terms import head
from meetings.enums import EntryKind
from meetings.models import (
    AgendaItem,
    AgendaPaper,
    Attendance,
    Citation,
    Deadline,
    Entry,
    Extension,
    Meeting,
    Outcome,
    Sitting,
)
from meetings.queries.order import in_order
from meetings.queries.upcoming import of_term
from portal.actors import Actor
from portal.prefetching import Prefetch


def entries_in(actor: Actor, term: Term) -> list[Entry]:
    """The entries of a term's schedule that `actor` sees, in the schedule's order, with agendas and papers."""
    visible = Entry.objects.visible_to(actor).filter(schedule__term=term)
    return in_order(of_term(_with_rows(visible.select_related("schedule"), actor), term))


def joint_entries(actor: Actor, term: Term) -> list[Entry]:
    """Meetings of other groups' schedules that are joint with the term's body and fall in its term, by date."""
    rows = Entry.objects.visible_to(actor).filter(meeting__joint_with=term.body_id, trace_of=None)
    rows = rows.exclude(schedule__term__body=term.body_id)
    if term.began:
        rows = rows.filter(end__gte=term.began)
    if term.ended:
        rows = rows.filter(start__lte=term.ended)
    return list(with_rows(rows, actor).order_by("start", "pk"))


def meeting_at(actor: Actor, pk: int) -> Entry | None:
    """The entry of meeting `pk` with all that its page shows; None where `actor` may not know of it."""
    visible = Entry.objects.visible_to(actor).filter(meeting__pk=pk)
    found = with_rows(visible, actor, whole=True).first()
    return _whole(found, actor) if found else None


def meetings_beside(actor: Actor, entry: Entry) -> tuple[Entry | None, Entry | None]:
    """The meetings before and after `entry` in its schedule, as `actor` sees it."""
    rows = in_order(
        Entry.objects.visible_to(actor)
        .filter(schedule_id=entry.schedule_id, kind=EntryKind.MEETING, meeting__isnull=False)
        .select_related("meeting")
    )
    place = next((number for number, row in enumerate(rows) if row.pk == entry.pk), None)
    if place is None:
        return None, None
    before = rows[place - 1] if place > 0 else None
    return before, rows[place + 1] if place + 1 < len(rows) else None


def with_rows(entries: QuerySet[Entry], actor: Actor, *, whole: bool = False) -> QuerySet[Entry]:
    """Entries with what a row shows; `whole` adds what only the meeting's own page shows."""
    entries = _with_rows(entries.select_related("schedule__term__body__organization"), actor, whole=whole)
    return entries.prefetch_related(*head("schedule__term__body__")) if whole else entries


def _with_rows(entries: QuerySet[Entry], actor: Actor, *, whole: bool = False) -> QuerySet[Entry]:
    return entries.select_related(
        "meeting",
        "meeting__room",
        "deadline",
        "deadline__anchor_entry",
        "deadline__anchor_session",
        "deadline__anchor_term__body",
        "meeting__rapporteur__person",
        "meeting__rapporteur__delegation",
    ).prefetch_related(
        Prefetch("citations", queryset=_citations(whole=whole)),
        Prefetch("deadline__extensions", queryset=Extension.objects.all()),
        Prefetch("meeting__sittings", queryset=Sitting.objects.select_related("room")),
        Prefetch("meeting__items", queryset=_items(actor)),
        Prefetch("meeting__outcomes", queryset=_outcomes(actor)),
    )


def _whole(entry: Entry, actor: Actor) -> Entry:
    """With what only the meeting's own page shows. Most meetings have none of it, and one query says so."""
    meeting = entry.meeting
    there = Entry.objects.filter(pk=entry.pk).values(
        conveners=Exists(Meeting.conveners.through.objects.filter(meeting=meeting)),
        joint=Exists(Meeting.joint_with.through.objects.filter(meeting=meeting)),
        attendances=Exists(Attendance.objects.filter(meeting=meeting)),
        deadlines=Exists(Deadline.objects.filter(anchor_entry=entry)),
    )
    found = there.get()
    bodies, attendances = Body.objects.visible_to(actor), Attendance.objects.select_related("delegation")
    deadlines = Deadline.objects.select_related("anchor_entry").prefetch_related(
        Prefetch("entry", queryset=Entry.objects.visible_to(actor))
    )
    prefetch_related_objects(
        [entry],
        Prefetch("meeting__conveners", queryset=bodies if found["conveners"] else bodies.none()),
        Prefetch("meeting__joint_with", queryset=bodies if found["joint"] else bodies.none()),
        Prefetch("meeting__attendances", queryset=attendances if found["attendances"] else attendances.none()),
        Prefetch("anchored_deadlines", queryset=deadlines if found["deadlines"] else deadlines.none()),
    )
    return entry


def _citations(*, whole: bool) -> QuerySet[Citation]:
    """With their instruments, and these with their texts where remarks compare them."""
    citations = Citation.objects.select_related("instrument")
    return citations if whole else citations.prefetch_related("instrument__texts")


def _items(actor: Actor) -> QuerySet[AgendaItem]:
    # Asked paper by paper: SQLite would gather all that may be known first, which takes a second in a large house.
    known = Document.objects.known_to(actor).filter(pk=OuterRef("document_id"))
    papers = AgendaPaper.objects.filter(Exists(known)).select_related("document__body", "revision")
    revisions = Revision.objects.visible_to(actor).prefetch_related(
        Prefetch("versions", queryset=LanguageVersion.objects.all())
    )
    return (
        AgendaItem.objects.visible_to(actor)
        .select_related("deadline", "post")
        .prefetch_related(
            Prefetch("papers", queryset=papers.prefetch_related(Prefetch("document__revisions", queryset=revisions))),
            Prefetch("mandates", queryset=Mandate.objects.select_related("instrument", "provision")),
        )
    )


def _outcomes(actor: Actor) -> QuerySet[Outcome]:
    return Outcome.objects.visible_to(actor).select_related("document", "revision", "item")
