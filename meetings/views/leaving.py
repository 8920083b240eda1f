"""What goes out: everything that will leave by itself within the next days, and holding some of it back."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from meetings.enums import AnnouncementState
from meetings.notices.reasons import Untold
from meetings.pages.hours import Reader
from meetings.pages.leaving import held_rows, leaving_days
from meetings.queries.held import is_lasting, matters_of
from meetings.queries.notices import announcements_for
from meetings.queries.queued import queued_in
from meetings.views.outgoing import notices_crumb
from portal.lib.multilingual import LANGUAGES
from portal.outbox import holds
from portal.requests import PortalRequest

SPANS = (3, 7, 14, 30)


def _houses(request: PortalRequest) -> frozenset[int] | None:
    """Whose mail is shown; Http404 for who serves in no secretariat."""
    if request.actor.is_admin:
        return None
    if not request.actor.secretariat_of:
        raise Http404
    return request.actor.secretariat_of


@login_required
def leaving(request: PortalRequest) -> HttpResponse:
    """By day, kind and matter; `?item=` opens one with its people and its words in `?words=`."""
    houses, now = _houses(request), timezone.now()
    asked = request.GET.get("days", "")
    days = int(asked) if asked in {str(span) for span in SPANS} else 7
    page = (get_language() or "en")[:2]
    language = request.GET.get("words", page)
    reader = Reader(language if language in LANGUAGES else page)
    last = now.date() + timedelta(days=days)
    context = {
        "section": "desk",
        "crumbs": [{"label": _("Desk"), "url": reverse("desk")}, notices_crumb()],
        "tabs": [
            {
                "label": ngettext("%(number)s day", "%(number)s days", span) % {"number": span},
                "url": f"?days={span}",
                "current": span == days,
                "count": None,
            }
            for span in SPANS
        ],
        "days": leaving_days(houses, now, last, request.GET.get("item", ""), reader, page),
        "held": held_rows(houses, page),
        "span": days,
        "waiting": announcements_for(request.actor).filter(state=AnnouncementState.WAITING).count(),
        "paused": holds.is_paused(),
    }
    return render(request, "meetings/notices/leaving.html", context)


@login_required
@require_POST
def hold(request: PortalRequest) -> HttpResponse:
    """Keep back what is queued of one matter and what will be, or let it go."""
    houses, about = _houses(request), request.POST.get("about", "")
    lasting = is_lasting(about)
    known = matters_of([about], houses) if lasting else {each.about for each in queued_in(houses)}
    if about not in known:
        raise Http404
    act = _let_go if request.POST.get("act") == "release" else _hold_back
    messages.success(request, act(request, about, lasting))
    back = urlencode({"days": request.POST.get("days", ""), "item": request.POST.get("item", f"queued-{about}")})
    return redirect(f"{reverse('meetings:leaving')}?{back}")


def _let_go(request: PortalRequest, about: str, _lasting: bool) -> str:
    number = holds.release_about(about, actor=request.actor, now=timezone.now(), reason=Untold.LET_GO)
    if not number:
        return _("It is let go: what comes about it leaves again.")
    return ngettext("%(number)s mail is let go.", "%(number)s mails are let go.", number) % {"number": number}


def _hold_back(request: PortalRequest, about: str, lasting: bool) -> str:
    now, reason = timezone.now(), Untold.HELD
    number = holds.hold_about(about, actor=request.actor, reason=reason, now=now, lasting=lasting)
    if lasting:
        return _("Every mail about it is held back from now on, until you let it go.")
    return ngettext("%(number)s mail is held back.", "%(number)s mails are held back.", number) % {"number": number}
