"""The desk's history of a record: who changed what, and every state put back with one press of a button."""

from __future__ import annotations

import re
from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Model
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from groups.forms.versions import form_of, refusal_of, values_of
from groups.operations.records import PUT_BACK, RefusedError, save_record
from groups.pages.history import Names, lines_between, said_of, when
from groups.queries.history import Version, names_for, numbers_in, version_named, versions_of
from groups.records.facts import digest, facts_of
from groups.records.kinds import RecordKind
from groups.records.naming import in_words
from portal.fields import spoken
from portal.requests import PortalRequest
from portal.views.desk import crumbs_of, kept_record, step_of

DEEDS = {
    "created": gettext_lazy("Recorded"),
    "corrected": gettext_lazy("Corrected"),
    "ended": gettext_lazy("Brought to an end"),
}
NAMED = re.compile(r"^version (\d+(?:-before)?) of ")


@login_required
@require_safe
def history(request: PortalRequest, kind: str, pk: int) -> HttpResponse:
    """The last fifty states, the latest first, each with what would change if it were put back."""
    found, record = kept_record(request, kind, pk)
    present, versions = facts_of(record), versions_of(found, record)
    names = names_for(request.actor, found, numbers_in(found, [present, *(version.facts for version in versions)]))
    moments = {version.slug: when(version.event.at, request.zone) for version in versions}
    context = {
        "title": spoken(partial(in_words, record)) if in_words(record) else found.label,
        "kicker": _("History: %(kind)s") % {"kind": found.label},
        "versions": [_row(found, version, present, names, moments) for version in versions],
        "seen": digest(record),
        "put_back_url": reverse("desk-put-back", args=[kind, pk]),
        "crumbs": [*crumbs_of(found, record), step_of(found, record)],
        "section": "desk",
    }
    return render(request, "portal/desk/history.html", context)


def _row(
    kind: RecordKind, version: Version, present: dict[str, Any], names: Names, moments: dict[str, str]
) -> dict[str, Any]:
    event = version.event
    changed = event.before is not None and not version.before
    return {
        "slug": version.slug,
        "what": _what(version, moments),
        "who": event.actor_name,
        "at": event.at,
        "when": moments[version.slug],
        "before": version.before,
        "changed": lines_between(kind, event.before or {}, version.facts, names) if changed else [],
        "back": lines_between(kind, present, version.facts, names),
    }


def _what(version: Version, moments: dict[str, str]) -> str:
    """What was done, in the language of the page."""
    if version.before:
        return _("As it was before")
    event = version.event
    if event.verb != PUT_BACK:
        return str(DEEDS.get(event.verb, event.verb))
    named = NAMED.match(event.reason)
    if named is None:
        return _("Put back from the bin")
    if moment := moments.get(named[1]):
        return _("Put back: the version of %(date)s") % {"date": moment}
    return _("Put back: an earlier version")


@login_required
@require_POST
def put_back(request: PortalRequest, kind: str, pk: int) -> HttpResponse:
    """Make the record what it was, as its form would; the page that asked says whether that could be."""
    found, record = kept_record(request, kind, pk)
    version = version_named(found, record, request.POST.get("version", ""))
    if version is None:
        raise Http404
    try:
        _put_back(request, found, record, version)
    except RefusedError as refusal:
        messages.error(request, _("Nothing was put back. %(why)s") % {"why": refusal})
    else:
        messages.success(request, _("Put back. The version that stood until now is in the history."))
    return redirect("desk-history", kind, pk)


def _put_back(request: PortalRequest, kind: RecordKind, record: Model, version: Version) -> None:
    seen = request.POST.get("seen", "")
    if seen != digest(record):
        raise RefusedError(_("Somebody changed this record just now. Look at its versions again."))
    names = names_for(request.actor, kind, numbers_in(kind, [version.facts]))
    said = said_of(kind, version.facts, names)
    form = form_of(kind, record, values_of(kind, record, version.facts), actor=request.actor, seen=seen)
    if not form.is_valid():
        raise RefusedError(refusal_of(form, said))
    now = timezone.now()
    save_record(actor=request.actor, now=now, kind=kind, form=form, verb=PUT_BACK, reason=version.named)
