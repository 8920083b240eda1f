"""Whole rows: on a page of their own, added, withdrawn, put back, and as others have changed them."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meetings.drafts.rows import EditableRow
from meetings.enums import EntryKind
from meetings.operations.edits import add_row, restore_row, restored, withdraw_row
from meetings.operations.errors import RefusedError
from meetings.operations.weighing import weighing
from meetings.pages.editor.place import Place
from meetings.pages.editor.remarks import Remark, clashes_of, remarks_on
from meetings.pages.editor.rows import name_of, row_view, when_view
from meetings.pages.editor.when import NotTakenError, Understood, setting_of, understand
from meetings.queries.drafts import rows_for_editing, rows_shown
from meetings.queries.editing import editors_of
from meetings.queries.named import named_in
from meetings.views.editor.access import place_of, wants_fragment
from meetings.views.editor.answers import changed, refused, sides
from meetings.views.editor.forms import form_page, forms_of
from meetings.views.editor.head import head
from meetings.views.editor.holding import HeldError, clashes_among
from meetings.views.editor.presence import be_at
from portal.lib.dates import Precision
from portal.requests import PortalRequest, asked_by_itself

NEW = "new-row"
"""Stands for the key of a row that has none yet."""


@login_required
@require_safe
def row(request: PortalRequest, slug: str, label: str, key: str) -> HttpResponse:
    """A row with a plain form for each of its cells: for a phone, and for a browser without scripts."""
    return row_page(request, place_of(request, slug, label), key)


def row_page(
    request: PortalRequest, place: Place, key: str, *, shown: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """The page; `shown` replaces the context of forms that came back with something wrong."""
    found = rows_shown(request.actor, place.schedule, [key]).get(key)
    if found is None:
        raise Http404
    named = named_in(request.actor, place.schedule, sides(found))
    view = row_view(found, place, named, remarks_on(request.actor, place, [found]).of(key))
    forms = [] if view["withdrawn"] or view["trace"] else forms_of(request.actor, place, found, named, shown or {})
    context = {**head(place), "row": view, "forms": forms, "place_url": place.url("editor")}
    return render(request, "meetings/editor/row_page.html", context, status=status)


@login_required
@require_POST
def add(request: PortalRequest, slug: str, label: str) -> HttpResponse:
    """A new row from what was typed into the last line of the table."""
    place = place_of(request, slug, label)
    typed, text = request.POST.get("typed", ""), " ".join(request.POST.get("text", "").split())
    if not typed.strip() and not text:
        return _again(request, place, typed, text, _("Expected a date such as 26 March, or a matter."))
    try:
        content = _content(place, understood_new(request, place, typed), text)
        reason = request.POST.get("reason", "").strip()
        made = _added(request, place, content, reason)
    except HeldError as held:
        return _again(request, place, typed, text, "", held.clashes)
    except (NotTakenError, RefusedError) as refusal:
        return _again(request, place, typed, text, str(refusal))
    form = _new_form(request, place, "", "", "")
    focus = "line" if made.kind == EntryKind.MEETING and not text else "when"
    return changed(
        request,
        place,
        [made.key],
        said=_("The row was added."),
        focus=f"{made.key}:{focus}" if not text else "",
        extra=form,
    )


def _added(request: PortalRequest, place: Place, content: dict[str, Any], reason: str) -> EditableRow:
    with weighing(place.schedule):
        clashes = [] if reason else clashes_of(request.actor, place, {**content, "key": NEW})
        if clashes:
            raise HeldError(clashes)
        now = timezone.now()
        return add_row(actor=request.actor, now=now, schedule=place.schedule, content=content, reason=reason)


def understood_new(request: PortalRequest, place: Place, typed: str) -> Understood:
    """What a new row would be: a span without hours is a period, anything else a meeting, unless a kind is typed."""
    setting = setting_of(place.term, place.language, None)
    rooms = named_in(request.actor, place.schedule, []).rooms
    first = understand(typed, {"kind": "meeting"}, rooms, setting)
    if first.kind:
        return first
    spans = first.content.get("start") != first.content.get("end") and first.content.get("precision") == Precision.DAY
    if spans and not first.content["meeting"].get("sittings") and not first.content["meeting"].get("room"):
        return understand(typed, {"kind": "period"}, rooms, setting)
    return first


def _content(place: Place, understood: Understood, text: str) -> dict[str, Any]:
    kept = ("kind", "start", "end", "precision", "meeting", "deadline")
    content = {name: understood.content[name] for name in kept if understood.content.get(name) is not None}
    if text and content["kind"] == EntryKind.MEETING:
        content["meeting"] = {**content["meeting"], "items": [{"text": {place.language: text}}]}
    elif text:
        content["text"] = {place.language: text}
    return content


def _again(
    request: PortalRequest, place: Place, typed: str, text: str, error: str, clashes: list[Remark] | None = None
) -> HttpResponse:
    if not wants_fragment(request):
        return refused(request, place, error or " ".join(clash["sentence"] for clash in clashes or []))
    return HttpResponse(_new_form(request, place, typed, text, error, clashes), status=422)


def _new_form(
    request: PortalRequest, place: Place, typed: str, text: str, error: str, clashes: list[Remark] | None = None
) -> str:
    context = {
        "id": "new",
        "clashes": clashes or [],
        "typed": typed,
        "text": text,
        "error": error,
        "new_url": place.url("editor_add"),
        "reading_url": place.url("editor_reading"),
    }
    return render_to_string("meetings/editor/new.html", context, request)


@login_required
@require_safe
def reading(request: PortalRequest, slug: str, label: str) -> HttpResponse:
    """What is typed, in words, while it is typed."""
    place = place_of(request, slug, label)
    typed = request.GET.get("typed", "")
    context: dict[str, Any] = {}
    if typed.strip():
        try:
            context["read"] = _read(request, place, typed)
        except NotTakenError as refusal:
            context["error"] = str(refusal)
    return render(request, "meetings/editor/reading.html", context)


def _read(request: PortalRequest, place: Place, typed: str) -> dict[str, Any]:
    key = request.GET.get("row", "")
    if not key:
        understood = understood_new(request, place, typed)
        named = named_in(request.actor, place.schedule, [])
    else:
        found = rows_shown(request.actor, place.schedule, [key]).get(key)
        if found is None:
            raise Http404
        named = named_in(request.actor, place.schedule, sides(found))
        start = found.content.get("start")
        near = dt.date.fromisoformat(start) if start else None
        understood = understand(typed, found.content, named.rooms, setting_of(place.term, place.language, near))
    kind = EntryKind(understood.content["kind"]).label
    content = {**understood.content, "key": key or NEW}
    clashes = clashes_of(request.actor, place, content) if content.get("start") else []
    return {
        "clashes": clashes,
        "when": when_view(understood.content, named, place.language),
        "kind_label": str(kind).capitalize() if not key or understood.kind else "",
        "remarks": understood.remarks,
    }


@login_required
@require_POST
def withdraw(request: PortalRequest, slug: str, label: str, key: str) -> HttpResponse:
    """Take a row out of the plan; undo puts it back."""
    place = place_of(request, slug, label)
    try:
        withdraw_row(
            actor=request.actor,
            now=timezone.now(),
            schedule=place.schedule,
            key=key,
            seen=request.POST.get("seen", ""),
        )
    except RefusedError as refusal:
        return refused(request, place, str(refusal))
    return changed(request, place, [key], said=_("The row was withdrawn. Undo puts it back."))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def restore(request: PortalRequest, slug: str, label: str, key: str) -> HttpResponse:
    """Drop what is proposed for a row; the page asks for a reason where the row that returns would clash."""
    place = place_of(request, slug, label)
    row = rows_shown(request.actor, place.schedule, [key]).get(key)
    if row is None and request.method == "POST":
        return refused(request, place, _("Somebody removed this row just now. Your change was not saved."))
    if row is None:
        raise Http404
    reason, again = request.POST.get("reason", "").strip(), restored(row)
    before = [] if row.is_withdrawn else [row.content]

    def clashes() -> list[Remark]:
        return clashes_among(request.actor, place, [again], before) if again and not reason else []

    if request.method != "POST":
        return _back_page(request, place, row, clashes())
    try:
        with weighing(place.schedule):
            if found := clashes():
                raise HeldError(found)
            now, seen = timezone.now(), request.POST.get("seen", "")
            restore_row(actor=request.actor, now=now, schedule=place.schedule, key=key, seen=seen, reason=reason)
    except HeldError as held:
        return _back_page(request, place, row, held.clashes)
    except RefusedError as refusal:
        return refused(request, place, str(refusal))
    return changed(request, place, [key], said=_("The row is as it was in the version in force."))


def _back_page(request: PortalRequest, place: Place, row: EditableRow, held: list[Remark]) -> HttpResponse:
    """Where the reason is given; the table goes there by itself."""
    if wants_fragment(request):
        return HttpResponse(status=204, headers={"HX-Redirect": place.url("editor_restore", row.key)})
    picked = [{"key": row.key, "version": row.version, "name": name_of(row, place.language)}]
    more = {"seen": row.version, "picked": picked, "clashes": held, "id": "back"}
    status = 422 if request.method == "POST" else 200
    return form_page(request, place, Form(), _("Put back"), _("Put back"), status=status, **more)


@asked_by_itself
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def lately(request: PortalRequest, slug: str, label: str) -> HttpResponse:
    """Two people see each other's changes: asked whether there are any since edit number `since`, then for the rows
    that differ from those that the page has (`have`: JSON, versions by key).

    The first question says at which row the asker is (`at`), and is answered with who else is at which (X-Editing).
    """
    place = place_of(request, slug, label)
    if request.method != "POST":
        since = request.GET.get("since", "")
        answer = HttpResponse(status=204 if since == str(place.schedule.edit_count) else 200)
        answer["X-Editing"] = json.dumps(be_at(request, place.schedule, request.GET.get("at", "")))
        return answer
    try:
        have = {str(key): str(version) for key, version in json.loads(request.POST.get("have", "")).items()}
    except (ValueError, AttributeError) as error:
        raise Http404 from error
    now = {found.key: found.version for found in rows_for_editing(request.actor, place.schedule)}
    keys = {key for key in have.keys() | now.keys() if have.get(key) != now.get(key)}
    answer = changed(request, place, keys, quiet=True)
    answer["X-Changed-By"] = json.dumps(editors_of(request.actor, place.schedule, keys))
    return answer
