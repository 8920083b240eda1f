"""The sections of a term's papers, and the tables of activities that stand in them."""

from __future__ import annotations

from groups.models import Body, Term
from meetings.enums import PaperKind
from meetings.models import ActivityTable, PlanSection
from portal.actors import Actor
from portal.prefetching import Prefetch


def sections_by_paper(actor: Actor, term: Term) -> dict[str, list[PlanSection]]:
    """The sections of each paper that the term has any for, in their order, the work plan's first; a plan that they
    include is named only where it may be known of."""
    known = Term.objects.filter(body__in=Body.objects.visible_to(actor)).select_related("body")
    found = PlanSection.objects.filter(term=term).prefetch_related(Prefetch("other_term", queryset=known))
    rows: dict[str, list[PlanSection]] = {}
    for section in found:
        rows.setdefault(section.paper, []).append(section)
    return {kind: rows[kind] for kind in PaperKind.values if kind in rows}


def tables_of(term: Term) -> list[ActivityTable]:
    """The tables of activities of a visible term."""
    return list(ActivityTable.objects.filter(term=term).prefetch_related("activities__spans"))
