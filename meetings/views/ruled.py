"""The deadlines of a schedule and their rules, for the secretariat: set, moved with what they hang on, or kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from groups.pages.header import term_header
from groups.permissions import may_edit
from meetings.deadlines.reading import anchor_at
from meetings.enums import OFF, AnnouncementState, EntryKind, NoticeKind
from meetings.forms.deadlines import RuleForm
from meetings.models import Announcement, Deadline, Entry
from meetings.notices.wording import plain_words
from meetings.operations import deadlines as operations
from meetings.operations.errors import InvalidError, RefusedError
from meetings.pages.editor.place import Place
from meetings.pages.hours import Reader
from meetings.pages.reminders_seen import nobody_words
from meetings.pages.rows import date_text, heading
from meetings.pages.ruled import moved_groups, ruled_rows, shown_due
from meetings.queries.deadlines import counted_in, rules_for
from meetings.views.editor.access import place_of
from meetings.views.reminders_seen import unseen
from portal.lib.deadlines import Due
from portal.requests import PortalRequest


@login_required
def ruled(request: PortalRequest, slug: str, label: str) -> HttpResponse:
    """All deadlines, those first whose rule gives another date; and the rules to set more by."""
    return _page(request, place_of(request, slug, label))


def _page(
    request: PortalRequest, place: Place, form: RuleForm | None = None, refused: Mapping[str, Due | None] | None = None
) -> HttpResponse:
    """`form`, or what was to be settled, where it was refused."""
    reader = Reader(place.language, request.zone)
    now = timezone.now()
    found = counted_in(request.actor, place.schedule, now)
    rules = rules_for(place.schedule)
    house = place.term.body.organization
    edits_rules = may_edit(request.actor, house.pk)
    context = {
        **term_header(request.actor, place.term, "schedule", below=True),
        "title": _("Deadlines"),
        "moved": moved_groups(found, reader, refused or (), request.POST.get("reason", "")),
        "rows": ruled_rows(found, reader, now),
        "form": form or RuleForm(rules=rules, meetings=_meetings(place)),
        "rules": rules,
        "rules_url": f"{reverse('desk-record', args=['organization', house.pk])}#deadlinerule" if edits_rules else "",
        "new_rule_url": f"{reverse('desk-new', args=['deadlinerule'])}?of={house.pk}",
        "set_url": place.url("ruled_set"),
        "settle_url": place.url("ruled_settle"),
        "edit_url": place.url("editor"),
    }
    status = 422 if form is not None or refused is not None else 200
    return render(request, "meetings/ruled.html", context, status=status)


def _meetings(place: Place) -> list[tuple[Entry, str]]:
    rows = Entry.objects.filter(
        schedule=place.schedule, kind=EntryKind.MEETING, meeting__isnull=False, withdrawn_in=None, trace_of=None
    ).exclude(status__in=OFF)
    found = rows.select_related("meeting__room", "schedule__term__body__organization").prefetch_related(
        "meeting__items", "meeting__sittings"
    )
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
    """Set a deadline before or after each of the meetings chosen, once the reminders that then leave were seen."""
    place = place_of(request, slug, label)
    form = RuleForm(request.POST, rules=rules_for(place.schedule), meetings=_meetings(place))
    if not form.is_valid():
        return _page(request, place, form)
    now = timezone.now()

    def act() -> QuerySet[Deadline]:
        schedule = place_of(request, slug, label).schedule
        chosen, meetings = form.cleaned_data["rule"], form.cleaned_data["meetings"]
        rows = operations.set_by_rule(actor=request.actor, now=now, schedule=schedule, rule=chosen, meetings=meetings)
        return Deadline.objects.filter(entry__schedule=schedule, entry__key__in=rows)

    header = term_header(request.actor, place.term, "schedule", below=True)
    context = {**header, "title": _("Deadlines"), "submit": _("Set the deadlines"), "cancel_url": place.url("ruled")}
    context["unasked"] = nobody_words(form.cleaned_data["rule"], place.term)
    try:
        shown = unseen(request, act, context, Reader(place.language, request.zone), now)
        if shown is not None:
            return shown
        number = act().count()
    except (RefusedError, InvalidError) as refusal:
        form.add_error(None, str(refusal))
        return _page(request, place, form)
    if context["unasked"]:
        messages.warning(request, context["unasked"])
    said = ngettext("%(number)s deadline set.", "%(number)s deadlines set.", number) % {"number": number}
    return _done(request, place, said)


@login_required
@require_POST
def settle(request: PortalRequest, slug: str, label: str) -> HttpResponse:
    """Take the dates that the rules give, once what leaves was seen, or keep those that stand, for the rows chosen."""
    place, now = place_of(request, slug, label), timezone.now()
    try:
        chosen = _chosen(request)
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return _back(place)
    try:
        if request.POST.get("do") == "keep":
            operations.keep(keys=chosen, **_given(request, place, now))
            return _done(request, place, _("Kept: these dates do not move any more."))
        return _follow(request, place, chosen, now)
    except (RefusedError, InvalidError) as refusal:
        messages.error(request, str(refusal))
        return _page(request, place, refused=chosen)


def _follow(request: PortalRequest, place: Place, chosen: dict[str, Due | None], now: dt.datetime) -> HttpResponse:
    body, label = place.term.body, place.term.label

    def act() -> QuerySet[Deadline]:
        fresh = place_of(request, body.slug, label)
        operations.follow(keys=chosen, **_given(request, fresh, now))
        return Deadline.objects.filter(entry__schedule=fresh.schedule, entry__key__in=chosen)

    header = term_header(request.actor, place.term, "schedule", below=True)
    context = {**header, "title": _("Deadlines"), "submit": _("Take the dates"), "cancel_url": place.url("ruled")}
    shown = unseen(request, act, context, Reader(place.language, request.zone), now, with_notice=True)
    if shown is not None:
        return shown
    return _done(request, place, _followed_words(act(), chosen))


def _followed_words(found: QuerySet[Deadline], chosen: dict[str, Due | None]) -> str:
    if not any(chosen.values()):
        return _(
            "These deadlines have no date until what they hang on has one: no reminder goes out. Whoever was "
            "told of the old date is told in ten minutes that there is none for now."
        )
    waiting = Announcement.objects.filter(
        entry__deadline__in=found, kind=NoticeKind.DEADLINE, state=AnnouncementState.WAITING
    ).count()
    if not waiting:
        return _("The new dates hold. Whoever was reminded of an old one is told in ten minutes.")
    return ngettext(
        "The new dates hold. %(number)s notice to all who are asked is not sent yet.",
        "The new dates hold. %(number)s notices to all who are asked are not sent yet.",
        waiting,
    ) % {"number": waiting}


def _given(request: PortalRequest, place: Place, now: dt.datetime) -> dict[str, Any]:
    reason = request.POST.get("reason", "").strip()
    return {"actor": request.actor, "now": now, "schedule": place.schedule, "reason": reason}


def _chosen(request: PortalRequest) -> dict[str, Due | None]:
    """Keys with what was shown beside them: “deadline-3 2027-01-08 18:00:00 Europe/Zurich”, “deadline-4 none”."""
    found: dict[str, Due | None] = {}
    for value in request.POST.getlist("rows"):
        key, _space, shown = value.partition(" ")
        try:
            found[key] = shown_due(shown)
        except ValueError as error:
            raise RefusedError(_("Expected a date for each deadline.")) from error
    if not found:
        raise RefusedError(_("Choose the deadlines first."))
    return found


def _done(request: PortalRequest, place: Place, said: str) -> HttpResponse:
    messages.success(request, said)
    return _back(place)


def _back(place: Place) -> HttpResponse:
    return redirect(place.url("ruled"))
