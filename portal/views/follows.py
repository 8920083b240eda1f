"""Follow a group, or stop."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from groups.operations.follows import follow, unfollow
from groups.pages.following import following_of
from groups.pages.header import crumbs, kicker
from portal.requests import PortalRequest
from portal.templatetags.plenary import plain
from portal.views.changes import back_to
from portal.views.reading import body_or_404


@login_required
def follow_body(request: PortalRequest, slug: str) -> HttpResponse:
    """The choice for one group. Who came from the button without being signed in finds it here again."""
    body = body_or_404(request, slug)
    if request.method == "POST":
        wanted = request.POST.get("follow") == "yes"
        (follow if wanted else unfollow)(actor=request.actor, now=timezone.now(), body=body)
        words = _("You follow %(group)s.") if wanted else _("You no longer follow %(group)s.")
        messages.success(request, words % {"group": plain(body.short_name or body.name)})
        return redirect(back_to(request) if request.POST.get("next") else body.get_absolute_url())
    context = {
        "section": "groups",
        "crumbs": crumbs(request.actor, body, itself=True),
        "kicker": kicker(body),
        "title": body.name,
        "body_url": body.get_absolute_url(),
        "following": following_of(request.actor, body),
    }
    return render(request, "groups/follow.html", context)
