"""Search by symbol, in whatever spelling, and by words."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from portal.requests import PortalRequest
from portal.search import search as find

EXAMPLES = ("CAJP/GT/TM-24/05 rev. 7", "gt/tm-24", "AG/RES. 2699")


def search(request: PortalRequest) -> HttpResponse:
    """What the query finds, best first; without a query, how to ask."""
    query = " ".join(request.GET.get("q", "").split())
    hits = find(request.actor, query) if query else []
    context = {"section": "search", "query": query, "hits": hits, "examples": EXAMPLES}
    return render(request, "portal/search.html", context)
