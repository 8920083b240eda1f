"""Many rows at once: moved, repeated by a rule, copied from another term."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from groups.models import Term
from meetings.forms.editing import CopyForm, MoveForm, RepeatForm, first_rule
from meetings.operations.bulk import copy_term, move_rows, repeat_row
from meetings.operations.errors import RefusedError
from meetings.pages.editor.content import span_of
from meetings.pages.editor.place import Place
from meetings.pages.editor.rows import name_of
from meetings.queries.editing import some_rows
from meetings.views.editor.access import place_of
from meetings.views.editor.forms import form_page
from portal.requests import PortalRequest

FORM_METHODS = ["GET", "HEAD", "POST"]


@login_required
@require_http_methods(FORM_METHODS)
def move(request: PortalRequest, slug: str, label: str) -> HttpResponse:
    """The selected rows, and by how much they move."""
    place = place_of(request, slug, label)
    given = request.POST if request.method == "POST" else request.GET
    rows = some_rows(place.schedule, given.getlist("keys"))
    if not rows:
        messages.error(request, _("Select the rows to be moved first."))
        return redirect(place.url("editor"))
    form = MoveForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        seen = {key: request.POST.get(f"seen-{key}", row.version) for key, row in rows.items()}
        try:
            moved = move_rows(
                actor=request.actor, now=timezone.now(), schedule=place.schedule, seen=seen, **form.step()
            )
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            said = ngettext("%(count)s row was moved.", "%(count)s rows were moved.", len(moved))
            return _done(request, place, said % {"count": len(moved)})
    picked = [{"key": row.key, "version": row.version, "name": name_of(row, place.language)} for row in rows.values()]
    return form_page(request, place, form, _("Move rows"), _("Move them"), picked=picked)


@login_required
@require_http_methods(FORM_METHODS)
def repeat(request: PortalRequest, slug: str, label: str, key: str) -> HttpResponse:
    """Copies of a row on the days that a rule gives."""
    place = place_of(request, slug, label)
    row = some_rows(place.schedule, [key]).get(key)
    if row is None:
        raise Http404
    span = span_of(row.content)
    form = RepeatForm(
        request.POST if request.method == "POST" else None,
        initial=first_rule(span.first if span else timezone.now().date(), place.term),
    )
    if request.method == "POST" and form.is_valid():
        seen = request.POST.get(f"seen-{key}", "")
        try:
            made = repeat_row(
                actor=request.actor, now=timezone.now(), schedule=place.schedule, key=key, seen=seen, rule=form.rule()
            )
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            said = ngettext("%(count)s row was added.", "%(count)s rows were added.", len(made))
            return _done(request, place, said % {"count": len(made)})
    picked = [{"key": row.key, "version": row.version, "name": name_of(row, place.language)}]
    return form_page(request, place, form, _("Repeat a row"), _("Add the rows"), picked=picked)


@login_required
@require_http_methods(FORM_METHODS)
def copy(request: PortalRequest, slug: str, label: str) -> HttpResponse:
    """The plan of another term of the body, its dates carried over."""
    place = place_of(request, slug, label)
    terms = Term.objects.filter(body=place.term.body, schedule__isnull=False).exclude(pk=place.term.pk)
    terms = terms.order_by("-began", "-label")
    form = CopyForm(request.POST if request.method == "POST" else None, terms=terms)
    if request.method == "POST" and form.is_valid():
        try:
            made = copy_term(
                actor=request.actor,
                now=timezone.now(),
                from_schedule=form.cleaned_data["term"].schedule,
                to_schedule=place.schedule,
                shift=form.cleaned_data["shift"],
            )
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            said = ngettext("%(count)s row was copied.", "%(count)s rows were copied.", len(made))
            return _done(request, place, said % {"count": len(made)})
    none = "" if terms.exists() else _("This body has no other term with a schedule.")
    return form_page(request, place, form, _("Copy another term’s plan"), _("Copy the rows"), none=none)


def _done(request: PortalRequest, place: Place, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect(place.url("editor"))
