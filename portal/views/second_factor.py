"""The pages of the second factor: asked for at sign-in, set up, replaced, removed."""

from __future__ import annotations

from base64 import b32encode
from typing import Any

import segno
from allauth.account.internal.decorators import login_stage_required
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal import incidents, second_factor
from portal.buckets import Bucket, take
from portal.errors import too_many_requests
from portal.forms.second_factor import AnyCodeForm, CodeForm, PasswordForm
from portal.models import RecoveryCode, User
from portal.requests import PortalRequest
from portal.second_factor import PROVED
from portal.second_factor.stage import SecondFactorStage
from portal.sessions import SessionStore

CODES = Bucket("second-factor", burst=5, per_second=1 / 300)
"""Of a million codes three are right at a time: so many tries an account, whoever makes them."""
PASSWORDS = Bucket("password-again", burst=10, per_second=1 / 30)
BEGUN = "second_factor_begun"
"""The session's key for the secret that it is setting up: another session is shown none."""


@sensitive_post_parameters("code")
@login_stage_required(stage=SecondFactorStage.key, redirect_urlname="account_login")
def ask(request: PortalRequest) -> HttpResponse:
    """The code after the password; a session opens only then."""
    stage = request._login_stage  # type: ignore[attr-defined]
    account = stage.login.user
    form = AnyCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if wait := take(CODES, str(account.pk)):
            return too_many_requests(request, wait)
        if account.is_active and second_factor.prove(
            account=account, now=timezone.now(), code=form.cleaned_data["code"]
        ):
            request.session[PROVED] = account.pk
            answer: HttpResponse = stage.exit()
            return answer
        incidents.note("second factor failed", request, account.pk)
        form.add_error("code", _("This code is wrong, was used already, or its half minute is over."))
    return render(request, "account/second_factor_ask.html", {"form": form})


@never_cache
@login_required
@require_safe
def overview(request: PortalRequest) -> HttpResponse:
    """Whether there is one, and what may be done about it."""
    return _overview(request)


def _overview(request: PortalRequest, **forms: Form) -> HttpResponse:
    account = _account(request)
    context: dict[str, Any] = {
        "device": second_factor.device_of(account),
        "left": RecoveryCode.objects.filter(account=account, used_at=None).count(),
        "required": second_factor.is_asked_of(request.actor),
        "section": "preferences",
        **{name: PasswordForm(account=account, prefix=name) for name in ("begin", "codes", "remove")},
        **forms,
    }
    return render(request, "portal/second_factor/overview.html", context)


def _account(request: PortalRequest) -> User:
    assert isinstance(request.user, User)
    return request.user


def _checked(request: PortalRequest, name: str) -> HttpResponse | None:
    """None where the password was typed again; else the answer that asks for it."""
    account = _account(request)
    if wait := take(PASSWORDS, str(account.pk)):
        return too_many_requests(request, wait)
    form = PasswordForm(request.POST, account=account, prefix=name)
    if form.is_valid():
        return None
    incidents.note("password asked again failed", request)
    return _overview(request, **{name: form})


@never_cache
@login_required
@require_POST
@sensitive_post_parameters()
def begin(request: PortalRequest) -> HttpResponse:
    """A new secret for an app."""
    if refusal := _checked(request, "begin"):
        return refusal
    request.session[BEGUN] = second_factor.begin(account=_account(request)).pk
    return redirect("account_second_factor_confirm")


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("code")
def confirm(request: PortalRequest) -> HttpResponse:
    """The secret as a picture and as text, until the app has shown a code."""
    account = _account(request)
    device = second_factor.unconfirmed_of(account)
    if device is None or device.pk != request.session.get(BEGUN):
        return redirect("account_second_factor")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if wait := take(CODES, str(account.pk)):
            return too_many_requests(request, wait)
        try:
            made = second_factor.confirm(
                actor=request.actor,
                now=timezone.now(),
                account=account,
                code=form.cleaned_data["code"],
                session=_here(request),
            )
        except second_factor.RefusedError as refusal:
            form.add_error("code", str(refusal))
        else:
            del request.session[BEGUN]
            request.session[PROVED] = account.pk
            return _codes(request, made)
    secret = b32encode(device.bin_key).decode()
    context = {
        "form": form,
        "picture": _picture(device.config_url),
        "secret": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        "section": "preferences",
    }
    return render(request, "portal/second_factor/confirm.html", context)


def _picture(address: str) -> str:
    """Dark on light in either scheme, since cameras read no other."""
    drawn = segno.make(address, error="m").svg_inline(scale=5, border=4, light="#fff", omitsize=True)
    return mark_safe(drawn)


def _here(request: PortalRequest) -> int | None:
    row = request.session.row if isinstance(request.session, SessionStore) else None
    return row.pk if row else None


def _codes(request: PortalRequest, made: list[str]) -> HttpResponse:
    return render(request, "portal/second_factor/codes.html", {"codes": made, "section": "preferences"})


@never_cache
@login_required
@require_POST
@sensitive_post_parameters()
def codes(request: PortalRequest) -> HttpResponse:
    """New recovery codes."""
    if refusal := _checked(request, "codes"):
        return refusal
    try:
        made = second_factor.renew_codes(actor=request.actor, now=timezone.now(), account=_account(request))
    except second_factor.RefusedError as refused:
        messages.error(request, str(refused))
        return redirect("account_second_factor")
    return _codes(request, made)


@never_cache
@login_required
@require_POST
@sensitive_post_parameters()
def remove(request: PortalRequest) -> HttpResponse:
    """Do without from now on."""
    if refusal := _checked(request, "remove"):
        return refusal
    second_factor.remove(actor=request.actor, now=timezone.now(), account=_account(request), session=_here(request))
    request.session.pop(PROVED, None)
    messages.success(request, _("The second factor is removed."))
    return redirect("account_second_factor")
