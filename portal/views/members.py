"""Who takes part: delegations, posts over time, subgroups."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from groups.pages.header import term_header
from groups.pages.members import body_facts, counts, standings, subgroups
from groups.pages.officers import history
from groups.queries.members import counts_of_standings, groups_of, standings_of
from groups.queries.posts import posts_of
from meetings.queries.counts import counts_of
from portal.pages import by_day
from portal.requests import PortalRequest
from portal.views.reading import term_or_404


@by_day
def members(request: PortalRequest, slug: str, label: str) -> HttpResponse:
    """Delegations by standing, every tenure in every post, the bodies below."""
    term = term_or_404(request, slug, label)
    context = {
        **term_header(request.actor, term, "members", counts=counts_of(request.actor, term)),
        "participation": term.body.get_participation_display(),
        "standings": standings(standings_of(term)),
        "standing_counts": counts(counts_of_standings(term.body)),
        "posts": history(posts_of(term)),
        "subgroups": subgroups(groups_of(request.actor, term)),
        "facts": body_facts(term.body),
    }
    return render(request, "groups/members.html", context)
