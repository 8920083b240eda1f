"""The desk's bin: what was removed within ninety days, and each put back with one press of a button."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groups.models import Removal
from groups.operations import removals
from groups.operations.records import RefusedError
from groups.pages.history import when
from portal.desk import KINDS
from portal.lib.collation import collation_key
from portal.requests import PortalRequest
from portal.views.desk import ROWS_A_PAGE, home_crumb, staff_only


@login_required
@require_safe
def removed(request: PortalRequest) -> HttpResponse:
    """What the secretariat may put back, the latest first; `kind` narrows it."""
    staff_only(request)
    everything = Removal.objects.visible_to(request.actor).in_bin(timezone.now()).filter(kind__in=KINDS)
    chosen = request.GET.get("kind", "")
    rows = everything.filter(kind=chosen) if chosen in KINDS else everything
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    offered = {*everything.order_by().values_list("kind", flat=True).distinct(), *({chosen} & KINDS.keys())}
    context = {
        "rows": [_row(removal, request.zone) for removal in page],
        "kinds": sorted(((key, KINDS[key].plural) for key in offered), key=lambda one: collation_key(one[1])),
        "chosen": chosen,
        "page": page,
        "numbers": page.paginator.get_elided_page_range(page.number),
        "crumbs": [home_crumb()],
        "section": "desk",
    }
    return render(request, "portal/desk/bin.html", context)


def _row(removal: Removal, zone: str | None) -> dict[str, Any]:
    return {
        "kind": KINDS[removal.kind].label,
        "called": removal.called,
        "when": when(removal.at, zone),
        "at": removal.at,
        "who": removal.actor_name,
        "why": removal.reason,
        "put_back_url": reverse("desk-bin-put-back", args=[removal.pk]),
    }


@login_required
@require_POST
def put_back(request: PortalRequest, pk: int) -> HttpResponse:
    """Put a record back and open it; where that cannot be, the bin says why."""
    staff_only(request)
    found = get_object_or_404(Removal.objects.visible_to(request.actor).filter(kind__in=KINDS), pk=pk)
    now = timezone.now()
    try:
        record = removals.put_back(actor=request.actor, now=now, kind=KINDS[found.kind], removal=found)
    except RefusedError as refusal:
        messages.error(request, _("Nothing was put back. %(why)s") % {"why": refusal})
        return redirect("desk-bin")
    messages.success(request, _("Put back."))
    return redirect("desk-record", found.kind, record.pk)
