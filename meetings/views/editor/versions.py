"""An earlier adopted version, taken up as the draft."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from groups.permissions import serves
from meetings.operations.errors import RefusedError
from meetings.operations.putting_back import now_of, plan_of, states_of, take_up
from meetings.operations.weighing import weighing
from meetings.queries.versions import version_at
from meetings.views.editor.access import place_of
from meetings.views.editor.answers import refused
from meetings.views.editor.bulk import weighed
from meetings.views.editor.forms import form_page
from meetings.views.editor.holding import HeldError
from portal.requests import PortalRequest


@login_required
@require_POST
def take_up_version(request: PortalRequest, slug: str, label: str, number: str) -> HttpResponse:
    """Propose what the version says; what that changes is shown then. A reason is asked for where rows would clash."""
    place = place_of(request, slug, label)
    version = version_at(request.actor, place.term, number)
    given = request.POST.get("seen", "")
    if version is None or not (given.isascii() and given.isdigit()):
        raise Http404
    schedule, everything = place.schedule, serves(request.actor, place.term.body.organization_id)
    try:
        with weighing(schedule):
            states = states_of(schedule)
            plan = plan_of(version, states, everything=everything)
            contents = [content for content in plan.values() if content is not None]
            reason = weighed(request, place, lambda: contents, now_of(plan, states))
            now = timezone.now()
            take_up(actor=request.actor, now=now, schedule=schedule, version=version, seen=int(given), reason=reason)
    except HeldError as held:
        more = {"seen": given, "clashes": held.clashes, "id": "back", "status": 422}
        title = _("Take this version up as a draft")
        return form_page(request, place, Form(), title, title, **more)
    except RefusedError as refusal:
        return refused(request, place, str(refusal))
    messages.success(request, _("The draft says what the version said. Adopt it as the next revision, or undo it."))
    return redirect(place.url("editor_difference"))
