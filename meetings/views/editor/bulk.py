"""Many rows at once: moved, repeated by a rule, copied from another term."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from groups.models import Term
from meetings.drafts.content import merged
from meetings.drafts.rows import EditableRow
from meetings.forms.editing import CopyForm, MoveForm, RepeatForm, first_rule
from meetings.models import Schedule
from meetings.operations.bulk import copies_of, copy_term, move_rows, moved, repeat_row, repeated
from meetings.operations.errors import RefusedError
from meetings.operations.weighing import weighing
from meetings.pages.editor.content import span_of
from meetings.pages.editor.place import Place
from meetings.pages.editor.remarks import Remark
from meetings.pages.editor.rows import name_of
from meetings.queries.drafts import rows_for_editing, rows_shown
from meetings.transfer.entries import Content
from meetings.views.editor.access import place_of
from meetings.views.editor.forms import form_page
from meetings.views.editor.holding import HeldError, clashes_among
from meetings.views.editor.rows import NEW
from portal.actors import Actor
from portal.requests import PortalRequest

FORM_METHODS = ["GET", "HEAD", "POST"]


@login_required
@require_http_methods(FORM_METHODS)
def move(request: PortalRequest, slug: str, label: str) -> HttpResponse:
    """The selected rows, and by how much they move."""
    place = place_of(request, slug, label)
    given = request.POST if request.method == "POST" else request.GET
    rows = rows_shown(request.actor, place.schedule, given.getlist("keys"))
    if not rows:
        messages.error(request, _("Select the rows to be moved first."))
        return redirect(place.url("editor"))
    form = MoveForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        seen = {key: request.POST.get(f"seen-{key}", row.version) for key, row in rows.items()}
        step, old = form.step(), [row.content for row in rows.values()]
        try:
            with weighing(place.schedule):
                reason = weighed(request, place, lambda: [merged(each, moved(each, **step)) for each in old], old)
                now = timezone.now()
                done = move_rows(
                    actor=request.actor, now=now, schedule=place.schedule, seen=seen, reason=reason, **step
                )
        except HeldError as held:
            return _held(request, place, form, rows.values(), held.clashes, _("Move rows"), _("Move them"))
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            said = ngettext("%(count)s row was moved.", "%(count)s rows were moved.", len(done))
            return _done(request, place, said % {"count": len(done)})
    return form_page(request, place, form, _("Move rows"), _("Move them"), picked=_picked(place, rows.values()))


@login_required
@require_http_methods(FORM_METHODS)
def repeat(request: PortalRequest, slug: str, label: str, key: str) -> HttpResponse:
    """Copies of a row on the days that a rule gives."""
    place = place_of(request, slug, label)
    row = rows_shown(request.actor, place.schedule, [key]).get(key)
    if row is None:
        raise Http404
    span = span_of(row.content)
    form = RepeatForm(
        request.POST if request.method == "POST" else None,
        initial=first_rule(span.first if span else timezone.now().date(), place.term),
    )
    if request.method == "POST" and form.is_valid():
        seen, rule = request.POST.get(f"seen-{key}", ""), form.rule()
        try:
            with weighing(place.schedule):
                reason = weighed(request, place, lambda: numbered(repeated(row.content, rule)))
                now = timezone.now()
                made = repeat_row(
                    actor=request.actor, now=now, schedule=place.schedule, key=key, seen=seen, rule=rule, reason=reason
                )
        except HeldError as held:
            return _held(request, place, form, [row], held.clashes, _("Repeat a row"), _("Add the rows"))
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            said = ngettext("%(count)s row was added.", "%(count)s rows were added.", len(made))
            return _done(request, place, said % {"count": len(made)})
    return form_page(request, place, form, _("Repeat a row"), _("Add the rows"), picked=_picked(place, [row]))


@login_required
@require_http_methods(FORM_METHODS)
def copy(request: PortalRequest, slug: str, label: str) -> HttpResponse:
    """The plan of another term of the body, its dates carried over."""
    place = place_of(request, slug, label)
    terms = Term.objects.filter(body=place.term.body, schedule__isnull=False).exclude(pk=place.term.pk)
    terms = terms.order_by("-began", "-label")
    form = CopyForm(request.POST if request.method == "POST" else None, terms=terms)
    if request.method == "POST" and form.is_valid():
        source, shift = form.cleaned_data["term"].schedule, form.cleaned_data["shift"]
        try:
            with weighing(place.schedule):
                reason = weighed(request, place, lambda: coming(request.actor, source, place.schedule, shift))
                made = copy_term(
                    actor=request.actor,
                    now=timezone.now(),
                    from_schedule=source,
                    to_schedule=place.schedule,
                    shift=shift,
                    reason=reason,
                )
        except HeldError as held:
            return _held(request, place, form, [], held.clashes, _("Copy another term’s plan"), _("Copy the rows"))
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            said = ngettext("%(count)s row was copied.", "%(count)s rows were copied.", len(made))
            return _done(request, place, said % {"count": len(made)})
    none = "" if terms.exists() else _("This body has no other term with a schedule.")
    return form_page(request, place, form, _("Copy another term’s plan"), _("Copy the rows"), none=none)


def weighed(
    request: PortalRequest,
    place: Place,
    contents: Callable[[], list[Content]],
    before: Iterable[Content] = (),
) -> str:
    """The reason given; HeldError without one where there are clashes."""
    reason = request.POST.get("reason", "").strip()
    clashes = [] if reason else clashes_among(request.actor, place, contents(), before)
    if clashes:
        raise HeldError(clashes)
    return reason


def numbered(contents: list[Content]) -> list[Content]:
    """New rows told apart, which have no keys of their own yet."""
    return [{**content, "key": f"{NEW}-{number}"} for number, content in enumerate(contents)]


def coming(actor: Actor, source: Schedule, target: Schedule, shift: int | None) -> list[Content]:
    """What a copied plan would bring."""
    return copies_of(actor, source, target, {row.key for row in rows_for_editing(actor, target)}, shift)


def _picked(place: Place, rows: Iterable[EditableRow]) -> list[dict[str, str]]:
    return [{"key": row.key, "version": row.version, "name": name_of(row, place.language)} for row in rows]


def _held(
    request: PortalRequest,
    place: Place,
    form: Form,
    rows: Iterable[EditableRow],
    held: list[Remark],
    title: str,
    submit: str,
) -> HttpResponse:
    """The form again with the clashes, and a field for why they stand."""
    more = {"picked": _picked(place, rows), "clashes": held, "id": "many", "status": 422}
    return form_page(request, place, form, title, submit, **more)


def _done(request: PortalRequest, place: Place, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect(place.url("editor"))
