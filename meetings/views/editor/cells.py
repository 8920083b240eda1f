"""One cell of a row: opened, and saved."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import nullcontext
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from meetings.drafts.rows import EditableRow
from meetings.operations.edits import edit_row, explain_row
from meetings.operations.errors import RefusedError, StaleError
from meetings.operations.weighing import weighing
from meetings.pages.editor.cell import Cell, find_line
from meetings.pages.editor.cells import KINDS
from meetings.pages.editor.place import Place
from meetings.pages.editor.when import NotTakenError
from meetings.queries.drafts import rows_shown
from meetings.queries.editing import last_editor
from meetings.queries.named import named_in
from meetings.views.editor.access import place_of, wants_fragment
from meetings.views.editor.answers import AtHand, changed, refused, sides
from meetings.views.editor.holding import HeldError, Proposal, takes_place, weigh
from meetings.views.editor.lines import move_line
from meetings.views.editor.presence import be_at
from meetings.views.editor.rows import row_page
from portal.requests import PortalRequest


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cell(request: PortalRequest, slug: str, label: str, key: str, name: str) -> HttpResponse:
    """The form of a cell; what is posted is saved and answered with the row, or kept in the form with what is wrong."""
    place = place_of(request, slug, label)
    found = cell_of(request, place, key, name)
    if found is None:
        if request.method == "POST":
            return refused(request, place, _("Somebody removed this row just now. Your change was not saved."))
        raise Http404
    if request.method != "POST":
        if wants_fragment(request):
            be_at(request, place.schedule, key)
        return opened(request, found, None)
    if move := request.POST.get("move"):
        return move_line(request, found, move)
    return _save(request, found, request.POST)


def cell_of(request: PortalRequest, place: Place, key: str, name: str) -> Cell | None:
    """The cell, its row there as it is now; None for a row that is gone, 404 for a cell that no row has."""
    kind, _dot, item = name.partition(".")
    row = rows_shown(request.actor, place.schedule, [key]).get(key)
    if row is None:
        return None
    named = named_in(request.actor, place.schedule, sides(row))
    found = Cell(kind, item, row, place, named, request.actor)
    if kind not in KINDS or (item and (kind not in ("line", "links") or find_line(row.content, item) is None)):
        raise Http404
    return found


def opened(
    request: PortalRequest,
    found: Cell,
    typed: QueryDict | None,
    *,
    error: str = "",
    clashes: Iterable[dict[str, str]] = (),
    status: int = 200,
) -> HttpResponse:
    """The cell's form, as a fragment or on the page of its row."""
    context = cell_context(found, typed) | {"error": error, "clashes": list(clashes)}
    if typed is not None:
        context |= {"seen": typed.get("seen", ""), "reason": typed.get("reason", "")}
    if wants_fragment(request):
        return render(request, f"meetings/editor/{KINDS[found.name].template}", context, status=status)
    return row_page(request, found.place, found.row.key, shown={_full_name(found): context}, status=status)


def _full_name(found: Cell) -> str:
    return f"{found.name}.{found.item}" if found.item else found.name


def cell_context(found: Cell, typed: QueryDict | None = None) -> dict[str, Any]:
    """Context of a cell's form."""
    name = _full_name(found)
    return {
        "id": f"cell-{found.row.key}-{name.replace('.', '-')}",
        "action": found.place.url("editor_cell", found.row.key, name),
        "reading_url": f"{found.place.url('editor_reading')}?row={found.row.key}",
        "seen": found.row.version,
        "template": f"meetings/editor/{KINDS[found.name].template}",
        **KINDS[found.name].context(found, typed),
    }


def _save(request: PortalRequest, found: Cell, data: QueryDict) -> HttpResponse:
    place, key = found.place, found.row.key
    reason = data.get("reason", "").strip()
    try:
        changes = KINDS[found.name].changes(found, data)
        if not changes:
            return changed(request, place, [key], said=_("Nothing changed."))
        with weighing(place.schedule) if takes_place(changes) else nullcontext():
            fresh = data.get("seen", "") == found.row.version
            proposal = weigh(request.actor, found, changes) if fresh else Proposal([])
            if proposal.clashes and not reason:
                raise HeldError(proposal.clashes)
            row = _written(request, found, data.get("seen", ""), changes, reason)
    except HeldError as held:
        return opened(request, found, data, clashes=held.clashes, status=422)
    except NotTakenError as refusal:
        return opened(request, found, data, error=str(refusal), status=422)
    except StaleError as stale:
        return _both(request, found, data, stale)
    except RefusedError as refusal:
        return opened(request, found, data, error=str(refusal), status=422)
    return changed(request, place, [key], at_hand=AtHand({key: row}, found.named, proposal.remarks))


def _written(request: PortalRequest, found: Cell, seen: str, changes: dict[str, Any], reason: str) -> EditableRow:
    actor, now, schedule, key = request.actor, timezone.now(), found.place.schedule, found.row.key
    if found.name == "reason":
        return explain_row(actor=actor, now=now, schedule=schedule, key=key, seen=seen, reason=changes["reason"])
    return edit_row(actor=actor, now=now, schedule=schedule, key=key, seen=seen, changes=changes, reason=reason)


def _both(request: PortalRequest, found: Cell, data: QueryDict, stale: StaleError) -> HttpResponse:
    """Both versions side by side; nothing was written."""
    if stale.theirs is None:
        return refused(request, found.place, str(stale))
    kind = KINDS[found.name]
    theirs = Cell(found.name, found.item, stale.theirs, found.place, found.named, found.actor)
    context = {
        **cell_context(theirs),
        "given": [
            (name, value)
            for name, values in data.lists()
            if name not in ("csrfmiddlewaretoken", "seen")
            for value in values
        ],
        "yours": kind.words(found, data) or "—",
        "theirs": _their_words(theirs),
        "who": last_editor(found.place.schedule, found.row.key),
        "row_url": found.place.url("editor_row", found.row.key),
        "template": "meetings/editor/stale.html",
    }
    if wants_fragment(request):
        return render(request, "meetings/editor/stale.html", context, status=409)
    return row_page(request, found.place, found.row.key, shown={_full_name(found): context}, status=409)


def _their_words(found: Cell) -> str:
    context = KINDS[found.name].context(found, None)
    if "groups" in context:
        chosen = [choice["symbol"] for group in context["groups"] for choice in group["choices"] if choice["chosen"]]
        return ", ".join(chosen) or "—"
    return str(context.get("value") or context.get("original") or context.get("kind") or "—")
