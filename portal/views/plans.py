"""The plan of a term, to be read on the page: prose and facts in the order of the paper."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from groups.pages.header import term_header
from groups.queries.terms import is_over
from meetings.enums import PaperKind
from meetings.pages.papers import paper_choices
from meetings.pages.plan import Plan, plan_sections, rest
from meetings.queries.counts import counts_of
from meetings.queries.plans import sections_by_paper
from portal.pages import by_day
from portal.requests import PortalRequest
from portal.views.reading import day_of, reader_of, term_or_404, today_in


@by_day
def plan(request: PortalRequest, slug: str, label: str) -> HttpResponse:
    """The work plan, or with `?paper=` another paper that the term has sections for."""
    term = term_or_404(request, slug, label)
    today = today_in(request.zone)
    written = sections_by_paper(request.actor, term)
    asked = request.GET.get("paper", "")
    paper = asked if asked in written else next(iter(written), PaperKind.WORK_PLAN.value)
    sections, over = written.get(paper, []), is_over(term.body, term, today)
    read = Plan(request.actor, term, sections, reader_of(request), day_of(term, today), over)
    context = {
        **term_header(request.actor, term, "plan", counts=counts_of(request.actor, term)),
        "sections": plan_sections(read),
        "rest": rest(read),
        "buttons": paper_choices(term, (paper,)),
        "paper": PaperKind(paper).label.capitalize(),
        "papers": [
            {"label": PaperKind(kind).label.capitalize(), "url": f"?paper={kind}", "current": kind == paper}
            for kind in written
        ],
    }
    return render(request, "groups/plan.html", context)
