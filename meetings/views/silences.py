"""The page of a silence procedure, and what is done there: start, object, end, announce the result."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from documents.models import Document
from documents.pages.statements import statements
from documents.queries.documents import statements_on
from groups.pages.header import term_header
from groups.permissions import may_edit
from groups.queries.terms import current_term
from meetings.forms.silences import EndForm, ObjectionForm, ResultForm, SilenceForm
from meetings.models import Silence
from meetings.operations import silence_results
from meetings.operations import silences as operations
from meetings.operations.errors import RefusedError
from meetings.operations.telling_silences import hurried
from meetings.pages.hours import Reader
from meetings.pages.notices import told_rows
from meetings.pages.silences import previews, silence_page
from meetings.queries.silences import (
    has_objected,
    may_be_put,
    may_object,
    meetings_declaring,
    silence_at,
    silenced,
    told_of,
)
from meetings.silences.permissions import may_lead_silence
from meetings.silences.states import OPEN, SilenceState
from portal.requests import PortalRequest


def _silence(request: PortalRequest, pk: int) -> Silence:
    found = silence_at(request.actor, pk)
    if found is None:
        raise Http404
    return found


def _led(request: PortalRequest, pk: int) -> Silence:
    """One that the reader leads."""
    found = _silence(request, pk)
    if not may_lead_silence(request.actor, found.term.body):
        raise Http404
    return found


def _reader(request: PortalRequest) -> Reader:
    return Reader((get_language() or "en")[:2], request.zone)


def silence(request: PortalRequest, pk: int) -> HttpResponse:
    """Its text, its instant, who objected; the way to object for delegates of members; what is next, for who leads."""
    found = _silence(request, pk)
    actor, now, reader = request.actor, timezone.now(), _reader(request)
    mine = may_object(actor, found, now.date()) if now < found.expires_at else []
    objected = has_objected(found, mine)
    staff = may_edit(actor, found.term.body.organization_id)
    on_text = [each for each in statements_on(actor, found.revision.document) if _is_on(each, found)]
    context: dict[str, Any] = {
        **term_header(actor, found.term, "documents", below=True),
        **silence_page(found, reader, now),
        "mine": [each for each in mine if each.pk not in objected],
        "may_object": found.state in (SilenceState.RUNNING, SilenceState.BROKEN) and now < found.expires_at,
        "leads": _steps(request, found) if may_lead_silence(actor, found.term.body) else None,
        "statements": statements(on_text),
        "staff": staff,
        "told": told_rows(told_of(found), found, reader) if staff else [],
        "new_statement_url": f"{reverse('desk-new', args=['statement'])}?of={found.term_id}" if staff else "",
    }
    return render(request, "meetings/silence.html", context)


def _is_on(statement: Any, found: Silence) -> bool:
    return statement.on_revision_id in (None, found.revision_id)


def _steps(request: PortalRequest, found: Silence) -> dict[str, Any]:
    """What who leads it can do now; before the start what would be told, and a rule that is not kept."""
    now = timezone.now()
    state = found.state_at(now)
    waiting = state is SilenceState.ANNOUNCED
    recipients = hurried(silenced(found, now.date()), found, now) if waiting else []
    short = operations.shortfall(found.term, now, found.expires_at) if waiting else None
    return {
        "start": waiting,
        "previews": previews(found, recipients, now) if waiting else [],
        "count": len(recipients),
        "short": short,
        "refused": bool(short and short[0].strictness == "refuse"),
        "past": waiting and now >= found.expires_at,
        "end": state in OPEN,
        "result": state in (SilenceState.UNBROKEN, SilenceState.DECLARED),
        "numbered": state is SilenceState.DECLARED,
    }


@login_required
def new(request: PortalRequest, key: str) -> HttpResponse:
    """Put a text of a document to silence; it runs once it is started from its preview."""
    document = Document.objects.known_to(request.actor).filter(slug=key).select_related("body__organization").first()
    if document is None or not may_lead_silence(request.actor, document.body):
        raise Http404
    term = document.term or current_term(document.body, timezone.now().date())
    revisions = may_be_put(request.actor, document)
    if term is None or not revisions:
        messages.error(request, _("No text of this document can be put to silence: it has a number, or is adopted."))
        return redirect(document)
    language = _reader(request).language
    form = SilenceForm(request.POST or None, revisions=revisions, term=term, language=language)
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("revision", "announced_in", "expires_at", "zone")}
        try:
            made = operations.prepare(actor=request.actor, now=timezone.now(), term=term, **given)
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(made)
    header = term_header(request.actor, term, "documents", below=True)
    page = {"label": document.title, "url": document.get_absolute_url()}
    return _form(
        request, {**header, "crumbs": [*header["crumbs"], page]}, form, _("Put a text to silence"), _("Preview")
    )


@login_required
@require_POST
def start(request: PortalRequest, pk: int) -> HttpResponse:
    """Start it, as previewed; every member is told at once."""
    found = _led(request, pk)
    try:
        shorter = request.POST.get("shorter") == "on"
        number = operations.start(actor=request.actor, now=timezone.now(), silence=found, shorter=shorter)
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        words = ngettext("It runs. %(number)s person is told.", "It runs. %(number)s people are told.", number)
        messages.success(request, words % {"number": number})
    return redirect(found)


@login_required
def object_to(request: PortalRequest, pk: int) -> HttpResponse:
    """Object, or propose an amendment, for one's own delegation."""
    now = timezone.now()
    found = _silence(request, pk)
    mine = may_object(request.actor, found, now.date())
    if not mine:
        raise Http404
    form = ObjectionForm(request.POST or None, delegations=mine)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            operations.object_to(
                actor=request.actor,
                now=now,
                silence=found,
                delegation=given["delegation"],
                kind=given["kind"],
                text={_reader(request).language: given["text"]},
            )
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Received. The silence is broken: the text is not adopted, members are told."))
            return redirect(found)
    return _form_below(request, found, form, _("Object"), _("Object"), danger=True)


@login_required
def end(request: PortalRequest, pk: int) -> HttpResponse:
    """The chair ends it before its hour."""
    found = _led(request, pk)
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            operations.withdraw(actor=request.actor, now=timezone.now(), silence=found, reason=reason)
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The silence is ended."))
            return redirect(found)
    return _form_below(request, found, form, _("End the silence"), _("End it"), danger=True)


@login_required
def result(request: PortalRequest, pk: int) -> HttpResponse:
    """Record that a meeting announced the result, and give the text its number."""
    found = _led(request, pk)
    now = timezone.now()
    declared = found.state == SilenceState.DECLARED
    today = now.astimezone(found.expires_there.tzinfo).date()
    meetings = None if declared else meetings_declaring(found, today)
    form = ResultForm(request.POST or None, meetings=meetings)
    if request.method == "POST" and form.is_valid():
        given: dict[str, Any] = {"actor": request.actor, "now": now, "silence": found, **form.cleaned_data}
        try:
            silence_results.number(**given) if declared else silence_results.declare(**given)
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Recorded."))
            return redirect(found)
    title = _("Give the number") if declared else _("Announce the result")
    return _form_below(request, found, form, title, _("Save"))


def _form_below(
    request: PortalRequest, found: Silence, form: Any, title: str, submit: str, *, danger: bool = False
) -> HttpResponse:
    header = term_header(request.actor, found.term, "documents", below=True)
    page = {"label": found.revision.document.title, "url": found.get_absolute_url()}
    context = {**header, "crumbs": [*header["crumbs"], page]}
    return _form(request, context, form, title, submit, danger=danger)


def _form(
    request: PortalRequest, context: dict[str, Any], form: Any, title: str, submit: str, *, danger: bool = False
) -> HttpResponse:
    context |= {
        "title": title,
        "form": form,
        "submit": submit,
        "danger": danger,
        "cancel_url": context["crumbs"][-1]["url"],
        "tabs": "",
        "terms": "",
    }
    return render(request, "form_page.html", context, status=422 if form.is_bound and form.errors else 200)
