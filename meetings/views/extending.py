"""More time for a deadline, taken back where it was recorded in error; and a fixed date, counted again."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from meetings.deadlines.reading import standing_of
from meetings.enums import NoticeKind
from meetings.forms.deadlines import ExtendForm, ReasonForm
from meetings.models import Deadline, Extension
from meetings.operations import deadlines as operations
from meetings.operations import extending
from meetings.operations.errors import InvalidError, RefusedError
from meetings.operations.waiting import waiting_of
from meetings.queries.deadlines import counted_one, with_anchors
from meetings.views.deadlines import form_context, form_page, reader_of, staffed
from meetings.views.reminders_seen import unseen
from portal.lib.deadlines import Due
from portal.requests import PortalRequest


@login_required
def extend(request: PortalRequest, pk: int) -> HttpResponse:
    """Give more time, once the notice and the reminders of the new date were seen; the notice then waits to be sent."""
    found, now = staffed(request, pk), timezone.now()
    if not isinstance(standing_of(found), Due):
        messages.error(request, _("There is no date to extend."))
        return redirect("meetings:deadline", pk)
    form = ExtendForm(request.POST or None, deadline=found)
    title, submit = _("Extend the deadline"), _("Extend")
    if request.method == "POST" and form.is_valid():
        context = form_context(request, found, title, submit)

        def act() -> QuerySet[Deadline]:
            _extend(request, pk, form, now)
            return Deadline.objects.filter(pk=pk)

        try:
            page = unseen(request, act, context, reader_of(request), now, with_notice=True)
            if page is not None:
                return page
            act()
        except (RefusedError, InvalidError) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Extended. The notice to all who are asked is not sent yet."))
            return redirect("meetings:deadline", pk)
    return form_page(request, found, form, title, submit)


def _extend(request: PortalRequest, pk: int, form: ExtendForm, now: datetime) -> None:
    given, found = form.cleaned_data, staffed(request, pk)
    extending.extend(
        actor=request.actor,
        now=now,
        schedule=found.entry.schedule,
        key=found.entry.key,
        day=given["day"],
        at=given["at"],
        decided_by=given["decided_by"],
        decided_at=given["decided_at"],
        reason=given["reason"],
    )


@login_required
@require_POST
def take_back(request: PortalRequest, pk: int, given: int) -> HttpResponse:
    """Take an extension back that was recorded in error, once the notice and the reminders were seen."""
    found, now = staffed(request, pk), timezone.now()
    get_object_or_404(Extension, deadline=found, pk=given)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(map(str, form.errors["reason"])))
        return redirect("meetings:deadline", pk)

    def act() -> QuerySet[Deadline]:
        record = get_object_or_404(Extension, deadline=staffed(request, pk), pk=given)
        extending.take_back(actor=request.actor, now=now, given=record, reason=form.cleaned_data["reason"])
        return Deadline.objects.filter(pk=pk)

    context: dict[str, Any] = form_context(request, found, _("Take the extension back"), _("Take back"))
    try:
        page = unseen(request, act, context, reader_of(request), now, with_notice=True)
        if page is not None:
            return page
        act()
    except (RefusedError, InvalidError) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _taken_back_words(found))
    return redirect("meetings:deadline", pk)


def _taken_back_words(found: Deadline) -> str:
    if waiting_of(found.entry, (NoticeKind.DEADLINE,)).exists():
        return _("Taken back: the old date holds. The notice to all who are asked is not sent yet.")
    return _("Taken back: the old date holds.")


@login_required
@require_POST
def count_again(request: PortalRequest, pk: int) -> HttpResponse:
    """Let a fixed date be counted by its rule again: another date is proposed, and nothing moves."""
    found, now = staffed(request, pk), timezone.now()
    schedule = found.entry.schedule
    try:
        operations.count_again(actor=request.actor, now=now, schedule=schedule, key=found.entry.key)
    except (RefusedError, InvalidError) as refusal:
        messages.error(request, str(refusal))
        return redirect("meetings:deadline", pk)
    if counted_one(with_anchors(Deadline.objects.filter(pk=pk)).get(), now).moves:
        messages.success(request, _("Counted by its rule again, which gives another date: it is proposed here."))
        return redirect("meetings:ruled", schedule.term.body.slug, schedule.term.label)
    messages.success(request, _("Counted by its rule again, which gives the date that stands."))
    return redirect("meetings:deadline", pk)
