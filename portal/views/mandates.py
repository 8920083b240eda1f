"""What a term is asked to do, and which meetings take it up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from groups.models import Mandate
from groups.pages.header import term_header
from groups.pages.mandates import brief, full
from groups.queries.mandates import mandates_with_chains
from meetings.models import Entry
from meetings.pages.coverage import coverage, served_at
from meetings.pages.hours import Reader
from meetings.pages.remarks import summary_of
from meetings.queries.tally import put_head, tallied, tally_of
from meetings.queries.upcoming import entries_compared
from portal.pages import by_day
from portal.requests import PortalRequest
from portal.views.reading import reader_of, term_or_404
from portal.views.terms import warnings

# What these say concerns symbols; the rest of the remarks stands on the overview and the schedule.
ON_SYMBOLS = frozenset(
    {
        "two_sessions",
        "session_year",
        "session_unknown",
        "numeral_malformed",
        "zero_for_letter",
        "missing_hyphen",
        "year_missing",
        "session_missing",
        "spacing",
        "letter_case",
        "number_sign",
        "dash",
        "unserved",
        "unlisted",
    }
)


@by_day
def mandates(request: PortalRequest, slug: str, label: str) -> HttpResponse:
    """The mandates; `?instrument=` chooses one and lists the meetings that serve it."""
    term = term_or_404(request, slug, label, tallied(request.actor))
    reader = reader_of(request)
    tally = tally_of(request.actor, term)
    put_head(term, tally.there)
    given = mandates_with_chains(request.actor, term)
    entries = entries_compared(request.actor, term, tally.there)
    chosen = request.GET.get("instrument", "")
    remarks = [remark for remark in warnings(term, entries, given) if remark["code"] in ON_SYMBOLS]
    rows = full(request.actor, given, chosen=chosen)
    for row in rows:
        row["remarks"] = [remark["text"] for remark in remarks if row["symbol"] and _concerns(remark, row["symbol"])]
    context = {
        **term_header(request.actor, term, "mandates", counts=tally.counts),
        "mandates": rows,
        "coverage": coverage(entries, given, reader, chosen=chosen),
        "chosen": _chosen(given, entries, chosen, reader),
        "warnings": remarks,
        "warnings_summary": summary_of(remarks),
    }
    return render(request, "groups/mandates.html", context)


def _concerns(remark: dict[str, Any], symbol: str) -> bool:
    """Whether a remark speaks of the spelling of `symbol`: those sentences begin with it, that of a pair names both."""
    said = str(remark["text"])
    if remark["code"] == "two_sessions":
        return symbol in said
    return remark["code"] not in ("unserved", "unlisted") and said.startswith(symbol)


def _chosen(given: Sequence[Mandate], entries: Sequence[Entry], slug: str, reader: Reader) -> dict[str, Any] | None:
    """The instrument chosen, by what the mandates or the rows cite of it; None for none or an unknown one."""
    if not slug:
        return None
    instruments = {mandate.instrument.slug: mandate.instrument for mandate in given}
    for entry in entries:
        instruments |= {citation.instrument.slug: citation.instrument for citation in entry.citations.all()}
    instrument = instruments.get(slug)
    if instrument is None:
        return None
    return {
        "symbol": instrument.symbol or instrument.title,
        "title": instrument.title if instrument.symbol else "",
        "url": instrument.get_absolute_url(),
        "mandates": brief(mandate for mandate in given if mandate.instrument.slug == slug),
        "rows": served_at(entries, instrument.pk, reader),
    }
