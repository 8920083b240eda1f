"""Nothing that lets reminders leave by itself is saved before who saves it has seen which ones, and to whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render

from meetings.models import Deadline
from meetings.operations.rehearsing import Ahead, rehearsed
from meetings.pages.hours import Reader
from meetings.pages.reminders_seen import seal_of, seen_rows
from portal.requests import PortalRequest

SEAL = "seen"
"""The field of a form that says which reminders were shown."""


def unseen(
    request: PortalRequest,
    act: Callable[[], QuerySet[Deadline]],
    context: dict[str, Any],
    reader: Reader,
    now: dt.datetime,
) -> HttpResponse | None:
    """The page of what would leave if `act` were done; None where that was seen as it is now, or where nothing would.

    `context`: the page's header, `title`, `submit` and `cancel_url`. What was typed goes along.
    """

    def look(found: Ahead) -> tuple[str, list[dict[str, Any]]]:
        return seal_of(found, now), seen_rows(found, now, reader)

    seal, rows = rehearsed(act, look, now)
    if not seal or request.POST.get(SEAL) == seal:
        return None
    typed = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in ("csrfmiddlewaretoken", SEAL)
        for value in values
    ]
    shown = {"rows": rows, "typed": typed, "seal": seal, "again": SEAL in request.POST}
    return render(request, "meetings/reminders_seen.html", {**context, **shown})
