"""What a paper is written from: a term's whole record as one reader may see it, in a constant number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Protocol, TypeVar

from django.db.models import F, Q, QuerySet

from documents.enums import DocumentKind
from documents.models import Document, DocumentRelation, Revision, Statement
from groups.models import Body, Parentage, Term
from meetings.enums import Facts, PaperKind
from meetings.models import AgendaItem, Entry, Outcome, PlanSection, Schedule
from meetings.permissions import can_see_agenda
from meetings.queries.order import in_order
from portal.actors import Actor
from portal.prefetching import Prefetch

KINDS = {
    PaperKind.WORK_PLAN: DocumentKind.WORK_PLAN,
    PaperKind.REPORT: DocumentKind.REPORT,
    PaperKind.COMMUNIQUE: DocumentKind.COMMUNIQUE,
}

WITH_TERM = (
    "posts__tenures__person__capacities",
    "posts__tenures__delegation",
    "posts__tenures__chosen_by",
    "posts__tenures__nominated_by",
    "posts__tenures__seconded_by",
    "posts__tenures__rule__instrument",
    "mandates__instrument__texts",
    "mandates__provision",
    "mandates__given_by",
    "mandates__until_session",
    "listings__items__delegation",
    "working_rules",
    "activity_tables__activities__spans",
    "body__standings__delegation",
    "body__standing_counts",
    "body__former_names",
)


@dataclass(frozen=True)
class Record:
    """A term with all that a paper may print of it; relations that are read from it were fetched as the reader sees."""

    term: Term
    kind: PaperKind
    document: Document | None
    entries: tuple[Entry, ...] = ()
    documents: tuple[Document, ...] = ()
    sections: tuple[PlanSection, ...] = ()
    undisclosed: frozenset[int] = frozenset()
    """Entries of closed meetings that are listed by their title alone."""
    included: dict[int, Record] = field(default_factory=dict)
    """Records of other terms whose plans this paper includes, by the term's id."""

    @property
    def body(self) -> Body:
        """The body whose term it is."""
        return self.term.body

    @property
    def schedule(self) -> Schedule | None:
        """The term's schedule, where the reader sees it."""
        return getattr(self.term, "schedule", None)

    @property
    def groups(self) -> list[Body]:
        """The bodies below this one, in the order in which they were recorded."""
        return below(self.body)


def below(body: Body) -> list[Body]:
    """The bodies below one, as fetched."""
    return [parentage.child for parentage in body.child_parentages.all()]


def read(actor: Actor, slug: str, label: str, kind: PaperKind) -> Record | None:
    """The record behind a paper, or None where `actor` knows of no such term."""
    found = _records(actor, kind, Q(body__slug=slug, label=label))
    if not found:
        return None
    record = found[0]
    parts = [section.other_term_id for section in record.sections if section.facts == Facts.SUBPLAN]
    included = _records(actor, PaperKind.WORK_PLAN, Q(pk__in=[pk for pk in parts if pk]))
    return replace(record, included={other.term.pk: other for other in included})


def _records(actor: Actor, kind: PaperKind, which: Q) -> list[Record]:
    terms = list(_terms(actor, kind).filter(which))
    with_document = set(Document.objects.filter(term__in=terms, kind=KINDS[kind]).values_list("term", flat=True))
    with_schedule = set(Schedule.objects.filter(term__in=terms).values_list("term", flat=True))
    return [
        _record(actor, term, kind, has_document=term.pk in with_document, has_schedule=term.pk in with_schedule)
        for term in terms
    ]


def _record(actor: Actor, term: Term, kind: PaperKind, *, has_document: bool, has_schedule: bool) -> Record:
    schedule = getattr(term, "schedule", None)
    entries = tuple(in_order(schedule.entries.all())) if schedule else ()
    undisclosed = frozenset(
        entry.pk for entry in entries
        if hasattr(entry, "meeting") and entry.meeting.closed and not can_see_agenda(actor, entry)
    )  # fmt: skip
    documents = tuple(term.documents.all())
    document = next((document for document in documents if document.kind == KINDS[kind]), None)
    # The prose is the document's, and a plan's prose tells its schedule: where these are closed, so is the prose
    unseen = kind is PaperKind.WORK_PLAN and has_schedule and schedule is None
    withheld = unseen or (has_document and document is None)
    return Record(
        term=term,
        kind=kind,
        document=document,
        entries=entries,
        documents=documents,
        sections=() if withheld else tuple(term.sections.all()),
        undisclosed=undisclosed,
    )


def _terms(actor: Actor, kind: PaperKind) -> QuerySet[Term]:
    statements = Statement.objects.visible_to(actor).select_related("delegation", "report", "on_revision__document")
    return (
        Term.objects.visible_to(actor)
        .select_related("body__organization")
        .prefetch_related(
            *WITH_TERM,
            *_parents(actor),
            *_children(actor),
            *_documents(actor),
            Prefetch("statements", statements),
            Prefetch("sections", _sections(kind)),
            Prefetch("schedule", Schedule.objects.visible_to(actor)),
            "schedule__notes",
            Prefetch("schedule__entries", _entries(actor)),
        )
    )


def _sections(kind: PaperKind) -> QuerySet[PlanSection]:
    return PlanSection.objects.filter(paper=kind).select_related("listing", "table", "other_term")


def _parents(actor: Actor) -> tuple[Prefetch, ...]:
    """Two steps up: a group's committee and the committee's organ."""
    seen = Parentage.objects.filter(parent__in=Body.objects.visible_to(actor)).select_related("parent__organization")
    return (
        Prefetch("body__parentages", seen),
        Prefetch("body__parentages__parent__parentages", seen),
    )


def _children(actor: Actor) -> tuple[Prefetch | str, ...]:
    """Two steps down: groups and their subgroups, with who takes part in them."""
    seen = (
        Parentage.objects.filter(child__in=Body.objects.visible_to(actor))
        .select_related("child__organization")
        .order_by("child__pk")
    )
    step = "body__child_parentages__child"
    return (
        Prefetch("body__child_parentages", seen),
        Prefetch(f"{step}__child_parentages", seen),
        f"{step}__standings__delegation",
        f"{step}__child_parentages__child__standings__delegation",
    )


def _documents(actor: Actor) -> tuple[Prefetch, ...]:
    shown = Document.objects.visible_to(actor).select_related("series", "author_body", "author_person")
    return (
        Prefetch("documents", shown),
        Prefetch("documents__revisions", Revision.objects.visible_to(actor)),
        Prefetch(
            "documents__relations",
            DocumentRelation.objects.filter(other__in=Document.objects.visible_to(actor)).select_related("other"),
        ),
    )


def _entries(actor: Actor) -> QuerySet[Entry]:
    return (
        Entry.objects.visible_to(actor)
        .order_by(F("start").asc(nulls_last=True), "position", "pk")
        .select_related("meeting__room", "meeting__rapporteur__person", "deadline")
        .prefetch_related(
            "citations__instrument__texts",
            "meeting__sittings__room",
            Prefetch("meeting__items", AgendaItem.objects.visible_to(actor).select_related("deadline")),
            Prefetch("meeting__outcomes", Outcome.objects.visible_to(actor).select_related("document", "revision")),
            "meeting__attendances__delegation",
            Prefetch("meeting__conveners", Body.objects.visible_to(actor)),
        )
    )


class Nested(Protocol):
    """A row that may stand under another one."""

    parent_id: int | None


Row = TypeVar("Row", bound=Nested)


def tree(rows: Iterable[Row]) -> dict[int | None, list[Row]]:
    """Rows by the id of their parent; those without one under None."""
    by_parent: dict[int | None, list[Row]] = defaultdict(list)
    for row in rows:
        by_parent[row.parent_id].append(row)
    return by_parent
