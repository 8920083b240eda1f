"""Keys of the reading API, on the page of preferences."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal import keys
from portal.enums import KeyScope
from portal.forms.keys import KeyForm
from portal.requests import PortalRequest
from portal.views.preferences import page


@login_required
@require_POST
def make(request: PortalRequest) -> HttpResponse:
    """A new key; its secret is shown on the answer and never again."""
    form = KeyForm(request.POST)
    if not form.is_valid():
        return page(request, key_form=form)
    chosen = form.cleaned_data
    try:
        key, secret = keys.make(
            actor=request.actor,
            now=timezone.now(),
            name=chosen["name"],
            scope=KeyScope(chosen["scope"]),
            expires_on=chosen["expires_on"],
        )
    except keys.RefusedError as error:
        form.add_error(None, str(error))
        return page(request, key_form=form)
    response = page(request, made={"name": key.name, "secret": secret})
    response["Cache-Control"] = "private, no-store"
    return response


@login_required
@require_POST
def withdraw(request: PortalRequest, pk: int) -> HttpResponse:
    """End one."""
    try:
        keys.withdraw(actor=request.actor, now=timezone.now(), pk=pk)
    except keys.RefusedError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The key is withdrawn: it opens nothing any more."))
    return redirect(reverse("preferences") + "#keys")
