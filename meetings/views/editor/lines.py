"""Agenda lines in another order or depth."""

from __future__ import annotations

import copy
import json
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from meetings.operations.edits import edit_row, reorder_items
from meetings.operations.errors import RefusedError
from meetings.pages.editor.cell import Cell
from meetings.pages.editor.cells import KINDS, without_line
from meetings.pages.editor.lines import flat, items_of
from meetings.pages.editor.place import Place
from meetings.views.editor.access import place_of
from meetings.views.editor.answers import changed, refused
from portal.requests import PortalRequest

Order = list[tuple[str, int]]


@login_required
@require_POST
def order(request: PortalRequest, slug: str, label: str, key: str) -> HttpResponse:
    """The whole order as it was dragged: `order` is JSON, a list of [key, depth]."""
    place = place_of(request, slug, label)
    try:
        wanted = [(str(item), int(depth)) for item, depth in json.loads(request.POST.get("order", ""))]
    except (ValueError, TypeError) as error:
        raise Http404 from error
    return _reorder(request, place, key, request.POST.get("seen", ""), wanted, "")


def move_line(request: PortalRequest, found: Cell, move: str) -> HttpResponse:
    """One line a step up or down with what stands under it, in or out; or removed."""
    current = [(str(item["key"]), depth) for item, depth in flat(items_of(found.content))]
    if not found.item:
        raise Http404
    if move == "remove":
        return _remove(request, found)
    wanted = moved(current, found.item, move)
    seen = request.POST.get("seen", "")
    changes = KINDS["line"].changes(found, request.POST) if "text" in request.POST else {}
    if changes:  # what was typed before the step is saved with it
        try:
            seen = _edit(request, found, seen, changes)
        except RefusedError as refusal:
            return refused(request, found.place, str(refusal))
    return _reorder(request, found.place, found.row.key, seen, wanted, f"line.{found.item}")


def _edit(request: PortalRequest, found: Cell, seen: str, changes: dict[str, Any]) -> str:
    row = edit_row(
        actor=request.actor,
        now=timezone.now(),
        schedule=found.place.schedule,
        key=found.row.key,
        seen=seen,
        changes=changes,
    )
    return row.version


def moved(order: Order, key: str, move: str) -> Order:
    """The order after a step; the same where there is no such step."""
    at = next(place for place, (item, _depth) in enumerate(order) if item == key)
    depth = order[at][1]
    end = _end(order, at)
    block = order[at:end]
    if move == "up":
        before = [place for place in range(at) if order[place][1] <= depth]
        if before and order[before[-1]][1] == depth:
            return [*order[: before[-1]], *block, *order[before[-1] : at], *order[end:]]
    elif move == "down" and end < len(order) and order[end][1] == depth:
        after = _end(order, end)
        return [*order[:at], *order[end:after], *block, *order[after:]]
    elif move == "in" and at and order[at - 1][1] >= depth:
        return [*order[:at], *((item, level + 1) for item, level in block), *order[end:]]
    elif move == "out" and depth:
        return [*order[:at], *((item, level - 1) for item, level in block), *order[end:]]
    return order


def _end(order: Order, at: int) -> int:
    """The place after a line and what stands under it."""
    end = at + 1
    while end < len(order) and order[end][1] > order[at][1]:
        end += 1
    return end


def _reorder(request: PortalRequest, place: Place, key: str, seen: str, wanted: Order, focus: str) -> HttpResponse:
    try:
        reorder_items(
            actor=request.actor,
            now=timezone.now(),
            schedule=place.schedule,
            key=key,
            seen=seen,
            order=[item for item, _depth in wanted],
            indents=[depth for _item, depth in wanted],
        )
    except RefusedError as refusal:
        return refused(request, place, str(refusal))
    return changed(request, place, [key], said=_said(wanted, focus), focus=focus)


def _said(wanted: Order, focus: str) -> str:
    keys = [item for item, _depth in wanted]
    name = focus.partition(".")[2]
    if name not in keys:
        return ""
    return _("Line %(number)s of %(count)s") % {"number": keys.index(name) + 1, "count": len(keys)}


def _remove(request: PortalRequest, found: Cell) -> HttpResponse:
    items: list[Any] = copy.deepcopy(items_of(found.content))
    changes = {"meeting": {"items": without_line(items, found.item)}}
    try:
        _edit(request, found, request.POST.get("seen", ""), changes)
    except RefusedError as refusal:
        return refused(request, found.place, str(refusal))
    return changed(request, found.place, [found.row.key], said=_("The line was removed. Undo brings it back."))
