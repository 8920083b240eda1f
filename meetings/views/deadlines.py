"""The page of one deadline, and what is done there: answer, take back, say who owes it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
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
from meetings.deadlines.reading import is_closed, standing_of, zone_of
from meetings.enums import DeadlineAnchor, NoticeKind
from meetings.forms.deadlines import AddressForm, AnswerForm, ReasonForm
from meetings.models import Answer, Deadline, Entry
from meetings.operations import answers
from meetings.operations.announcing import note_deadline
from meetings.operations.errors import RefusedError
from meetings.operations.foreseeing import reminders_ahead
from meetings.operations.moved_dates import about
from meetings.operations.reminders import foreseen
from meetings.operations.waiting import waiting_of
from meetings.pages.deadline import count_words, deadline_page, debtor_row
from meetings.pages.hours import Reader
from meetings.pages.leaving import reminder_rows
from meetings.pages.notices import told_rows
from meetings.permissions import answers_for, may_take_back
from meetings.queries.deadlines import Counted, counted_one, hold_absent, there_of_deadline, with_anchors
from meetings.queries.held import is_held
from meetings.queries.notices import reminders_of
from meetings.queries.owing import Debtor, debts_of, people_of
from meetings.views.reminders_seen import unseen
from portal.lib.deadlines import Due
from portal.requests import PortalRequest


def _deadline(request: PortalRequest, pk: int) -> Deadline:
    visible = Entry.objects.visible_to(request.actor).filter(withdrawn_in=None)
    asked: Any = with_anchors(Deadline.objects.filter(entry__in=visible, pk=pk)).annotate(**there_of_deadline())
    found: Deadline | None = asked.first()
    if found is None:
        raise Http404
    hold_absent(found)
    return found


def staffed(request: PortalRequest, pk: int) -> Deadline:
    """One that `request`'s secretariat keeps."""
    deadline = _deadline(request, pk)
    if not may_edit(request.actor, deadline.entry.schedule.term.body.organization_id):
        raise Http404
    return deadline


def reader_of(request: PortalRequest) -> Reader:
    """In whose language and zone a page is."""
    return Reader((get_language() or "en")[:2], request.zone)


def deadline(request: PortalRequest, pk: int) -> HttpResponse:
    """When it is due, and who owes it: one's own part to a delegate, all of it to officers and the secretariat."""
    return _page(request, _deadline(request, pk))


def _page(
    request: PortalRequest, found: Deadline, typed: AnswerForm | None = None, answered_for: str = ""
) -> HttpResponse:
    """`typed`: an answer that was refused, in whose box it is said why."""
    now, reader = timezone.now(), reader_of(request)
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
    counted = counted_one(found, now)
    page = deadline_page(counted, reader, now)
    for row, debtor in zip(rows["mine"], mine, strict=True):
        row["own"] = bool(debtor.answer and may_take_back(request.actor, debtor.answer, over=page["late"]))
    context = {
        **term_header(request.actor, found.entry.schedule.term, "schedule", below=True),
        **page,
        **rows,
        "all_of_it": all_of_it,
        "staff": staff,
        "asked": bool(debts.everyone),
        "counts": count_words(debts, now),
        **(_for_staff(counted, reader, now) if staff else {}),
        "form": typed or AnswerForm(),
        "answered_for": answered_for,
    }
    return render(request, "meetings/deadline.html", context, status=422 if typed else 200)


def _for_staff(counted: Counted, reader: Reader, now: datetime) -> dict[str, Any]:
    """What becomes of its date, what goes out of it and what went out, what keeps it back, and whether its rule may
    count it again."""
    found = counted.deadline
    return {
        "take_back": ReasonForm(),
        "may_extend": isinstance(standing_of(found), Due),
        "set_date_url": _set_date_url(counted),
        "ahead": reminder_rows(reminders_ahead(found, now), now, reader),
        "awaited": waiting_of(found.entry, (NoticeKind.DEADLINE,)).exclude(event="set", before={}).first(),
        "countable": found.fixed and found.anchor != DeadlineAnchor.DATE,
        "held": is_held(about(found)),
        "reminders": told_rows(reminders_of(found), found.entry.schedule, reader),
    }


def _set_date_url(counted: Counted) -> str:
    """Where a date is given to one that has none: where one is proposed, else in its row; empty for what is off."""
    entry = counted.deadline.entry
    if entry.is_off or entry.withdrawn_in is not None or counted.due is not None:
        return ""
    term = entry.schedule.term
    if counted.moves:
        return reverse("meetings:ruled", args=[term.body.slug, term.label])
    return reverse("meetings:editor_row", args=[term.body.slug, term.label, entry.key])


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
        return _not_recorded(request, found, form)
    now = timezone.now()
    try:
        answers.answer(
            actor=request.actor,
            now=now,
            deadline=found,
            of=of,
            at=form.received(ZoneInfo(zone_of(found)), now),
            note=form.cleaned_data["note"],
            accepted_late=form.cleaned_data["accepted_late"],
        )
    except RefusedError as refusal:
        form.add_error(None, str(refusal))
        return _not_recorded(request, found, form)
    messages.success(request, _("Recorded."))
    return redirect("meetings:deadline", pk)


def _not_recorded(request: PortalRequest, found: Deadline, form: AnswerForm) -> HttpResponse:
    """The page again, with what the secretariat typed; one who typed nothing is told alone."""
    if may_edit(request.actor, found.entry.schedule.term.body.organization_id):
        return _page(request, found, form, request.POST["of"])
    for said in form.errors.values():
        messages.error(request, " ".join(map(str, said)))
    return redirect("meetings:deadline", found.pk)


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
    """Take an answer back: one recorded in error, or one's own until the deadline is over."""
    found = _deadline(request, pk)
    record = get_object_or_404(Answer.objects.visible_to(request.actor), deadline=found, pk=given)
    of, staff = (
        record.delegation or record.post,
        may_edit(request.actor, found.entry.schedule.term.body.organization_id),
    )
    if not staff and not (of and answers_for(request.actor, of)):
        raise Http404
    try:
        answers.take_back(actor=request.actor, now=timezone.now(), given=record, reason=request.POST.get("reason", ""))
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Taken back."))
    return redirect("meetings:deadline", pk)


@login_required
def address(request: PortalRequest, pk: int) -> HttpResponse:
    """Say who owes it."""
    found = staffed(request, pk)
    form = AddressForm(request.POST if request.method == "POST" else None, deadline=found)
    if request.method == "POST" and form.is_valid():
        given, now = form.cleaned_data, timezone.now()

        def act() -> QuerySet[Deadline]:
            answers.address(
                actor=request.actor,
                now=now,
                deadline=staffed(request, pk),
                standings=given["standings"],
                delegations=list(given["delegations"]),
                posts=list(given["posts"]),
            )
            return Deadline.objects.filter(pk=pk)

        seen = form_context(request, found, _("Who owes it"), _("Save"))
        page = unseen(request, act, seen, reader_of(request), now)
        if page is not None:
            return page
        act()
        messages.success(request, _("Saved."))
        return redirect("meetings:deadline", pk)
    return form_page(request, found, form, _("Who owes it"), _("Save"))


@login_required
@require_POST
def announce(request: PortalRequest, pk: int) -> HttpResponse:
    """Prepare the notice that tells all who are asked; it is sent from its preview."""
    found = staffed(request, pk)
    if is_closed(found, timezone.now()):
        messages.error(request, _("The date has passed and nothing is accepted any more: there is nothing to tell."))
        return redirect("meetings:deadline", pk)
    given = note_deadline(actor=request.actor, now=timezone.now(), deadline=found, event="set", before={})
    if given is None:
        messages.error(request, _("A deadline without a date cannot be announced."))
        return redirect("meetings:deadline", pk)
    return redirect("meetings:announcement", given.pk)


def form_page(request: PortalRequest, found: Deadline, form: Any, title: str, submit: str) -> HttpResponse:
    """A form of one deadline, 422 where it was refused."""
    context = {**form_context(request, found, title, submit), "form": form}
    return render(request, "form_page.html", context, status=422 if form.is_bound and form.errors else 200)


def form_context(request: PortalRequest, found: Deadline, title: str, submit: str) -> dict[str, Any]:
    """The header of such a page."""
    header = term_header(request.actor, found.entry.schedule.term, "schedule", below=True)
    page = {"label": found.entry.text, "url": reverse("meetings:deadline", args=[found.pk])}
    return {
        **header,
        "crumbs": [*header["crumbs"], page],
        "title": title,
        "submit": submit,
        "cancel_url": page["url"],
        "tabs": "",
        "terms": "",
    }
