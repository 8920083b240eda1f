"""What every page of reading asks first: the term or body in the address, the reader, the day."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from django.http import Http404
from django.utils import timezone

from groups.models import Body, Term
from groups.pages.dates import page_language
from groups.queries.terms import Beside, body_of, term_of
from meetings.pages.hours import Reader
from meetings.queries.counts import counted
from portal.requests import PortalRequest


def reader_of(request: PortalRequest) -> Reader:
    """The language and the zone that a page is made for."""
    return Reader(page_language(), request.zone)


def term_or_404(request: PortalRequest, slug: str, label: str, beside: Beside | None = None) -> Term:
    """The term; an absent one and one that the reader may not know of look the same.

    `beside`: what is asked about it in the same query, where it is not what stands under its tabs.
    """
    term = term_of(request.actor, slug, label, counted(request.actor) if beside is None else beside)
    if term is None:
        raise Http404
    return term


def body_or_404(request: PortalRequest, slug: str, beside: Beside | None = None) -> Body:
    """The body, in the same way; `beside` is asked about its current term."""
    body = body_of(request.actor, slug, today_in(request.zone), beside)
    if body is None:
        raise Http404
    return body


def today_in(zone: str | None) -> dt.date:
    """The date where the reader is, else in UTC."""
    return timezone.now().astimezone(ZoneInfo(zone or "UTC")).date()


def day_of(term: Term, today: dt.date) -> dt.date:
    """The day on which a term's officers are told: today, or its last or first day when today is outside it."""
    if term.ended and term.ended < today:
        return term.ended
    if term.began and term.began > today:
        return term.began
    return today
