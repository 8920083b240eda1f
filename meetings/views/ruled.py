"""The deadlines of a schedule and their rules, for the secretariat: set, moved with what they hang on, or kept."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from groups.pages.header import term_header
from meetings.deadlines.reading import anchor_at
from meetings.enums import OFF, EntryKind
from meetings.forms.deadlines import RuleForm
from meetings.models import Entry
from meetings.notices.wording import plain_words
from meetings.operations import deadlines as operations
from meetings.operations.errors import InvalidError, RefusedError
from meetings.pages.editor.place import Place
from meetings.pages.hours import Reader
from meetings.pages.rows import date_text, heading
from meetings.pages.ruled import moved_row, ruled_rows
from meetings.queries.deadlines import counted_in, rules_for
from meetings.views.editor.access import place_of
from portal.requests import PortalRequest


@login_required
def ruled(request: PortalRequest, slug: str, label: str) -> HttpResponse:
    """All deadlines, those first whose rule gives another date; and the rules to set more by."""
    return _page(request, place_of(request, slug, label))


def _page(request: PortalRequest, place: Place, form: RuleForm | None = None) -> HttpResponse:
    reader = Reader(place.language, request.zone)
    found = counted_in(request.actor, place.schedule)
    rules = rules_for(place.schedule)
    house = place.term.body.organization
    context = {
        **term_header(request.actor, place.term, "schedule", below=True),
        "title": _("Deadlines"),
        "moved": [moved_row(each, reader) for each in found if each.moves],
        "rows": ruled_rows(found, reader),
        "form": form or RuleForm(rules=rules, meetings=_meetings(place)),
        "rules": rules,
        "rules_url": reverse("desk-record", args=["organization", house.pk]),
        "new_rule_url": f"{reverse('desk-new', args=['deadlinerule'])}?of={house.pk}",
        "set_url": place.url("ruled_set"),
        "settle_url": place.url("ruled_settle"),
        "edit_url": place.url("editor"),
    }
    status = 422 if form is not None else 200
    return render(request, "meetings/ruled.html", context, status=status)


def _meetings(place: Place) -> list[tuple[Entry, str]]:
    rows = Entry.objects.filter(
        schedule=place.schedule, kind=EntryKind.MEETING, meeting__isnull=False, withdrawn_in=None, trace_of=None
    ).exclude(status__in=OFF)
    found = rows.select_related("meeting").prefetch_related("meeting__items", "meeting__sittings")
    return [
        (entry, f"{date_text(entry, place.language)} · {_matter(entry, place.language)}")
        for entry in found.order_by("start", "position", "pk")
        if anchor_at(entry)
    ]


def _matter(entry: Entry, language: str) -> str:
    return plain_words(heading(entry, entry.meeting, language)[0], language)


@login_required
@require_POST
def set_by_rule(request: PortalRequest, slug: str, label: str) -> HttpResponse:
    """Set a deadline before or after each of the meetings chosen."""
    place = place_of(request, slug, label)
    form = RuleForm(request.POST, rules=rules_for(place.schedule), meetings=_meetings(place))
    if form.is_valid():
        try:
            rows = operations.set_by_rule(
                actor=request.actor,
                now=timezone.now(),
                schedule=place.schedule,
                rule=form.cleaned_data["rule"],
                meetings=form.cleaned_data["meetings"],
            )
        except (RefusedError, InvalidError) as refusal:
            form.add_error(None, str(refusal))
        else:
            said = ngettext("%(number)s deadline set.", "%(number)s deadlines set.", len(rows)) % {"number": len(rows)}
            return _done(request, place, said)
    return _page(request, place, form)


@login_required
@require_POST
def settle(request: PortalRequest, slug: str, label: str) -> HttpResponse:
    """Take the dates that the rules give, or keep those that stand, for the rows chosen."""
    place = place_of(request, slug, label)
    chosen = _chosen(request)
    given: dict[str, Any] = {
        "actor": request.actor,
        "now": timezone.now(),
        "schedule": place.schedule,
        "reason": request.POST.get("reason", "").strip(),
    }
    try:
        if not chosen:
            raise RefusedError(_("Choose the deadlines first."))
        if request.POST.get("do") == "keep":
            operations.keep(keys=list(chosen), **given)
            said = _("Kept: these dates do not move any more.")
        else:
            operations.follow(keys=chosen, **given)
            said = _("The new dates hold. Whoever was reminded of an old one is told.")
    except (RefusedError, InvalidError) as refusal:
        messages.error(request, str(refusal))
        return _back(place)
    return _done(request, place, said)


def _chosen(request: PortalRequest) -> dict[str, dt.date]:
    """Keys with the dates that were shown beside them: “deadline-3 2027-01-08”."""
    found = {}
    for value in request.POST.getlist("rows"):
        key, _space, day = value.partition(" ")
        try:
            found[key] = dt.date.fromisoformat(day)
        except ValueError as error:
            raise RefusedError(_("Expected a date for each deadline.")) from error
    return found


def _done(request: PortalRequest, place: Place, said: str) -> HttpResponse:
    messages.success(request, said)
    return _back(place)


def _back(place: Place) -> HttpResponse:
    return redirect(place.url("ruled"))
