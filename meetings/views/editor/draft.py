"""The draft as a whole: what differs from the version in force, sent round, adopted."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from meetings.enums import ScheduleState
from meetings.forms.editing import AdoptForm, CirculateForm
from meetings.operations import adoption
from meetings.operations.errors import RefusedError
from meetings.pages.editor.difference import contents_of, counts, difference_view
from meetings.pages.editor.draft import draft_view, version_name
from meetings.pages.editor.heading import heading_view
from meetings.pages.editor.history import gone_view
from meetings.pages.editor.place import Place
from meetings.queries.editing import meetings_that_approve, reasons_of
from meetings.queries.heading import heading_of
from meetings.queries.named import named_in
from meetings.queries.row_versions import rows_gone
from meetings.queries.versions import difference_of, versions_of
from meetings.views.editor.access import place_of
from meetings.views.editor.forms import form_page
from meetings.views.editor.head import head
from portal.lib.dates import format_date
from portal.requests import PortalRequest

FORM_METHODS = ["GET", "HEAD", "POST"]


def proposed(request: PortalRequest, place: Place) -> dict[str, Any]:
    """The difference, in words."""
    found = difference_of(request.actor, place.schedule)
    named = named_in(request.actor, place.schedule, contents_of(found))
    why = reasons_of(place.schedule)
    return {
        "differences": difference_view(found, place, named, why),
        "counts": counts(found),
        "heading": heading_view(heading_of(place.schedule), place),
        "draft": draft_view(place),
    }


@login_required
@require_safe
def difference(request: PortalRequest, slug: str, label: str) -> HttpResponse:
    """What the draft says otherwise than the version in force, old beside new; and the versions there are."""
    place = place_of(request, slug, label)
    crumbs = [*head(place)["crumbs"], {"label": _("Edit"), "url": place.url("editor")}]
    gone = rows_gone(request.actor, place.schedule, timezone.now())
    context = {
        **head(place),
        **proposed(request, place),
        "gone": gone_view(gone, place, named_in(request.actor, place.schedule, [row.content for row in gone])),
        "crumbs": crumbs,
        "title": _("What the draft changes"),
        "adopt_url": place.url("editor_adopt"),
        "circulate_url": place.url("editor_circulate") if _may_circulate(place) else "",
        "versions": [
            {
                "name": version_name(version.revision, version.corrigendum),
                "url": version.get_absolute_url(),
                "date": format_date(version.adopted_on, place.language) if version.adopted_on else "",
                "hash": version.sha256[:12],
            }
            for version in versions_of(place.schedule)
        ],
    }
    return render(request, "meetings/editor/difference.html", context)


def _may_circulate(place: Place) -> bool:
    return place.schedule.state in (ScheduleState.DRAFT, ScheduleState.CIRCULATED)


@login_required
@require_http_methods(FORM_METHODS)
def circulate(request: PortalRequest, slug: str, label: str) -> HttpResponse:
    """Let delegates read the draft as it stands."""
    place = place_of(request, slug, label)
    now = timezone.now()
    form = CirculateForm(request.POST or None, initial={"on": now.date()})
    if request.method == "POST" and form.is_valid():
        try:
            adoption.circulate(actor=request.actor, now=now, schedule=place.schedule, on=form.cleaned_data["on"])
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The draft was circulated: delegates read it now."))
            return redirect(place.url("editor"))
    more = {**proposed(request, place), "details": "meetings/editor/differences.html"}
    return form_page(request, place, form, _("Circulate the draft"), _("Circulate"), **more)


@login_required
@require_http_methods(FORM_METHODS)
def adopt(request: PortalRequest, slug: str, label: str) -> HttpResponse:
    """Record that a meeting adopted the draft: it is frozen as the next version."""
    place = place_of(request, slug, label)
    now = timezone.now()
    form = AdoptForm(
        request.POST or None,
        initial={"on": now.date()},
        meetings=[(pk, _meeting_name(name, day, place)) for pk, name, day in meetings_that_approve(place.schedule)],
        may_correct=place.schedule.state == ScheduleState.ADOPTED,
    )
    if request.method == "POST" and form.is_valid():
        try:
            version = adoption.adopt(
                actor=request.actor,
                now=now,
                schedule=place.schedule,
                on=form.cleaned_data["on"],
                at_meeting=form.cleaned_data["at_meeting"],
                corrigendum=form.cleaned_data.get("corrigendum", False),
            )
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            name = version_name(version.revision, version.corrigendum)
            messages.success(request, _("Adopted: %(version)s. Delegates read it now.") % {"version": name})
            return redirect(place.schedule.get_absolute_url())
    more = {**proposed(request, place), "details": "meetings/editor/differences.html"}
    draft = more["draft"]
    title = _("Adopt rev. %(number)s") % {"number": draft["revision"]} if draft["revision"] else _("Adopt the schedule")
    return form_page(request, place, form, title, _("Adopt"), none=draft["nothing"], **more)


def _meeting_name(name: str, day: Any, place: Place) -> str:
    return f"{format_date(day, place.language)} · {name}" if day else name
