"""Nothing that lets reminders leave by itself is saved before who saves it has seen which ones, and to whom; nor what
makes a notice wait, before they have seen that."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render

from groups.permissions import may_edit
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
    *,
    with_notice: bool = False,
) -> HttpResponse | None:
    """The page of what would leave if `act` were done; None where that was seen as it is now, or where nothing would.

    `context`: the page's header, `title`, `submit` and `cancel_url`. What was typed goes along. `with_notice`: the
    notice that then waits is shown too, and the reminders that come after it.
    """

    def look(found: Ahead) -> tuple[str, list[dict[str, Any]], bool]:
        sends = all(may_edit(request.actor, each.deadline.entry.schedule.term.body.organization_id) for each in found)
        return seal_of(found, now), seen_rows(found, now, reader, with_emails=sends), sends

    seal, rows, sends = rehearsed(act, look, now, with_notice=with_notice)
    if not seal or request.POST.get(SEAL) == seal:
        return None
    typed = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in ("csrfmiddlewaretoken", SEAL)
        for value in values
    ]
    noted = [row for row in rows if row["previews"]]
    first = {"notice_first": bool(noted), "own_notice": sends and len(rows) == 1}
    shown = {"rows": rows, "typed": typed, "seal": seal, "again": SEAL in request.POST, **first}
    return render(request, "meetings/reminders_seen.html", {**context, **shown})
