"""The title, span and notes of a schedule on a page of their own."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from meetings.forms.heading import HeadingForm
from meetings.operations.errors import RefusedError
from meetings.operations.heading import edit_heading
from meetings.queries.heading import heading_of
from meetings.views.editor.access import place_of
from meetings.views.editor.forms import form_page
from portal.requests import PortalRequest


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def heading(request: PortalRequest, slug: str, label: str) -> HttpResponse:
    """The form as it is; what is posted is proposed, or in a draft written."""
    place = place_of(request, slug, label)
    found = heading_of(place.schedule).row
    form = HeadingForm(request.POST or None, content=found.content, language=place.language)
    if request.method == "POST" and form.is_valid():
        try:
            edit_heading(
                actor=request.actor,
                now=timezone.now(),
                schedule=place.schedule,
                seen=request.POST.get("seen", ""),
                content=form.heading(),
                reason=form.cleaned_data["reason"].strip(),
            )
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect(place.url("editor"))
    return form_page(request, place, form, _("Title and notes"), _("Save"), seen=found.version)
