"""What the secretariat tells: what will go to whom in each language before it goes, and what became of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from groups.pages.header import crumbs
from meetings.enums import AnnouncementState
from meetings.models import Announcement
from meetings.operations import notices as operations
from meetings.operations.discarding import deadline_of, told_all_the_same
from meetings.operations.discarding import discard as discard_it
from meetings.operations.errors import RefusedError
from meetings.operations.hanging import told_of_hanging
from meetings.operations.moved_dates import told_otherwise
from meetings.operations.notice_words import seal_of
from meetings.operations.preparing import prepare_again, told_before
from meetings.pages.apart import hung_words
from meetings.pages.hours import Reader
from meetings.pages.leaving import people_words
from meetings.pages.notices import (
    announcement_groups,
    announcement_row,
    event_words,
    previews,
    told_date,
    told_rows,
)
from meetings.pages.services import service_previews, services_told, why_services_untold
from meetings.pages.untold import why_untold
from meetings.queries.notices import announcements_for, recipients_of, told_of, waiting_beside, with_subjects
from meetings.queries.sought import accounts_sought
from portal.models import User
from portal.requests import PortalRequest

ROWS_A_PAGE = 50
MOST_FOUND = 20
LEAST_SOUGHT = 2
"""By one letter almost everybody is found."""


def _staff_only(request: PortalRequest) -> None:
    if not (request.actor.is_admin or request.actor.secretariat_of):
        raise Http404


def reader_of(request: PortalRequest) -> Reader:
    """As the page is read."""
    return Reader((get_language() or "en")[:2], request.zone)


@login_required
def outgoing(request: PortalRequest) -> HttpResponse:
    """What waits to be sent, and, with `?state=`, what was sent or was not to be."""
    _staff_only(request)
    state = request.GET.get("state", AnnouncementState.WAITING)
    if state not in AnnouncementState.values:
        raise Http404
    found = announcements_for(request.actor).filter(state=state)
    page = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "section": "desk",
        "crumbs": [{"label": _("Desk"), "url": reverse("desk")}],
        "tabs": [
            {"label": label, "url": f"?state={value}", "current": value == state, "count": None}
            for value, label in (
                (AnnouncementState.WAITING, pgettext("notices", "Not sent yet")),
                (AnnouncementState.SENT, pgettext("notices", "Sent")),
                (AnnouncementState.DISCARDED, pgettext("notices", "Not to be sent")),
            )
        ],
        "groups": announcement_groups(page, reader_of(request)),
        "page": page,
        "numbers": page.paginator.get_elided_page_range(page.number),
    }
    return render(request, "meetings/notices/outgoing.html", context)


def announcement_of(request: PortalRequest, pk: int) -> Announcement:
    """One of the reader's houses; Http404 for everybody else."""
    _staff_only(request)
    return get_object_or_404(announcements_for(request.actor), pk=pk)


@login_required
def announcement(request: PortalRequest, pk: int) -> HttpResponse:
    """One notice: its preview while it waits, what became of it once it was sent; and why somebody did not get it."""
    given = announcement_of(request, pk)
    now, reader = timezone.now(), reader_of(request)
    waiting = given.state == AnnouncementState.WAITING
    recipients = recipients_of(given, now.date()) if waiting else []
    told = [*told_of(given), *told_all_the_same(given)] if not waiting else []
    deadline = deadline_of(given) if waiting else None
    services = service_previews(given, now) if waiting else []
    body, sought = given.schedule.term.body, request.GET.get("q", "").strip()
    context: dict[str, Any] = {
        "section": "desk",
        "crumbs": [*crumbs(request.actor, body, itself=True), notices_crumb()],
        "row": announcement_row(given, reader),
        "given": given,
        "title": event_words(given.event),
        "about": given.entry.text if given.entry else body.name,
        "when": _when(given, reader.language),
        "waiting": waiting,
        "beside": [announcement_row(each, reader) for each in with_subjects(waiting_beside(given))],
        "seal": seal_of(given),
        "worded": bool(given.words.all()),
        "previews": previews(given, recipients, now) if waiting else [],
        "count": len(recipients),
        "reminded": list(told_otherwise(deadline, now)) if deadline else [],
        "again": told_before(given, now) is not None,
        "hanging": _hanging(given) if waiting else [],
        "told": told_rows(told, given.schedule, reader),
        "services": services,
        "services_count": sum(len(each["services"]) for each in services),
        "services_told": services_told(given, reader) if not waiting else [],
        "sought": sought,
        "too_short": len(sought) < LEAST_SOUGHT,
        "whys": _whys(request, given, sought),
    }
    return render(request, "meetings/notices/announcement.html", context)


def _when(given: Announcement, language: str) -> str:
    """The date that it tells; with the meeting it hangs on, where it is a deadline."""
    if given.entry is None:
        return ""
    hung = hung_words([given.entry.pk], language).get(given.entry.pk, "")
    return " · ".join(filter(None, (told_date(given, language), hung)))


def _hanging(given: Announcement) -> list[User]:
    """Who is told of a deadline of the meeting by themselves, each once."""
    return list({notice.user_id: notice.user for notice in told_of_hanging(given)}.values())


def notices_crumb() -> dict[str, Any]:
    """The way back to all of them."""
    return {"label": _("Notices"), "url": reverse("meetings:outgoing")}


def _whys(request: PortalRequest, given: Announcement, sought: str) -> list[dict[str, str]]:
    """Accounts and services that the words sought find, each with what was decided about it."""
    if len(sought) < LEAST_SOUGHT:
        return []
    services = why_services_untold(given, sought, reader_of(request))
    found = accounts_sought(sought, given.schedule.term.body, timezone.now().date())
    reader = reader_of(request)
    people = [
        {"name": str(user), "says": why_untold(given, user, timezone.now(), reader)}
        for user in found.order_by("name", "pk")[:MOST_FOUND]
    ]
    return [*people, *services]


@login_required
@require_POST
def send(request: PortalRequest, pk: int) -> HttpResponse:
    """Send what was previewed."""
    given = announcement_of(request, pk)

    def act() -> str:
        seen = request.POST.get("seen", "")
        number = operations.send(actor=request.actor, now=timezone.now(), announcement=given, seen=seen)
        services = len(services_told(given, reader_of(request)))
        return _("Sent to %(whom)s.") % {"whom": people_words(number - services, services)}

    return _acted(request, given, act)


@login_required
@require_POST
def discard(request: PortalRequest, pk: int) -> HttpResponse:
    """Tell nobody, but for who was reminded of a date that has moved."""
    given = announcement_of(request, pk)

    def act() -> str:
        number = discard_it(actor=request.actor, now=timezone.now(), announcement=given)
        if not number:
            return _("Nobody is told of it.")
        if deadline_of(given) is None:
            return _not_sent_of_meeting(number)
        words = ngettext(
            "Not sent. %(number)s person who had been reminded of another date is told of the new one.",
            "Not sent. %(number)s people who had been reminded of another date are told of the new one.",
            number,
        )
        return words % {"number": number}

    return _acted(request, given, act)


@login_required
@require_POST
def again(request: PortalRequest, pk: int) -> HttpResponse:
    """Prepare what was not to be sent once more; it waits then as the first one did."""
    given = announcement_of(request, pk)
    try:
        made = prepare_again(actor=request.actor, now=timezone.now(), announcement=given)
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect("meetings:announcement", given.pk)
    return redirect("meetings:announcement", made.pk)


def _not_sent_of_meeting(number: int) -> str:
    words = ngettext(
        "Not sent. %(number)s person who had been reminded of a deadline of this meeting is told of its new date.",
        "Not sent. %(number)s people who had been reminded of a deadline of this meeting are told of its new date.",
        number,
    )
    return words % {"number": number}


def _acted(request: PortalRequest, given: Announcement, act: Callable[[], str]) -> HttpResponse:
    try:
        messages.success(request, act())
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    return redirect("meetings:announcement", given.pk)
