"""The history of a row, and any state of it put back with one press of a button."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from meetings.deadlines.decided import Dated
from meetings.operations.errors import RefusedError
from meetings.operations.putting_back import as_it_was, put_back_row
from meetings.operations.weighing import weighing
from meetings.pages.editor.history import gone_row, history_view
from meetings.pages.editor.rows import name_of
from meetings.queries.drafts import rows_shown
from meetings.queries.extended import extensions_in
from meetings.queries.named import named_in
from meetings.queries.row_versions import version_of_row, versions_of_row
from meetings.views.editor.access import place_of
from meetings.views.editor.answers import changed, refused
from meetings.views.editor.bulk import weighed
from meetings.views.editor.forms import form_page
from meetings.views.editor.head import head
from meetings.views.editor.holding import HeldError
from portal.requests import PortalRequest


@login_required
@require_safe
def history(request: PortalRequest, slug: str, label: str, key: str) -> HttpResponse:
    """The last fifty states of a row, the latest first; of one that is gone too."""
    place = place_of(request, slug, label)
    row = rows_shown(request.actor, place.schedule, [key]).get(key)
    versions = versions_of_row(request.actor, place.schedule, key)
    said = [version.content for version in versions if version.content]
    if row is None and not said:
        raise Http404
    now = None if row is None or row.change == "withdraw" else row.content
    given = extensions_in(place.schedule, [key]).get(key)
    stands = Dated.said((row and (row.live or row.content)) or {})
    named = named_in(request.actor, place.schedule, [*said, *([now] if now else [])])
    title = name_of(row or gone_row(key, said[0]), place.language)
    crumbs = [*head(place)["crumbs"], {"label": _("Edit"), "url": place.url("editor")}]
    crumbs += [{"label": title, "url": place.url("editor_row", key)}] if row else []
    context = {
        **head(place),
        "crumbs": crumbs,
        "title": title,
        "versions": history_view(versions, now, place, named, request.zone, given, stands),
        "seen": row.version if row else "",
        "may": row is None or not row.is_trace,
    }
    return render(request, "meetings/editor/history.html", context)


@login_required
@require_POST
def put_back(request: PortalRequest, slug: str, label: str, key: str, pk: int) -> HttpResponse:
    """Make the row what it was then; a reason is asked for where it would clash."""
    place = place_of(request, slug, label)
    version = version_of_row(request.actor, place.schedule, key, pk)
    if version is None:
        raise Http404
    row = rows_shown(request.actor, place.schedule, [key]).get(key)
    seen, now = request.POST.get("seen", ""), timezone.now()
    before = [row.content] if row and not row.is_withdrawn else []
    wish: dict[str, Any] = {"schedule": place.schedule, "key": key, "seen": seen, "content": version.content}
    try:
        with weighing(place.schedule):
            again = as_it_was(row.content if row else {}, version.content)
            reason = weighed(request, place, lambda: [again], before)
            put_back_row(actor=request.actor, now=now, reason=reason, **wish)
    except HeldError as held:
        shown = row or gone_row(key, version.content)
        picked = [{"key": key, "version": seen, "name": name_of(shown, place.language)}]
        more = {"seen": seen, "picked": picked, "clashes": held.clashes, "id": "back", "status": 422}
        return form_page(request, place, Form(), _("Put back"), _("Put back this version"), **more)
    except RefusedError as refusal:
        return refused(request, place, str(refusal))
    return changed(request, place, [key], said=_("The row is as it was then. Undo takes that back."))
