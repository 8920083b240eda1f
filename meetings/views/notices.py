"""A reader's inbox, and the end of a kind of mails by one click."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from meetings.enums import Delivery, NoticeKind
from meetings.forms.notices import NoticesForm
from meetings.notices.rendering import read_token
from meetings.operations.notices import choose, keep_choices, mark_read
from meetings.pages.hours import Reader
from meetings.pages.inbox import inbox_rows
from meetings.queries.notices import choices_of, inbox_of, unread_by
from portal.models import User
from portal.requests import PortalRequest

ROWS_A_PAGE = 30


@login_required
def inbox(request: PortalRequest) -> HttpResponse:
    """Everything that the reader was told, the newest first."""
    now = timezone.now()
    page = Paginator(inbox_of(request.actor, now), ROWS_A_PAGE).get_page(request.GET.get("page"))
    rows = inbox_rows(page.object_list, request.actor, _reader(request))
    for row, notice in zip(rows, page.object_list, strict=True):
        row["url"] = reverse("meetings:inbox_open", args=[notice.pk]) if row["url"] and row["unread"] else row["url"]
    context = {
        "section": "inbox",
        "rows": rows,
        "page": page,
        "numbers": page.paginator.get_elided_page_range(page.number),
        "unread": unread_by(request.actor, now),
    }
    return render(request, "meetings/notices/inbox.html", context)


def _reader(request: PortalRequest) -> Reader:
    return Reader((get_language() or "en")[:2], request.zone)


@login_required
def followed(request: PortalRequest, pk: int) -> HttpResponse:
    """Where a notice leads, which is read now; back to all of them where it leads nowhere any more."""
    now = timezone.now()
    found = list(inbox_of(request.actor, now).filter(pk=pk))
    if not found:
        raise Http404
    mark_read(actor=request.actor, now=now, notices=[pk])
    (row,) = inbox_rows(found, request.actor, _reader(request))
    return redirect(row["url"] or "meetings:inbox")


@login_required
def choices(request: PortalRequest) -> HttpResponse:
    """Keep how the reader wants to be told; the form stands on the page of settings."""
    user = cast(User, request.user)
    form = NoticesForm(request.POST or None, initial=choices_of(user))
    if request.method == "POST" and form.is_valid():
        keep_choices(now=timezone.now(), user=user, chosen=form.cleaned_data)
        messages.success(request, _("Your settings are saved."))
        return redirect(f"{reverse('preferences')}#notices")
    context = {
        "title": _("What you are told, and how"),
        "form": form,
        "cancel_url": reverse("preferences"),
        "section": "preferences",
    }
    return render(request, "form_page.html", context, status=422 if form.is_bound else 200)


@login_required
@require_POST
def read(request: PortalRequest) -> HttpResponse:
    """Mark all as read."""
    mark_read(actor=request.actor, now=timezone.now())
    return redirect("meetings:inbox")


@csrf_exempt
def unsubscribe(request: PortalRequest, token: str) -> HttpResponse:
    """No more mails of a kind. The link in the mail is the proof: a mail program posts to it without a cookie.

    Opening it asks first: programs that look at links must not end anything.
    """
    try:
        pk, kind = read_token(token)
        known = NoticeKind(kind)
        user = User.objects.get(pk=pk)
    except (ValueError, User.DoesNotExist) as error:
        raise Http404 from error
    language = user.language or get_language() or "en"
    with override(language):
        context: dict[str, Any] = {"kind": known.label, "done": request.method == "POST", "account": user}
        if request.method == "POST":
            choose(now=timezone.now(), user=user, kind=known, delivery=Delivery.NEVER)
            if request.user.is_authenticated:
                messages.success(request, _("Such notices now stand in the portal alone."))
        return render(request, "meetings/notices/unsubscribe.html", context)
