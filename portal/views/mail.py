"""How the mail stands, for who runs the portal: what waits, what is held, what may not have gone out, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from meetings.models import Notice
from portal import clock
from portal.enums import OutboxState
from portal.models import OutboxMessage
from portal.outbox import holds
from portal.outbox.figures import explain, figures
from portal.requests import PortalRequest
from portal.troubles import troubles
from portal.views.desk import ROWS_A_PAGE, home_crumb

GIVEN_UP = (OutboxState.UNCONFIRMED, OutboxState.FAILED)


def _operators_only(request: PortalRequest) -> None:
    """Messages name people of every house, so the page is absent for all who serve one alone."""
    if not request.actor.is_admin:
        raise Http404


@login_required
def mail(request: PortalRequest) -> HttpResponse:
    """Figures, what is held, and the messages that were given up; `q` finds all those of an address."""
    _operators_only(request)
    now = timezone.now()
    sought = request.GET.get("q", "").strip()
    rows = OutboxMessage.objects.order_by("-id")
    rows = rows.filter(recipient__iexact=sought) if sought else rows.filter(state__in=GIVEN_UP)
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    found = figures(now)
    context = {
        "troubles": troubles(now),
        "facts": _facts(found),
        "paused": found["paused"],
        "alarm": found["clock"]["alarm"],
        "held": holds.held_by_kind(),
        "rows": list(zip(page, titles_of(page), strict=True)),
        "page": page,
        "numbers": page.paginator.get_elided_page_range(page.number),
        "sought": sought,
        "crumbs": [home_crumb()],
        "section": "desk",
    }
    return render(request, "portal/mail/mail.html", context)


def titles_of(found: Iterable[OutboxMessage]) -> list[str]:
    """What each message is: its subject where it has one, else what it tells of. Never what it says."""
    rows = list(found)
    keys = [row.params["notice"] for row in rows if "notice" in row.params]
    kinds = {notice.pk: str(notice.get_kind_display()) for notice in Notice.objects.filter(pk__in=keys)}
    others = {"digest": _("One mail a day"), "letter": _("Letter")}
    return [
        row.subject or kinds.get(row.params.get("notice", 0)) or others.get(row.kind) or str(row.kind) for row in rows
    ]


def _facts(found: dict[str, Any]) -> list[dict[str, Any]]:
    named = [
        (_("Waiting"), found["waiting"]),
        (_("Minutes that the oldest waits"), "–" if found["oldest"] is None else found["oldest"] // 60),
        (_("To be sent again, perhaps for the second time"), found["in_doubt"]),
        (_("Held back"), found["held"]),
        (_("Perhaps sent"), found["unconfirmed"]),
        (_("Failed"), found["failed"]),
    ]
    return [{"label": label, "value": str(value)} for label, value in named]


@login_required
def message(request: PortalRequest, pk: int) -> HttpResponse:
    """Every decision about one message."""
    _operators_only(request)
    found = get_object_or_404(OutboxMessage, pk=pk)
    context = {
        "message": found,
        "title": titles_of([found])[0],
        "story": explain(found),
        "crumbs": [home_crumb(), {"label": _("Mail"), "url": reverse("mail")}],
        "section": "desk",
    }
    return render(request, "portal/mail/message.html", context)


class DeedForm(forms.Form):
    """What to do, and with which message or kind."""

    deed = forms.ChoiceField(
        choices=[(name, name) for name in ("hold", "resume", "release", "call-off", "retry", "accept", "trust-clock")]
    )
    kind = forms.CharField(required=False, max_length=60)
    pk = forms.IntegerField(required=False, min_value=1)


@login_required
@require_POST
def do(request: PortalRequest) -> HttpResponse:
    """One deed; whoever was quicker has done it already."""
    _operators_only(request)
    form = DeedForm(request.POST)
    if not form.is_valid():
        raise Http404
    deed, kind, pk = form.cleaned_data["deed"], form.cleaned_data["kind"], form.cleaned_data["pk"] or 0
    if _deeds(request, kind, pk)[deed]():
        messages.success(request, _("Done."))
    else:
        messages.error(request, _("Nothing was left to be done."))
    return redirect("mail-message", pk) if deed in {"retry", "accept"} else redirect("mail")


def _deeds(request: PortalRequest, kind: str, pk: int) -> dict[str, Callable[[], bool]]:
    by: dict[str, Any] = {"actor": request.actor, "now": timezone.now()}
    return {
        "hold": lambda: holds.hold(**by) >= 0,
        "resume": lambda: holds.resume(**by),
        "release": lambda: holds.release(kind, **by) > 0,
        "call-off": lambda: holds.call_off(kind, **by) > 0,
        "retry": lambda: holds.retry(pk, **by),
        "accept": lambda: holds.accept(pk, **by),
        "trust-clock": lambda: clock.confirm(by["now"]),
    }
