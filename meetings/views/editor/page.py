"""The editor's page, and what others changed since it was made."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from meetings.pages.editor.heading import heading_view
from meetings.pages.editor.remarks import remarks_on
from meetings.pages.editor.rows import row_view
from meetings.queries.drafts import rows_for_editing
from meetings.queries.heading import heading_of
from meetings.queries.named import named_in
from meetings.views.editor.access import place_of
from meetings.views.editor.answers import controls, sides
from meetings.views.editor.head import head
from portal.requests import PortalRequest

SCRIPTS = [
    f"js/editor/{name}.js"
    for name in ("status", "cells", "fresh", "keys", "lines", "picks", "choices", "deeds", "lately")
]


@login_required
@require_safe
def editor(request: PortalRequest, slug: str, label: str) -> HttpResponse:
    """The whole schedule as a table that is edited in place."""
    place = place_of(request, slug, label)
    rows = rows_for_editing(request.actor, place.schedule)
    named = named_in(request.actor, place.schedule, [content for row in rows for content in sides(row)])
    remarks = remarks_on(request.actor, place, rows)
    context = {
        **head(place),
        "rows": [row_view(row, place, named, remarks.of(row.key)) for row in rows],
        "heading": heading_view(heading_of(place.schedule), place),
        "rows_url": place.url("editor"),
        "lately_url": place.url("editor_lately"),
        "new_url": place.url("editor_add"),
        "move_url": place.url("editor_move"),
        "reading_url": place.url("editor_reading"),
        "scripts": SCRIPTS,
        "edits": place.schedule.edit_count,
        **controls(request, place, remarks.count),
    }
    return render(request, "meetings/editor/editor.html", context)
