"""The page of one deadline, and what is done there: answer, take back, extend, say who owes it."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from groups.models import Delegation, Post
from groups.pages.header import term_header
from groups.permissions import may_edit, presides
from meetings.deadlines.reading import zone_of
from meetings.forms.deadlines import AddressForm, AnswerForm, ExtendForm
from meetings.models import Answer, Deadline, Entry
from meetings.operations import answers
from meetings.operations import deadlines as operations
from meetings.operations.announcing import note_deadline
from meetings.operations.errors import InvalidError, RefusedError
from meetings.operations.reminders import foreseen
from meetings.pages.deadline import count_words, deadline_page, debtor_row
from meetings.pages.hours import Reader
from meetings.pages.notices import told_rows
from meetings.queries.deadlines import counted_one, with_anchors
from meetings.queries.notices import reminders_of
from meetings.queries.owing import Debtor, debts_of, people_of
from portal.requests import PortalRequest


def _deadline(request: PortalRequest, pk: int) -> Deadline:
    visible = Entry.objects.visible_to(request.actor).filter(withdrawn_in=None)
    found = with_anchors(Deadline.objects.filter(entry__in=visible, pk=pk)).first()
    if found is None:
        raise Http404
    return found


def _staffed(request: PortalRequest, pk: int) -> Deadline:
    """One that `request`'s secretariat keeps."""
    deadline = _deadline(request, pk)
    if not may_edit(request.actor, deadline.entry.schedule.term.body.organization_id):
        raise Http404
    return deadline


def _reader(request: PortalRequest) -> Reader:
    return Reader((get_language() or "en")[:2], request.zone)


def deadline(request: PortalRequest, pk: int) -> HttpResponse:
    """When it is due, and who owes it: one's own part to a delegate, all of it to officers and the secretariat."""
    found = _deadline(request, pk)
    now, reader = timezone.now(), _reader(request)
    body = found.entry.schedule.term.body
    debts = debts_of(found, now.date())
    all_of_it = presides(request.actor, body_id=body.pk, organization_id=body.organization_id)
    staff = may_edit(request.actor, body.organization_id)
    people = people_of(debts.everyone, found, now.date()) if staff else {}
    mine = [debtor for debtor in debts.everyone if _is_own(request, debtor)]
    reminded = foreseen(found, {user for users in people.values() for user in users}, now) if staff else {}
    rows = {
        name: [debtor_row(debtor, found, reader, people, reminded) for debtor in each]
        for name, each in (("owing", debts.owing), ("answered", [*debts.answered, *debts.unasked]), ("mine", mine))
    }
    context = {
        **term_header(request.actor, found.entry.schedule.term, "schedule", below=True),
        **deadline_page(counted_one(found), reader, now),
        **rows,
        "all_of_it": all_of_it,
        "staff": staff,
        "asked": bool(debts.everyone),
        "counts": count_words(debts),
        "reminders": told_rows(reminders_of(found), found.entry.schedule, reader) if staff else [],
        "form": AnswerForm() if staff else None,
    }
    return render(request, "meetings/deadline.html", context)


def _is_own(request: PortalRequest, debtor: Debtor) -> bool:
    if isinstance(debtor.of, Delegation):
        return debtor.of.pk in request.actor.delegations
    return debtor.of.tenures.filter(person__user=request.actor.user_id or 0, ended=None).exists()


@login_required
@require_POST
def answer(request: PortalRequest, pk: int) -> HttpResponse:
    """Record an answer: one's own, or, by the secretariat, anybody's and when it came."""
    found = _deadline(request, pk)
    of = _debtor(request.POST.get("of", ""))
    form = AnswerForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Expected a date and an hour such as 18:00."))
        return redirect("meetings:deadline", pk)
    now = timezone.now()
    try:
        answers.answer(
            actor=request.actor,
            now=now,
            deadline=found,
            of=of,
            at=form.received(ZoneInfo(zone_of(found)), now),
            note=form.cleaned_data["note"],
        )
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Recorded."))
    return redirect("meetings:deadline", pk)


def _debtor(key: str) -> Delegation | Post:
    kind, _dash, number = key.partition("-")
    if not number.isascii() or not number.isdigit() or kind not in ("delegation", "post"):
        raise Http404
    if kind == "delegation":
        return get_object_or_404(Delegation, pk=int(number))
    return get_object_or_404(Post.objects.select_related("term"), pk=int(number))


@login_required
@require_POST
def take_back(request: PortalRequest, pk: int, given: int) -> HttpResponse:
    """Take an answer back that was recorded in error."""
    found = _staffed(request, pk)
    record = get_object_or_404(Answer.objects.visible_to(request.actor), deadline=found, pk=given)
    try:
        answers.take_back(actor=request.actor, now=timezone.now(), given=record, reason=request.POST.get("reason", ""))
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Taken back."))
    return redirect("meetings:deadline", pk)


@login_required
def extend(request: PortalRequest, pk: int) -> HttpResponse:
    """Give more time; who is told of it waits on the page of notices."""
    found = _staffed(request, pk)
    form = ExtendForm(request.POST or None, deadline=found)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            operations.extend(
                actor=request.actor,
                now=timezone.now(),
                schedule=found.entry.schedule,
                key=found.entry.key,
                day=given["day"],
                at=given["at"],
                decided_by=given["decided_by"],
                decided_at=given["decided_at"],
                reason={_reader(request).language: given["reason"]},
            )
        except (RefusedError, InvalidError) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Extended. The notice to all who are asked is not sent yet."))
            return redirect("meetings:deadline", pk)
    return _form(request, found, form, _("Extend the deadline"), _("Extend"))


@login_required
def address(request: PortalRequest, pk: int) -> HttpResponse:
    """Say who owes it."""
    found = _staffed(request, pk)
    form = AddressForm(request.POST or None, deadline=found)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        answers.address(
            actor=request.actor,
            now=timezone.now(),
            deadline=found,
            standings=given["standings"],
            delegations=list(given["delegations"]),
            posts=list(given["posts"]),
        )
        messages.success(request, _("Saved."))
        return redirect("meetings:deadline", pk)
    return _form(request, found, form, _("Who owes it"), _("Save"))


@login_required
@require_POST
def announce(request: PortalRequest, pk: int) -> HttpResponse:
    """Prepare the notice that tells all who are asked; it is sent from its preview."""
    found = _staffed(request, pk)
    given = note_deadline(actor=request.actor, now=timezone.now(), deadline=found, event="set", before={})
    if given is None:
        messages.error(request, _("A deadline without a date cannot be announced."))
        return redirect("meetings:deadline", pk)
    return redirect("meetings:announcement", given.pk)


def _form(request: PortalRequest, found: Deadline, form: Any, title: str, submit: str) -> HttpResponse:
    header = term_header(request.actor, found.entry.schedule.term, "schedule", below=True)
    page = {"label": found.entry.text, "url": reverse("meetings:deadline", args=[found.pk])}
    context = {
        **header,
        "crumbs": [*header["crumbs"], page],
        "title": title,
        "form": form,
        "submit": submit,
        "cancel_url": page["url"],
        "tabs": "",
        "terms": "",
    }
    return render(request, "form_page.html", context, status=422 if form.is_bound and form.errors else 200)
