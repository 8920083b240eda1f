"""The overview of a term: who, why, when, which papers, and what its record says against itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from documents.pages.lists import rows as document_rows
from documents.queries.documents import newest_of
from groups.models import Body, Parentage, Term
from groups.pages.bodies import row as body_row
from groups.pages.dates import between, capitalized, on, page_language
from groups.pages.following import following_of
from groups.pages.header import parents_known, term_header
from groups.pages.mandates import brief
from groups.pages.members import body_facts, counts
from groups.pages.officers import officers
from groups.queries.follows import choice_of
from groups.queries.mandates import mandates_of
from groups.queries.members import counts_of_standings
from groups.queries.posts import posts_of
from groups.queries.terms import Beside, is_over
from meetings.enums import EntryKind, PaperKind
from meetings.models import Entry
from meetings.pages.coverage import coverage, line
from meetings.pages.meeting import card
from meetings.pages.papers import paper_choices
from meetings.pages.remarks import remarks_listed, summary_of
from meetings.pages.rows import heading
from meetings.pages.silences import silence_rows
from meetings.permissions import can_see_agenda
from meetings.queries.entries import joint_entries
from meetings.queries.serving import items_filling
from meetings.queries.silences import open_in
from meetings.queries.tally import put_head, tallied, tally_of
from meetings.queries.upcoming import entries_compared
from portal.folding import folded
from portal.lib.punctuation import parted
from portal.pages import by_day, by_minute
from portal.requests import PortalRequest
from portal.templatetags.plenary import text
from portal.views.reading import day_of, reader_of, term_or_404, today_in

# As many papers as an overview names; the tab has them all.
NEWEST = 5
DUE = 4


@by_day
def overview(request: PortalRequest, slug: str, label: str) -> HttpResponse:
    """A term at a glance."""
    return at_a_glance(request, term_or_404(request, slug, label, asked_at_a_glance(request)))


def asked_at_a_glance(request: PortalRequest) -> Beside:
    """What that page asks about a term as it reads it."""
    return tallied(request.actor, to_print=True) | choice_of(request.actor)


def at_a_glance(request: PortalRequest, term: Term) -> HttpResponse:
    """The page of a term whose body has the head of its pages."""
    today = today_in(request.zone)
    reader = reader_of(request)
    actor = request.actor
    tally = tally_of(actor, term, to_print=True)
    there = tally.there
    put_head(term, there)
    entries = entries_compared(actor, term, there)
    mandates = mandates_of(actor, term)
    papers = newest_of(actor, term, NEWEST) if "documents" in tally.counts else []
    over = is_over(term.body, term, today)
    said = warnings(term, entries, mandates)
    context = {
        **term_header(actor, term, "overview", counts=tally.counts),
        "lead": term.body.description,
        "following": following_of(actor, term.body, term),
        "over": over,
        "posts": _posts(request, term, today, there) if "posts" in there else [],
        "facts": [*_term_facts(request, term), *body_facts(term.body)],
        "standing_counts": counts(counts_of_standings(term.body) if "standing_counts" in there else []),
        "coverage": coverage(entries, mandates, reader),
        "mandates": brief(mandate for mandate in mandates if mandate.listed),
        "papers": document_rows(actor, papers),
        "buttons": paper_choices(term, _kinds(there)),
        "warnings": said,
        "warnings_summary": summary_of(said),
        "silences": _silences(request, term) if "silences" in there else [],
        "subgroups": _subgroups(request, term.body, today) if "subgroups" in there else [],
        **_when(request, _with_joint(entries, joint_entries(actor, term, there)), today),
    }
    return render(request, "groups/overview.html", context)


def _silences(request: PortalRequest, term: Term) -> list[dict[str, Any]]:
    """What runs in the body, and what waits for a meeting to announce it."""
    now = timezone.now()
    found = open_in(request.actor, [term.body_id])
    if found:
        by_minute(request)
    return silence_rows(found, reader_of(request), now)


def _with_joint(entries: Sequence[Entry], joint: Sequence[Entry]) -> Sequence[Entry]:
    """The rows with the meetings that other groups convene jointly with this one, at their dates."""
    if not joint:
        return entries
    return sorted([*entries, *joint], key=lambda entry: (entry.start is None, entry.start or dt.date.max))


def _when(request: PortalRequest, entries: Sequence[Entry], today: dt.date) -> dict[str, Any]:
    """The next meeting and what is due, or the first and the last meeting of a term that is over."""
    reader = reader_of(request)
    recorded = [entry for entry in entries if entry.kind == EntryKind.MEETING and hasattr(entry, "meeting")]
    ahead = [entry for entry in recorded if entry.end and entry.end >= today and not entry.is_off]
    due = [entry for entry in entries if entry.kind == EntryKind.DEADLINE and entry.end and entry.end >= today]
    next_card = None
    if ahead:
        title, matter = heading(ahead[0], ahead[0].meeting, reader.language)
        next_card = card(ahead[0], ahead[0].meeting, reader, attends=can_see_agenda(request.actor, ahead[0])) | {
            "title": matter or title,
            "url": ahead[0].meeting.get_absolute_url(),
        }
    return {
        "next": next_card,
        "recorded": sum(entry.meeting.stands_for for entry in recorded),
        "ends": [line(entry, reader) for entry in (recorded[:1] + recorded[1:][-1:])] if not ahead else [],
        "later": [line(entry, reader) for entry in ahead[1:DUE]],
        "due": [line(entry, reader) for entry in due[:DUE]],
    }


def _posts(request: PortalRequest, term: Term, today: dt.date, there: Container[str]) -> list[dict[str, Any]]:
    over = is_over(term.body, term, today)
    fillers = _fillers(request, term) if "fillers" in there else {}
    return officers(posts_of(term), day_of(term, today), over=over, fillers=fillers)


def _fillers(request: PortalRequest, term: Term) -> dict[int, SafeString]:
    """By post, the agenda item at which it is to be filled, with a link to the meeting."""
    found: dict[int, SafeString] = {}
    for item in items_filling(request.actor, term):
        meeting = item.meeting
        label = item.label.rstrip(".)")
        where = _("item %(number)s of the meeting of %(date)s") if label else _("at the meeting of %(date)s")
        words = capitalized(where % {"number": label, "date": on(meeting.entry.start, meeting.entry.precision)})
        if item.post_id is not None:
            link = format_html('<a href="{}#{}">{}</a>', meeting.get_absolute_url(), item.key, words)
            found.setdefault(item.post_id, link)
    return found


def _kinds(there: Container[str]) -> tuple[str, ...]:
    """The papers that can be printed: a work plan always, the others where the term has sections of one, or such a
    paper."""
    plan, *others = PaperKind.values
    return (plan, *(kind for kind in others if f"{kind}_sections" in there or f"{kind}_papers" in there))


def warnings(term: Term, entries: Sequence[Entry], mandates: Sequence[Any]) -> list[dict[str, Any]]:
    """What is said of the source on pages beside the schedule, with links to its rows."""
    place = reverse("meetings:schedule", args=[term.body.slug, term.label])
    return remarks_listed(term, entries, mandates, page_language(), place=place)


def _term_facts(request: PortalRequest, term: Term) -> list[dict[str, Any]]:
    reporting = between(term.reporting_began, term.reporting_ended)
    return [
        {"label": _("Term"), "value": between(term.began, term.ended, term.began_precision, term.ended_precision)},
        {"label": _("Installed"), "value": on(term.installed_on)},
        {"label": _("Installation"), "value": term.installation},
        {"label": _("Reporting period"), "value": reporting},
        {"label": _("Meetings held, as reported"), "value": term.meetings_held},
        {"label": _("Joint group of"), "value": _joint(request, term.body)},
    ]


def _joint(request: PortalRequest, body: Body) -> SafeString | str:
    """Its parents of equal rank, each linked."""
    parents = parents_known(request.actor, body)
    if len(parents) < 2:
        return ""
    links = ((parent.get_absolute_url(), text(parent.name)) for parent in parents)
    return format_html_join(parted(page_language()), '<a href="{}">{}</a>', links)


def _subgroups(request: PortalRequest, body: Body, today: dt.date) -> list[dict[str, Any]]:
    """The bodies under it that the reader may know of."""
    below = Parentage.objects.filter(parent=body, child__in=Body.objects.visible_to(request.actor))
    found = folded(below.select_related("child"), "child__terms")
    return [body_row(parentage.child, today) for parentage in found]
