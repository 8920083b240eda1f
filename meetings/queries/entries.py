"""Entries with all that a row or a meeting's page shows, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Container
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, prefetch_related_objects

from documents.models import Document, Revision
from documents.queries.documents import with_versions
from groups.models import Body, FormerName, Session, Tenure, Term
from groups.queries.terms import put_head
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
from meetings.queries.tally import ALL, part
from meetings.queries.upcoming import citations_compared, of_term, with_mandates, with_sittings
from portal.actors import Actor
from portal.prefetching import Prefetch


def entries_in(actor: Actor, term: Term, there: Container[str] = ALL) -> list[Entry]:
    """The entries of a term's schedule that `actor` sees, in the schedule's order, with agendas and papers.

    `there`: what the term has (`meetings.queries.tally`); nothing else is asked for.
    """
    visible = Entry.objects.visible_to(actor).filter(schedule__term=term)
    rows = _with_rows(visible.select_related("schedule"), actor, there)
    return in_order(of_term(with_sittings(rows, there), term))


def joint_entries(actor: Actor, term: Term, there: Container[str] = ALL) -> list[Entry]:
    """Meetings of other groups' schedules that are joint with the term's body and fall in its term, by date."""
    if "joint" not in there:
        return []
    rows = Entry.objects.visible_to(actor).filter(meeting__joint_with=term.body_id, trace_of=None)
    rows = rows.exclude(schedule__term__body=term.body_id)
    if term.began:
        rows = rows.filter(end__gte=term.began)
    if term.ended:
        rows = rows.filter(start__lte=term.ended)
    return list(with_rows(rows, actor).order_by("start", "pk"))


def meeting_at(actor: Actor, pk: int) -> Entry | None:
    """The entry of meeting `pk` with all that its page shows; None where `actor` may not know of it.

    Most meetings lack half of what there may be: the first question says what, and that is not asked for.
    """
    visible = Entry.objects.visible_to(actor).filter(meeting__pk=pk)
    rows: QuerySet[Any] = visible.select_related("schedule__term__body__organization", *JOINED).annotate(**_there())
    entry: Any = next(iter(with_sittings(rows)), None)
    if entry is not None:
        put_head(entry.schedule.term.body, has_names=entry.has_names)
        prefetch_related_objects([entry], *_sets(actor), *_whole(entry, actor))
    return entry


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


def with_rows(entries: QuerySet[Entry], actor: Actor) -> QuerySet[Entry]:
    """Entries with what a row shows."""
    rows = entries.select_related("schedule__term__body__organization").prefetch_related(
        Prefetch("meeting__sittings", queryset=Sitting.objects.select_related("room"))
    )
    return _with_rows(rows, actor)


JOINED = ("meeting__room", "deadline")
# Joined to every row, they take PostgreSQL longer to plan than all the rest takes to be read; apart, nobody asks for
# what no row has.
RARE = (
    ("deadline__anchor_entry", Entry.objects.select_related("meeting")),
    ("deadline__anchor_session", Session.objects.all()),
    ("deadline__anchor_term", Term.objects.select_related("body")),
    ("meeting__rapporteur", Tenure.objects.select_related("person", "delegation")),
)


def _with_rows(entries: QuerySet[Entry], actor: Actor, there: Container[str] = ALL) -> QuerySet[Entry]:
    return entries.select_related(*JOINED).prefetch_related(
        *_sets(actor, there),
        part("citations", is_there="citations" in there, rows=citations_compared()),
        part("deadline__extensions", is_there="extensions" in there, rows=Extension.objects.all()),
        part("meeting__outcomes", is_there="outcomes" in there, rows=_outcomes(actor)),
    )


def _sets(actor: Actor, there: Container[str] = ALL) -> tuple[str | Prefetch, ...]:
    return (
        *(Prefetch(lookup, queryset=rows) for lookup, rows in RARE),
        part("meeting__items", is_there="items" in there, rows=_items(actor, there)),
    )


def _there() -> dict[str, Exists]:
    """Whether there is anything of what few meetings have. Who may see it is asked with it."""
    of_meeting = {"meeting__entry": OuterRef("pk")}
    return {
        "has_names": Exists(FormerName.objects.filter(body=OuterRef("schedule__term__body"))),
        "has_citations": Exists(Citation.objects.filter(entry=OuterRef("pk"))),
        "has_outcomes": Exists(Outcome.objects.filter(**of_meeting)),
        "has_conveners": Exists(Meeting.conveners.through.objects.filter(**of_meeting)),
        "has_joint": Exists(Meeting.joint_with.through.objects.filter(**of_meeting)),
        "has_attendances": Exists(Attendance.objects.filter(**of_meeting)),
        "has_deadlines": Exists(Deadline.objects.filter(anchor_entry=OuterRef("pk"))),
    }


def _whole(entry: Any, actor: Actor) -> list[Prefetch]:
    """What only the meeting's own page shows, and what a row shows too; nothing is asked for that is not there."""
    bodies = Body.objects.visible_to(actor)
    deadlines = Deadline.objects.select_related("anchor_entry__meeting").prefetch_related(
        Prefetch("entry", queryset=Entry.objects.visible_to(actor))
    )
    return [
        part("citations", is_there=entry.has_citations, rows=Citation.objects.select_related("instrument")),
        part("meeting__outcomes", is_there=entry.has_outcomes, rows=_outcomes(actor)),
        part("meeting__conveners", is_there=entry.has_conveners, rows=bodies),
        part("meeting__joint_with", is_there=entry.has_joint, rows=bodies),
        part(
            "meeting__attendances", is_there=entry.has_attendances, rows=Attendance.objects.select_related("delegation")
        ),
        part("anchored_deadlines", is_there=entry.has_deadlines, rows=deadlines),
    ]


def _items(actor: Actor, there: Container[str] = ALL) -> QuerySet[AgendaItem]:
    # Asked paper by paper: SQLite would gather all that may be known first, which takes a second in a large house.
    known = Document.objects.known_to(actor).filter(pk=OuterRef("document_id"))
    papers = AgendaPaper.objects.filter(Exists(known)).select_related("document__body", "revision")
    revisions = with_versions(Revision.objects.visible_to(actor))
    items = with_mandates(AgendaItem.objects.visible_to(actor), there, "instrument", "provision")
    return items.select_related("post").prefetch_related(
        Prefetch("deadline", queryset=Entry.objects.visible_to(actor).select_related("deadline")),
        part(
            "papers",
            is_there="papers" in there,
            rows=papers.prefetch_related(Prefetch("document__revisions", queryset=revisions)),
        ),
    )


def _outcomes(actor: Actor) -> QuerySet[Outcome]:
    return Outcome.objects.visible_to(actor).select_related("document", "revision", "item")
