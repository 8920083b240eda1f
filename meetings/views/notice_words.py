"""The secretariat's own words for a notice that waits."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from groups.pages.header import crumbs
from meetings.enums import AnnouncementState
from meetings.forms.notice_words import NoticeWordsForm, initial_of
from meetings.models import Announcement
from meetings.notices.own_words import words_of
from meetings.operations.errors import InvalidError, RefusedError
from meetings.operations.notice_words import seal_of, word
from meetings.pages.notice_words import figures_of, parts_of, placeholder_rows
from meetings.pages.notices import announcement_row
from meetings.queries.notices import recipients_of
from meetings.views.outgoing import announcement_of, notices_crumb, reader_of
from portal.requests import PortalRequest


@login_required
def words(request: PortalRequest, pk: int) -> HttpResponse:
    """A subject and a sentence a language; what is typed stays where it is refused."""
    given = announcement_of(request, pk)
    if given.state != AnnouncementState.WAITING:
        messages.error(request, _("This notice waits no more: its words stay as they are."))
        return redirect("meetings:announcement", given.pk)
    form = NoticeWordsForm(request.POST or None, initial=initial_of(words_of(given), seal_of(given)))
    if request.method == "POST" and form.is_valid() and _kept(request, given, form):
        messages.success(request, _("Your words are kept. This is how they will read."))
        return redirect("meetings:announcement", given.pk)
    return _page(request, given, form)


def _kept(request: PortalRequest, given: Announcement, form: NoticeWordsForm) -> bool:
    now = timezone.now()
    figures = figures_of(given, reader_of(request), now)
    seen = form.cleaned_data["seen"]
    try:
        word(actor=request.actor, now=now, announcement=given, words=form.words, figures=figures, seen=seen)
    except InvalidError as error:
        for fault in error.faults:
            form.add_error(fault.place, fault.says)
        return False
    except RefusedError as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _page(request: PortalRequest, given: Announcement, form: NoticeWordsForm) -> HttpResponse:
    now, reader = timezone.now(), reader_of(request)
    body = given.schedule.term.body
    row = announcement_row(given, reader)
    back = reverse("meetings:announcement", args=[given.pk])
    context: dict[str, Any] = {
        "section": "desk",
        "crumbs": [*crumbs(request.actor, body, itself=True), notices_crumb(), {"label": row["event"], "url": back}],
        "row": row,
        "form": form,
        "seal": seal_of(given),
        "parts": parts_of(form, given, recipients_of(given, now.date()), now),
        "placeholders": placeholder_rows(figures_of(given, reader, now)),
        "back": back,
    }
    return render(request, "meetings/notices/words.html", context, status=422 if form.is_bound else 200)
