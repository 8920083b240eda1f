"""One instrument: what it is, what chain it stands in, where it is a mandate and which meetings take it up."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from groups.pages.header import term_label
from groups.pages.instruments import given_to, instrument_page
from groups.queries.instruments import instrument_at, instrument_called, mandates_from
from meetings.models import Entry
from meetings.pages.coverage import line
from meetings.pages.hours import Reader
from meetings.queries.serving import entries_citing
from portal.pages import by_day
from portal.requests import PortalRequest
from portal.views.reading import reader_of


@by_day
def instrument(request: PortalRequest, key: str) -> HttpResponse:
    """The instrument; another key of the same one leads to its address."""
    found = instrument_at(request.actor, key)
    if found is None:
        other = instrument_called(request.actor, key)
        if other is None:
            raise Http404
        return redirect(other, permanent=True)
    context = {
        **instrument_page(request.actor, found),
        "mandates": given_to(mandates_from(request.actor, found)),
        "entries": _by_term(entries_citing(request.actor, found), reader_of(request)),
    }
    return render(request, "groups/instrument.html", context)


def _by_term(entries: list[Entry], reader: Reader) -> list[dict[str, Any]]:
    """Rows that cite it, by the term whose schedule they stand in."""
    found: dict[int, dict[str, Any]] = {}
    for entry in entries:
        term = entry.schedule.term
        group = found.setdefault(
            term.pk,
            {"body": term.body.name, "term": term_label(term), "url": entry.schedule.get_absolute_url(), "rows": []},
        )
        group["rows"].append(line(entry, reader))
    return list(found.values())
