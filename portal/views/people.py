"""The desk's people: accounts, what gives them rights, and invitations."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from groups.forms.invitations import InvitationForm, PersonForm
from groups.models import Accreditation, Invitation, Person, SecretariatAssignment
from groups.operations import accounts as operations
from groups.operations import invitations as inviting
from groups.operations.records import RefusedError
from groups.pages import people as pages
from groups.permissions import may_edit
from groups.queries.houses import accounts_known_to, may_accredit, may_close
from portal.models import User
from portal.requests import PortalRequest
from portal.second_factor import device_of
from portal.sessions import ending
from portal.views.desk import ROWS_A_PAGE, home_crumb, staff_only


@login_required
def people(request: PortalRequest) -> HttpResponse:
    """Accounts that the secretariat answers for; `q` narrows them."""
    staff_only(request)
    sought = request.GET.get("q", "").strip()
    rows = _with_rights(accounts_known_to(request.actor)).order_by("name", "email")
    if sought:
        rows = rows.filter(Q(name__icontains=sought) | Q(email__icontains=sought))
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "rows": [pages.account_row(account) for account in page],
        "page": page,
        "numbers": page.paginator.get_elided_page_range(page.number),
        "sought": sought,
        "crumbs": [home_crumb()],
        "tabs": _tabs("people"),
        "section": "desk",
    }
    return render(request, "portal/people/people.html", context)


def _with_rights(accounts: QuerySet[User]) -> QuerySet[User]:
    return accounts.select_related("person").prefetch_related(
        "secretariat_assignments__organization",
        "person__accreditations__delegation",
        "person__accreditations__body",
        "person__tenures__post__term__body",
    )


def _tabs(current: str) -> list[dict[str, Any]]:
    named = [("people", _("Accounts")), ("people-invitations", _("Invitations"))]
    return [{"label": label, "url": reverse(name), "current": name == current} for name, label in named]


@login_required
def account(request: PortalRequest, pk: int) -> HttpResponse:
    """One account: its secretariats, delegations and posts."""
    staff_only(request)
    found = get_object_or_404(_with_rights(accounts_known_to(request.actor)), pk=pk)
    person = pages.person_of(found)
    context = {
        "account": found,
        "person": person,
        "services": pages.services(request.actor, found),
        "accreditations": pages.accreditations(request.actor, person, timezone.now().date()) if person else [],
        "posts": pages.posts(person) if person else [],
        "form": None if person else PersonForm(actor=request.actor),
        "may_close": may_close(request.actor, found),
        "sessions": ending.open_sessions(found.pk),
        "second_factor": device_of(found),
        "crumbs": [home_crumb(), {"label": _("People"), "url": reverse("people")}],
        "section": "desk",
    }
    return render(request, "portal/people/account.html", context)


@login_required
@require_POST
def join(request: PortalRequest, pk: int) -> HttpResponse:
    """Say which person recorded the account is."""
    staff_only(request)
    found = get_object_or_404(accounts_known_to(request.actor), pk=pk)
    form = PersonForm(request.POST, actor=request.actor)
    if not form.is_valid():
        messages.error(request, _("Choose a person."))
        return redirect("people-account", pk)

    def act() -> None:
        person = form.cleaned_data["person"]
        operations.join_person(actor=request.actor, now=timezone.now(), account=found, person=person)

    return _done(request, act, _("Saved."), reverse("people-account", args=[pk]))


@login_required
@require_POST
def part(request: PortalRequest, pk: int) -> HttpResponse:
    """Undo a wrong join."""
    found = _closable(request, pk)
    person = get_object_or_404(Person, user=found)

    def act() -> None:
        operations.part_person(actor=request.actor, now=timezone.now(), account=found, person=person)

    return _done(request, act, _("Saved."), reverse("people-account", args=[pk]))


@login_required
def invitations(request: PortalRequest) -> HttpResponse:
    """Invitations of the houses served, the newest first."""
    staff_only(request)
    rows = Invitation.objects.select_related("organization", "delegation")
    if not request.actor.is_admin:
        rows = rows.filter(organization__in=request.actor.secretariat_of)
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "rows": [pages.invitation_row(each, timezone.now()) for each in page],
        "page": page,
        "numbers": page.paginator.get_elided_page_range(page.number),
        "crumbs": [home_crumb()],
        "tabs": _tabs("people-invitations"),
        "section": "desk",
    }
    return render(request, "portal/people/invitations.html", context)


@login_required
def invite(request: PortalRequest) -> HttpResponse:
    """Invite somebody into the secretariat or a delegation."""
    staff_only(request)
    form = InvitationForm(request.POST or None, actor=request.actor, initial={"language": request.LANGUAGE_CODE})
    if request.method == "POST" and form.is_valid():
        try:
            made = inviting.invite(actor=request.actor, now=timezone.now(), offer=form.offer())
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The invitation is on its way to %(address)s.") % {"address": made.email})
            return redirect("people-invitations")
    context = {
        "title": _("Invite somebody"),
        "lead": _("The link goes to their e-mail address, works once and holds for fourteen days."),
        "form": form,
        "submit": _("Send the invitation"),
        "cancel_url": reverse("people"),
        "crumbs": [home_crumb(), {"label": _("People"), "url": reverse("people")}],
        "section": "desk",
    }
    return render(request, "form_page.html", context)


def _done(request: PortalRequest, act: Callable[[], None], said: str, back: str) -> HttpResponse:
    """Do it, say so or say why not, and go back."""
    try:
        act()
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect(back)


@login_required
@require_POST
def withdraw(request: PortalRequest, pk: int) -> HttpResponse:
    """Take an invitation back."""
    found = get_object_or_404(Invitation.objects.select_related("organization"), pk=pk)
    if not may_edit(request.actor, found.organization_id):
        raise Http404

    def act() -> None:
        inviting.withdraw(actor=request.actor, now=timezone.now(), invitation=found)

    return _done(request, act, _("The invitation is withdrawn."), reverse("people-invitations"))


@login_required
@require_POST
def end_accreditation(request: PortalRequest, pk: int) -> HttpResponse:
    """From now on the person represents the delegation no longer."""
    found = get_object_or_404(Accreditation.objects.select_related("person", "delegation", "body"), pk=pk)
    if not may_accredit(request.actor, found):
        raise Http404

    def act() -> None:
        operations.end_accreditation(actor=request.actor, now=timezone.now(), accreditation=found)

    holder = found.person.user_id
    back = reverse("people-account", args=[holder]) if holder else reverse("people")
    return _done(request, act, _("The accreditation has ended."), back)


@login_required
@require_POST
def end_service(request: PortalRequest, pk: int) -> HttpResponse:
    """From now on the account serves in the secretariat no longer."""
    found = get_object_or_404(SecretariatAssignment.objects.select_related("user", "organization"), pk=pk)
    if not may_edit(request.actor, found.organization_id):
        raise Http404

    def act() -> None:
        operations.end_service(actor=request.actor, now=timezone.now(), assignment=found)

    return _done(request, act, _("The service has ended."), reverse("people"))


@login_required
@require_POST
def close(request: PortalRequest, pk: int) -> HttpResponse:
    """Close an account; nothing of it is deleted."""
    found = _closable(request, pk)

    def act() -> None:
        operations.close_account(actor=request.actor, now=timezone.now(), account=found)

    return _done(request, act, _("The account is closed."), reverse("people-account", args=[pk]))


@login_required
@require_POST
def end_sessions(request: PortalRequest, pk: int) -> HttpResponse:
    """Sign the account out everywhere."""
    found = _closable(request, pk)

    def act() -> None:
        operations.end_sessions(actor=request.actor, now=timezone.now(), account=found)

    return _done(request, act, _("The account is signed out everywhere."), reverse("people-account", args=[pk]))


@login_required
@require_POST
def reset_second_factor(request: PortalRequest, pk: int) -> HttpResponse:
    """For somebody who lost the telephone and the recovery codes."""
    found = _closable(request, pk)

    def act() -> None:
        operations.reset_second_factor(actor=request.actor, now=timezone.now(), account=found)

    return _done(request, act, _("The second factor is taken away."), reverse("people-account", args=[pk]))


@login_required
@require_POST
def reopen(request: PortalRequest, pk: int) -> HttpResponse:
    """Open a closed account again."""
    found = _closable(request, pk)

    def act() -> None:
        operations.open_account(actor=request.actor, now=timezone.now(), account=found)

    return _done(request, act, _("The account is open again."), reverse("people-account", args=[pk]))


def _closable(request: PortalRequest, pk: int) -> User:
    staff_only(request)
    found = get_object_or_404(accounts_known_to(request.actor), pk=pk)
    if not may_close(request.actor, found):
        raise Http404
    return found
