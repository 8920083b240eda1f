"""The calendar of all groups, or of the reader's own: one month at a time."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render

from groups.models import Body, Organization
from groups.pages.dates import capitalized, on
from groups.queries.follows import followed_by
from meetings.models import Entry
from meetings.pages.grid import month_grid, not_to_the_day
from meetings.pages.hours import Reader
from meetings.pages.rows import row
from meetings.queries.spans import MOST, entries_between, reach
from portal.actors import Actor
from portal.lib.dates import Precision
from portal.requests import PortalRequest
from portal.views.reading import reader_of, today_in

# No term reaches further.
FIRST, LAST = dt.date(1948, 1, 1), dt.date(2099, 12, 1)


def calendar(request: PortalRequest) -> HttpResponse:
    """What falls in `?month=2026-12` (this month without it), as a grid or with `?view=list` as rows.

    `?of=mine` keeps the groups that the reader follows, `?organization=` those of one organization.
    """
    today = today_in(request.zone)
    first = _month_asked(request.GET.get("month", ""), today)
    asked = _asked(request)
    chosen = _chosen(request.actor, asked)
    entries = entries_between(request.actor, first, _last_of(first), **chosen)
    # Whoever steps on, a program too, comes to an end where nothing more is planned.
    began, ended = reach(request.actor, **chosen) or (today, today)
    reader, listed = reader_of(request), asked.get("view") == "list"
    shown = entries[:MOST]
    context = {
        "section": "calendar",
        "month": capitalized(on(first, "month")),
        "first": first,
        "previous": _link(first - dt.timedelta(days=1), asked) if began < first else None,
        "next": _link(_last_of(first) + dt.timedelta(days=1), asked) if ended > _last_of(first) else None,
        "now": _link(today, asked) if (today.year, today.month) != (first.year, first.month) else None,
        "other_view": _address(first, {**asked, "view": "" if listed else "list"}),
        "chosen": asked,
        "organizations": _organizations(request.actor),
        "cut": len(entries) > MOST,
        "count": len(shown),
        "grid": None if listed else month_grid(first, shown, reader),
        "beside": [] if listed else not_to_the_day(shown, reader),
        "rows": [_row(entry, reader) for entry in shown] if listed else [],
    }
    return render(request, "portal/calendar.html", context)


def _month_asked(text: str, today: dt.date) -> dt.date:
    """The first day of the month in `text` (2026-12); this month's where it names none."""
    try:
        first = dt.date.fromisoformat(f"{text}-01")
    except ValueError:
        return today.replace(day=1)
    return min(max(first, FIRST), LAST)


def _asked(request: PortalRequest) -> dict[str, str]:
    """What narrows the calendar; a word that means nothing asks for nothing."""
    return {
        "of": "mine" if request.GET.get("of") == "mine" and request.actor.user_id else "",
        "organization": request.GET.get("organization", "")[:100],
        "view": "list" if request.GET.get("view") == "list" else "",
    }


def _chosen(actor: Actor, asked: dict[str, str]) -> dict[str, Any]:
    return {"bodies": followed_by(actor) if asked["of"] else None, "organization": asked["organization"]}


def _last_of(first: dt.date) -> dt.date:
    return (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)


def _organizations(actor: Actor) -> list[Organization]:
    known = Body.objects.visible_to(actor).order_by().values("organization")
    return list(Organization.objects.filter(pk__in=known).order_by("key"))


def _row(entry: Entry, reader: Reader) -> dict[str, Any]:
    """A row under the name of its body."""
    return row(entry, reader) | {
        "body": entry.schedule.term.body.name,
        "body_url": entry.schedule.get_absolute_url(),
        "with_year": False,
    }


def _link(day: dt.date, asked: dict[str, str]) -> dict[str, str]:
    first = day.replace(day=1)
    return {"url": _address(first, asked), "label": capitalized(on(first, Precision.MONTH.value))}


def _address(first: dt.date, asked: dict[str, str]) -> str:
    words = {name: value for name, value in asked.items() if value}
    return "?" + urlencode({"month": f"{first:%Y-%m}", **words})
