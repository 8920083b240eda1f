"""What the page is told after a change: the rows that are different now, and how the draft stands."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.drafts.rows import EditableRow
from meetings.operations.undoing import steps
from meetings.pages.editor.draft import draft_view
from meetings.pages.editor.place import Place
from meetings.pages.editor.remarks import Remarks, as_kept, remarks_on
from meetings.pages.editor.rows import row_view
from meetings.permissions import may_keep_house
from meetings.queries.drafts import rows_shown
from meetings.queries.editing import edits_so_far
from meetings.queries.named import Named, named_in
from meetings.views.editor.access import wants_fragment
from portal.lib.dates import format_hour
from portal.requests import PortalRequest


def controls(request: PortalRequest, place: Place, remarks: int = 0) -> dict[str, Any]:
    """Context of the title, the buttons and the foot."""
    can_undo, can_redo = steps(request.actor, timezone.now(), place.schedule)
    return {
        "draft": draft_view(place, remarks),
        "can_undo": can_undo,
        "can_redo": can_redo,
        "undo_url": place.url("editor_undo"),
        "redo_url": place.url("editor_redo"),
        "import_url": place.url("import") if may_keep_house(request.actor, place.schedule) else "",
        "copy_url": place.url("editor_copy"),
        "difference_url": place.url("editor_difference"),
        "adopt_url": place.url("editor_adopt"),
    }


@dataclass(frozen=True)
class AtHand:
    """What whoever made the change has read already; what is missing is read."""

    rows: dict[str, EditableRow]
    named: Named
    remarks: Remarks | None = None


def changed(
    request: PortalRequest,
    place: Place,
    keys: Iterable[str],
    *,
    said: str = "",
    focus: str = "",
    extra: str = "",
    quiet: bool = False,
    at_hand: AtHand | None = None,
) -> HttpResponse:
    """The rows named as they are now, and the rows around them whose remarks follow; without scripts, the page."""
    keys = set(keys)
    if not wants_fragment(request):
        messages.success(request, said or _("Saved."))
        first = next(iter(keys), "") if len(keys) == 1 else ""
        return redirect(f"{place.url('editor')}#row-{first}" if first else place.url("editor"))
    found = dict(at_hand.rows) if at_hand else rows_shown(request.actor, place.schedule, keys)
    weighed = at_hand and at_hand.remarks
    remarks = as_kept(place, weighed) if weighed else remarks_on(request.actor, place, found.values())
    others = remarks.beside(keys) - found.keys()
    if others:
        found |= rows_shown(request.actor, place.schedule, others)
        remarks = remarks_on(request.actor, place, found.values())
    contents = [content for row in found.values() for content in sides(row)]
    named = at_hand.named if at_hand and at_hand.named.covers(contents) else None
    named = named or named_in(request.actor, place.schedule, contents)
    context = {
        "rows": [row_view(row, place, named, remarks.of(row.key)) for row in found.values()],
        "gone": [key for key in keys if key not in found],
        **controls(request, place),
    }
    response = HttpResponse(render_to_string("meetings/editor/answer.html", context, request) + extra)
    if not extra:
        response["HX-Reswap"] = "none"
    if not quiet:
        response["HX-Trigger"] = _saved(request, place, said, focus)
    response["X-Edits"] = str(edits_so_far(place.schedule))
    return response


def _saved(request: PortalRequest, place: Place, said: str, focus: str) -> str:
    at = timezone.now().astimezone(ZoneInfo(request.zone or place.term.body.venue_zone))
    return json.dumps({"plenary:saved": {"at": format_hour(at.time(), place.language), "said": said, "focus": focus}})


def sides(row: EditableRow) -> list[dict[str, Any]]:
    """What a row says, and what everyone reads."""
    return [content for content in (row.content, row.live) if content]


def refused(request: PortalRequest, place: Place, why: str) -> HttpResponse:
    """A deed that was not done, said where the page says what happens."""
    if not wants_fragment(request):
        messages.error(request, why)
        return redirect(place.url("editor"))
    response = HttpResponse(status=422)
    response["HX-Reswap"] = "none"
    response["HX-Trigger"] = json.dumps({"plenary:refused": {"said": why}})
    return response
