"""The page of an adopted version: the plan as a meeting approved it, whatever became of it since."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from groups.pages.header import term_header
from groups.queries.terms import term_of
from meetings.enums import ScheduleState
from meetings.models import ScheduleVersion
from meetings.pages.differences import difference_rows
from meetings.pages.frozen import frozen_entries
from meetings.pages.hours import Reader, zone_note
from meetings.pages.rows import months
from meetings.pages.versions import version_row
from meetings.permissions import may_draft
from meetings.queries.counts import counted, counts_of
from meetings.queries.versions import difference_between, version_at, version_before
from portal.lib.multilingual import Multilingual
from portal.requests import PortalRequest


def version(request: PortalRequest, slug: str, label: str, number: str) -> HttpResponse:
    """One version by its number: `2`, or `2-corr-1`."""
    term = term_of(request.actor, slug, label, counted(request.actor))
    found = version_at(request.actor, term, number) if term else None
    if term is None or found is None:
        raise Http404
    reader = Reader((get_language() or "en")[:2], request.zone)
    entries = [entry for entry in frozen_entries(request.actor, found) if entry.listed]
    context = {
        **term_header(request.actor, term, "schedule", counts=counts_of(request.actor, term)),
        "body": term.body,
        "schedule": found.schedule,
        "version": version_row(found, request.actor, reader.language),
        "plan_title": Multilingual(found.content.get("title") or dict(found.schedule.title)),
        "notes": [Multilingual(note["text"]) for note in found.content.get("notes", [])],
        "months": months(entries, reader),
        "zone_note": zone_note(term, entries, reader.language),
        "in_force": _in_force(found),
        "take_up_url": _take_up_url(request, found),
        **_changes(found, {entry.key for entry in entries}, reader),
    }
    return render(request, "meetings/version.html", context)


def _take_up_url(request: PortalRequest, version: ScheduleVersion) -> str:
    """Where who may draft makes the draft say the same; nothing becomes of a schedule that is closed."""
    schedule, term = version.schedule, version.schedule.term
    if schedule.state == ScheduleState.CLOSED or not may_draft(request.actor, schedule):
        return ""
    return reverse("meetings:editor_take_up", args=[term.body.slug, term.label, version.slug])


def _in_force(version: ScheduleVersion) -> bool:
    schedule = version.schedule
    return (version.revision, version.corrigendum) == (schedule.revision, schedule.corrigendum)


def _changes(version: ScheduleVersion, shown: set[str], reader: Reader) -> dict[str, Any]:
    """What it changed against the version before it, in rows that the reader sees here."""
    before = version_before(version)
    if before is None:
        return {"changes": []}
    found = difference_between(before, version)
    rows = [row for row in found.rows if row.key in shown]
    against = _("rev. %(number)s") % {"number": before.revision} if before.revision else _("the first version")
    return {"changes": difference_rows(rows, reader.language), "against": against}
