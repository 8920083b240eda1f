"""What there is of a term, found out by one question, so that pages of it need not ask for what it has not."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, QuerySet, prefetch_related_objects

from documents.enums import DocumentKind
from documents.queries.documents import documents_in
from groups.models import FormerName, Parentage, Post, SourceRemark, StandingCount, Term
from groups.queries import terms
from meetings.enums import PaperKind
from meetings.models import (
    AgendaItem,
    AgendaPaper,
    Citation,
    Extension,
    Meeting,
    Outcome,
    PlanSection,
    ScheduleNote,
    ScheduleVersion,
    Silence,
    Sitting,
)
from meetings.queries.counts import asked_with, counted
from meetings.silences.states import HOLDING
from portal.actors import Actor
from portal.prefetching import Prefetch


class _All:
    """Nothing is known to be missing."""

    def __contains__(self, name: object) -> bool:
        return True


ALL = _All()


@dataclass(frozen=True, slots=True)
class Tally:
    """How many rows stand under each tab, and of what there is anything: whoever may see it, but for kinds of paper."""

    counts: Mapping[str, int]
    there: Container[str]


def tally_of(actor: Actor, term: Term, *, to_print: bool = False) -> Tally:
    """Both in one query, or in none where the term was read with `tallied`; `to_print`: also which papers the reader
    may print where they know of one."""
    found: Mapping[str, Any] = asked_with(term)
    if "has_items" not in found or (to_print and "has_report_papers" not in found):
        asked: Any = Term.objects.filter(pk=term.pk).order_by()
        found = asked.values(**tallied(actor, term, to_print=to_print)).get()
    counts = {name.removeprefix("in_"): number for name, number in found.items() if number and name[:3] == "in_"}
    there = (name.removeprefix("has_") for name, is_there in found.items() if name[:4] == "has_" and is_there is True)
    return Tally(counts, frozenset(there))


def tallied(actor: Actor, term: Term = terms.OUTER, *, to_print: bool = False) -> dict[str, Any]:
    """All that as parts of a query for the term."""
    sets = _sets(term) | (_papers(actor, term) if to_print else {})
    return {**counted(actor, term), **{f"has_{name}": Exists(found.order_by()) for name, found in sets.items()}}


def _sets(term: Term) -> dict[str, QuerySet[Any]]:
    """What many terms have not, and what it costs a question or more to read."""
    meeting = {"meeting__entry__schedule__term": term.pk}
    return {
        "citations": Citation.objects.filter(entry__schedule__term=term.pk),
        "extensions": Extension.objects.filter(deadline__entry__schedule__term=term.pk),
        "fillers": AgendaItem.objects.filter(post__term=term.pk),
        "items": AgendaItem.objects.filter(**meeting),
        "joint": Meeting.joint_with.through.objects.filter(body=term.body_id),
        "mandated": AgendaItem.objects.filter(**meeting, mandates__isnull=False),
        "names": FormerName.objects.filter(body=term.body_id),
        "notes": ScheduleNote.objects.filter(schedule__term=term.pk),
        "outcomes": Outcome.objects.filter(**meeting),
        "papers": AgendaPaper.objects.filter(item__meeting__entry__schedule__term=term.pk),
        "posts": Post.objects.filter(term=term.pk),
        "remarks": SourceRemark.objects.filter(term=term.pk),
        **{f"{paper}_sections": PlanSection.objects.filter(term=term.pk, paper=paper) for paper in PaperKind.values},
        "silences": Silence.objects.filter(term__body=term.body_id, state__in=HOLDING),
        "sittings": Sitting.objects.filter(**meeting),
        "standing_counts": StandingCount.objects.filter(body=term.body_id),
        "subgroups": Parentage.objects.filter(parent=term.body_id),
        "versions": ScheduleVersion.objects.filter(schedule__term=term.pk),
    }


def _papers(actor: Actor, term: Term) -> dict[str, QuerySet[Any]]:
    """Papers of the kinds that can be printed, as far as the reader may know of them."""
    kinds = (DocumentKind.REPORT, DocumentKind.COMMUNIQUE)
    return {f"{kind}_papers": documents_in(actor, term).filter(kind=kind) for kind in kinds}


def part(lookup: str, rows: QuerySet[Any], *, is_there: bool) -> Prefetch:
    """Rows to prefetch; none, and no question, where there are none."""
    return Prefetch(lookup, queryset=rows if is_there else rows.none())


def put_head(term: Term, there: Container[str]) -> None:
    """What the head of its pages shows, and what is said of the source."""
    remarks = part("source_remarks", SourceRemark.objects.all(), is_there="remarks" in there)
    prefetch_related_objects([term], remarks)
    terms.put_head(term.body, has_names="names" in there)
