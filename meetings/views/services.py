"""What the house arranges for a meeting: interpretation, and which services are told of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from groups.pages.header import term_header
from groups.permissions import may_edit
from meetings.forms.services import InterpretationForm
from meetings.models import Entry
from meetings.notices.facts import facts_of
from meetings.operations.errors import RefusedError
from meetings.operations.interpretation import set_interpretation
from meetings.pages.hours import Reader
from meetings.pages.rows import date_text, no_date
from meetings.pages.services import service_rows
from meetings.queries.drafts import row_for_editing
from meetings.queries.entries import meeting_at
from meetings.queries.services import Concern, is_concerned, served_in
from meetings.transfer.entries import load_entries
from portal.requests import PortalRequest


@login_required
def services(request: PortalRequest, pk: int) -> HttpResponse:
    """The languages of interpretation, and who works at the meeting as it stands."""
    entry = meeting_at(request.actor, pk)
    if entry is None or not may_edit(request.actor, entry.schedule.term.body.organization_id):
        raise Http404
    row = row_for_editing(request.actor, entry.schedule, entry.key)
    seen = row.version if row else ""
    form = InterpretationForm(request.POST or None, initial={"languages": entry.meeting.interpretation, "seen": seen})
    if request.method == "POST" and form.is_valid() and _kept(request, entry, form):
        messages.success(request, _("Saved."))
        return redirect("meetings:services", pk)
    reader = Reader((get_language() or "en")[:2], request.zone)
    header = term_header(request.actor, entry.schedule.term, "schedule", below=True)
    page = {"label": date_text(entry, reader.language) or no_date(entry), "url": entry.get_absolute_url()}
    context = {
        **header,
        "crumbs": [*header["crumbs"], page],
        "title": _("Interpretation and services"),
        "form": form,
        "submit": _("Save"),
        "cancel_url": entry.get_absolute_url(),
        "tabs": "",
        "terms": "",
        "services": service_rows(_working_at(entry), reader),
        "add_url": f"{reverse('desk-new', args=['service'])}?of={entry.schedule.term.body.organization_id}",
    }
    return render(request, "meetings/services.html", context, status=422 if form.is_bound else 200)


def _kept(request: PortalRequest, entry: Entry, form: InterpretationForm) -> bool:
    given: dict[str, Any] = form.cleaned_data
    try:
        set_interpretation(
            actor=request.actor,
            now=timezone.now(),
            schedule=entry.schedule,
            key=entry.key,
            seen=given["seen"],
            languages=given["languages"],
        )
    except RefusedError as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _working_at(entry: Entry) -> list[Any]:
    live = load_entries(entry.schedule, [entry.key])[entry.key]
    concern = Concern(entry, {}, facts_of(live.content))
    return [service for service in served_in(entry.schedule.term.body) if is_concerned(service, concern)]
