"""Importing a schedule: paste or choose a file, look at what is understood, then import; nothing is saved before."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from groups.models import Term
from groups.pages.header import term_header
from groups.permissions import may_edit
from meetings.enums import ScheduleState
from meetings.forms.imports import SourceForm
from meetings.imports import Reading, UnreadableError, read_schedule
from meetings.imports.result import unpacked
from meetings.models import Entry, Schedule
from meetings.operations.errors import RefusedError
from meetings.operations.imports import hints_for, import_rows
from meetings.pages.imports import chosen, counted, previews
from meetings.queries.schedules import term_at
from portal.requests import PortalRequest

SALT = "meetings.import"
KEPT_FOR = 60 * 60 * 24
"""A preview left open longer is read anew."""


@login_required
@require_http_methods(["GET", "POST"])
def import_schedule(request: PortalRequest, slug: str, label: str) -> HttpResponse:
    """The three steps at one address: the form, the preview, the import."""
    term = term_at(request.actor, slug, label)
    if term is None or not may_edit(request.actor, term.body.organization_id):
        raise Http404
    if request.method == "POST" and "reading" in request.POST:
        return _import(request, term)
    form = SourceForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        content, name = form.content()
        try:
            reading = read_schedule(content, name, hints_for(term))
        except UnreadableError as error:
            form.add_error("file" if name else "pasted", str(error))
        else:
            return _preview(request, term, reading)
    status = 422 if request.method == "POST" else 200
    return render(request, "meetings/import/paste.html", {**_head(request, term), "form": form}, status=status)


def _head(request: PortalRequest, term: Term) -> dict[str, Any]:
    place = [term.body.slug, term.label]
    return {
        **term_header(request.actor, term, "schedule", below=True),
        "title": _("Import schedule"),
        "term": term,
        "cancel_url": reverse("meetings:schedule", args=place),
        "import_url": reverse("meetings:import", args=place),
        "in_force": Schedule.objects.filter(term=term).exclude(state=ScheduleState.DRAFT).exists(),
        "edit_url": reverse("meetings:editor", args=place),
    }


def _preview(
    request: PortalRequest, term: Term, reading: Reading, *, ticked: frozenset[str] | None = None, error: str = ""
) -> HttpResponse:
    language = (get_language() or "en")[:2]
    rows = previews(reading, language, ticked)
    context = {
        **_head(request, term),
        "reading": reading,
        "summary": counted(reading),
        "rows": rows[: len(reading.rows)],
        "suggestions": rows[len(reading.rows) :],
        "warnings": [{"text": warning["text"]} for warning in reading.warnings],
        "loose": [note for note in reading.notes if note not in reading.footnotes],
        "there": Entry.objects.filter(schedule__term=term, schedule__state=ScheduleState.DRAFT).count(),
        "packed": signing.dumps({"term": term.pk, "reading": reading.packed()}, salt=SALT, compress=True),
        "error": error,
    }
    return render(request, "meetings/import/preview.html", context, status=422 if error else 200)


def _import(request: PortalRequest, term: Term) -> HttpResponse:
    """Import what was previewed, not what the browser says of it."""
    try:
        kept = signing.loads(request.POST["reading"], salt=SALT, max_age=KEPT_FOR)
    except signing.BadSignature:
        kept = {}
    if kept.get("term") != term.pk:
        messages.error(request, _("This preview is no longer valid. Paste the schedule again."))
        return redirect("meetings:import", term.body.slug, term.label)
    reading = unpacked(kept["reading"])
    ticked = frozenset(request.POST.getlist("row"))
    rows = chosen(reading, ticked)
    try:
        number = import_rows(
            actor=request.actor,
            now=timezone.now(),
            term=term,
            reading=reading,
            rows=rows,
            replace=request.POST.get("replace") == "yes",
        )
    except RefusedError as error:
        return _preview(request, term, reading, ticked=ticked, error=str(error))
    says = ngettext("%(number)s row imported into the draft.", "%(number)s rows imported into the draft.", number)
    messages.success(request, says % {"number": number})
    return redirect("meetings:schedule", term.body.slug, term.label)
