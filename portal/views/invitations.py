"""Taking up an invitation. The address holds a secret: no referrer, no cache, no log of ours keeps it."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.debug import sensitive_post_parameters

from groups.models import Invitation
from groups.operations.invitations import NeedsSignInError, accept, pending
from groups.operations.records import RefusedError
from portal.accounts import AFTER_SIGN_IN
from portal.buckets import Bucket, take
from portal.errors import too_many_requests
from portal.forms.acceptance import AcceptanceForm
from portal.models import User
from portal.requests import PortalRequest, client_address

TRIES = Bucket("invitation", burst=30, per_second=0.1)
BACKEND = settings.AUTHENTICATION_BACKENDS[0]


@sensitive_post_parameters("password")
def invitation(request: PortalRequest, token: str) -> HttpResponse:
    """What was offered and the form that takes it up; an invitation that no longer works says so kindly."""
    if wait := take(TRIES, client_address(request)):
        return too_many_requests(request, wait)
    found = pending(token, timezone.now())
    response = _gone(request) if found is None else _answer(request, found, token)
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def _answer(request: PortalRequest, found: Invitation, token: str) -> HttpResponse:
    if request.user.is_authenticated:
        return _signed_in(request, found, token)
    if User.objects.filter(email__iexact=found.email).exists():
        return _sign_in_first(request, found)
    form = AcceptanceForm(
        request.POST or None,
        invitation=found,
        initial={"name": found.name, "language": request.LANGUAGE_CODE, "zone": request.zone or ""},
    )
    if request.method == "POST" and form.is_valid():
        try:
            user = accept(token=token, now=timezone.now(), **form.cleaned_data)
        except RefusedError:
            return _gone(request)
        except NeedsSignInError:
            return _sign_in_first(request, found)
        login(request, user, backend=BACKEND)
        return _welcome(request, user)
    return render(request, "portal/invitations/accept.html", {"form": form, "invitation": found})


def _signed_in(request: PortalRequest, found: Invitation, token: str) -> HttpResponse:
    """Take it up with the account in hand, after one press of a button."""
    user = request.user
    assert isinstance(user, User)
    if user.email.lower() != found.email.lower():
        return render(request, "portal/invitations/other_account.html", {"invitation": found}, status=403)
    if request.method == "POST":
        try:
            accept(token=token, now=timezone.now(), account=user)
        except RefusedError as refusal:
            messages.error(request, str(refusal))
            return redirect("home")
        return _welcome(request, user)
    return render(request, "portal/invitations/confirm.html", {"invitation": found})


def _sign_in_first(request: PortalRequest, found: Invitation) -> HttpResponse:
    request.session[AFTER_SIGN_IN] = request.path
    return render(request, "portal/invitations/sign_in.html", {"invitation": found})


def _welcome(request: PortalRequest, user: User) -> HttpResponse:
    with override(user.language or request.LANGUAGE_CODE):
        messages.success(request, _("Welcome. The invitation is taken up."))
    return redirect("home")


def _gone(request: PortalRequest) -> HttpResponse:
    return render(request, "portal/invitations/gone.html", status=410)
