"""The sections of a term's papers, and the tables of activities that stand in them."""

from __future__ import annotations

from groups.models import Body, Term
from meetings.enums import PaperKind
from meetings.models import ActivityTable, PlanSection
from portal.actors import Actor
from portal.prefetching import Prefetch


def sections_of(actor: Actor, term: Term, paper: str) -> list[PlanSection]:
    """The sections of one paper in their order; a plan that they include is named only where it may be known of."""
    known = Term.objects.filter(body__in=Body.objects.visible_to(actor)).select_related("body")
    return list(
        PlanSection.objects.filter(term=term, paper=paper).prefetch_related(Prefetch("other_term", queryset=known))
    )


def papers_with_sections(term: Term) -> list[str]:
    """The kinds of paper that the term has sections for, work plan first."""
    found = set(PlanSection.objects.filter(term=term).values_list("paper", flat=True).distinct())
    return [kind for kind in PaperKind.values if kind in found]


def tables_of(term: Term) -> list[ActivityTable]:
    """The tables of activities of a visible term."""
    return list(ActivityTable.objects.filter(term=term).prefetch_related("activities__spans"))
