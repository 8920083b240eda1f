"""The papers of a term, and one document: what it is and where it was discussed."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from documents.models import Document
from documents.pages.document import document_page
from documents.pages.lists import rows
from documents.pages.statements import statements
from documents.queries.documents import (
    document_at,
    document_called,
    documents_among,
    documents_in,
    documents_of,
    statements_of,
    statements_on,
)
from groups.models import Term
from groups.pages.dates import on
from groups.pages.header import term_header
from meetings.models import AgendaPaper, Meeting, Outcome
from meetings.pages.silences import silence_row
from meetings.queries.counts import counts_of
from meetings.queries.serving import outcomes_on, papers_before_meetings, papers_of_meetings
from meetings.queries.silences import may_be_put, may_object, silences_on
from meetings.silences.permissions import may_lead_silence
from meetings.silences.states import SilenceState
from portal.pages import by_day, by_minute
from portal.requests import PortalRequest
from portal.views.reading import reader_of, term_or_404


@by_day
def documents(request: PortalRequest, slug: str, label: str) -> HttpResponse:
    """The term's own papers, those of others before its meetings, and statements for the record."""
    term = term_or_404(request, slug, label)
    actor = request.actor
    context = {
        **term_header(actor, term, "documents", counts=counts_of(actor, term)),
        "documents": rows(actor, documents_of(actor, term)),
        "others": rows(actor, _others(request, term)),
        "statements": statements(statements_of(actor, term)),
    }
    return render(request, "groups/documents.html", context)


def _others(request: PortalRequest, term: Term) -> list[Document]:
    before = Document.objects.filter(pk__in=papers_of_meetings(request.actor, term))
    return documents_among(request.actor, before.exclude(pk__in=documents_in(request.actor, term).values("pk")))


@by_day
def document(request: PortalRequest, key: str) -> HttpResponse:
    """One document by its address; the key of a revision answers with that revision marked."""
    found = document_at(request.actor, key)
    marked = ""
    if found is None:
        slug, marked = document_called(request.actor, key) or ("", "")
        found = document_at(request.actor, slug) if slug else None
        if found is None:
            raise Http404
        if not marked:
            return redirect(found, permanent=True)
    context = {
        **document_page(request.actor, found, marked=marked),
        "discussed": [_discussed(paper) for paper in papers_before_meetings(request.actor, found)],
        "outcomes": [_outcome(outcome) for outcome in outcomes_on(request.actor, found)],
        "statements": statements(statements_on(request.actor, found)),
        **_silences(request, found),
    }
    return render(request, "documents/document.html", context)


def _silences(request: PortalRequest, found: Document) -> dict[str, Any]:
    """Its silence procedures; for who leads them, whether a text of it can be put to one."""
    actor, now = request.actor, timezone.now()
    silences = silences_on(actor, found)
    mine = {silence.pk for silence in silences if silence.is_running(now) and may_object(actor, silence, now.date())}
    put = may_lead_silence(actor, found.body) and may_be_put(actor, found)
    reader = reader_of(request)
    if any(silence.state == SilenceState.RUNNING for silence in silences):
        by_minute(request)
    return {
        "silences": [{**silence_row(each, reader, now), "pk": each.pk, "mine": each.pk in mine} for each in silences],
        "silence_url": reverse("meetings:silence_new", args=[found.slug]) if put else "",
    }


def _discussed(paper: AgendaPaper) -> dict[str, Any]:
    item = paper.item
    return _place(item.meeting, item.key) | {
        "number": item.label,
        "text": item.text,
        "revision": paper.revision.symbol if paper.revision else "",
        "note": paper.note,
    }


def _outcome(outcome: Outcome) -> dict[str, Any]:
    kind = outcome.get_kind_display()
    return _place(outcome.meeting, "") | {
        "kind": kind[:1].upper() + kind[1:],
        "text": outcome.text,
        "revision": outcome.revision.symbol if outcome.revision else "",
        "released": outcome.released_at is not None,
    }


def _place(meeting: Meeting, anchor: str) -> dict[str, Any]:
    entry = meeting.entry
    return {
        "date": on(entry.start, entry.precision or "day"),
        "url": f"{meeting.get_absolute_url()}#{anchor}" if anchor else meeting.get_absolute_url(),
        "body": entry.schedule.term.body.name,
    }
