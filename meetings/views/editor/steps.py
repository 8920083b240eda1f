"""Undo and redo, on the server."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from meetings.drafts.keys import HEADING
from meetings.operations import undoing
from meetings.operations.errors import RefusedError
from meetings.pages.editor.place import Place
from meetings.views.editor.access import place_of
from meetings.views.editor.answers import changed, refused
from portal.requests import PortalRequest


@login_required
@require_POST
def undo(request: PortalRequest, slug: str, label: str) -> HttpResponse:
    """Take back the last change that this person made here."""
    place = place_of(request, slug, label)
    try:
        rows = undoing.undo(actor=request.actor, now=timezone.now(), schedule=place.schedule)
    except RefusedError as refusal:
        return refused(request, place, str(refusal))
    return _answer(request, place, rows, _("Undone."))


@login_required
@require_POST
def redo(request: PortalRequest, slug: str, label: str) -> HttpResponse:
    """Make the change again that was taken back last."""
    place = place_of(request, slug, label)
    try:
        rows = undoing.redo(actor=request.actor, now=timezone.now(), schedule=place.schedule)
    except RefusedError as refusal:
        return refused(request, place, str(refusal))
    return _answer(request, place, rows, _("Done again."))


def _answer(request: PortalRequest, place: Place, rows: Mapping[str, object], said: str) -> HttpResponse:
    keys = [key for key in rows if key != HEADING]
    answer = changed(request, place, keys, said=said, focus=_only(rows))
    if len(keys) < len(rows):  # the title and the notes stand outside the table
        answer["HX-Refresh"] = "true"
    return answer


def _only(rows: Mapping[str, object]) -> str:
    """The row to look at, where there is but one."""
    return f"{next(iter(rows))}:when" if len(rows) == 1 else ""
