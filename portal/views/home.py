"""What is on today, this week and next: over the groups that the reader follows, else over all they may know of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from groups.models import Body, Organization
from groups.pages.bodies import row as body_row
from groups.pages.dates import capitalized, on, page_language
from groups.queries.bodies import bodies_known, groups_of, houses_known, organizations_of
from groups.queries.follows import followed_and_seen
from meetings.enums import EntryKind
from meetings.models import Entry
from meetings.pages.hours import Reader, deadline_hour
from meetings.pages.rows import row
from meetings.queries.upcoming import coming
from portal.lib.dates import format_date
from portal.pages import by_day
from portal.requests import PortalRequest
from portal.views.own import own_news
from portal.views.reading import reader_of, today_in

MEETINGS = 12
DEADLINES = 6
LATEST = 6
MOST_NAMED = 60
"""More groups than these are counted by organization; the tree of bodies names them."""


@by_day
def home(request: PortalRequest) -> HttpResponse:
    """The order of the day; where nothing is planned, the terms that were last."""
    today = today_in(request.zone)
    actor = request.actor
    houses = houses_known(actor)
    number = sum(house.number for house in houses)  # type: ignore[attr-defined]
    own, seen = followed_and_seen(actor)
    chosen = own or None
    meetings = coming(actor, today, kind=EntryKind.MEETING, limit=MEETINGS, bodies=chosen)
    are_named = number <= MOST_NAMED
    bodies = bodies_known(actor, among=None if are_named or not meetings else own, houses=houses)
    mine = [body for body in bodies if body.pk in own]
    context = {
        "section": "home",
        "today": capitalized(format_date(today, page_language(), weekday=True)),
        "groups_count": number,
        "spans": _spans(request, meetings, today),
        "deadlines": _deadlines(request, today, chosen),
        "mine": [body_row(body, today) for body in mine],
        "houses": _houses(groups_of(bodies), today) if are_named else _counted(houses),
        "latest": _latest(groups_of(bodies), today) if not meetings else [],
    }
    if not actor.is_anonymous:
        context |= own_news(request, mine, seen, today)
    return render(request, "portal/home.html", context)


def _spans(request: PortalRequest, meetings: Sequence[Entry], today: dt.date) -> list[dict[str, Any]]:
    """Meetings of today, of the rest of the week, and later."""
    reader = reader_of(request)
    week_ends = today + dt.timedelta(days=6 - today.weekday())
    spans: dict[str, list[dict[str, Any]]] = {_("Today"): [], _("This week"): [], _("Coming up"): []}
    names = list(spans)
    for entry in meetings:
        start = entry.start or today
        name = names[0] if start <= today else names[1] if start <= week_ends else names[2]
        spans[name].append(_coming(entry, reader, today))
    return [{"label": name, "rows": rows} for name, rows in spans.items() if rows]


def _coming(entry: Entry, reader: Reader, today: dt.date) -> dict[str, Any]:
    """A row under the name of its body, with its year where that is not the present one."""
    return row(entry, reader) | {
        "body": entry.schedule.term.body.name,
        "body_url": entry.schedule.get_absolute_url(),
        "with_year": entry.start is not None and entry.start.year != today.year,
    }


def _deadlines(request: PortalRequest, today: dt.date, bodies: frozenset[int] | None) -> list[dict[str, Any]]:
    due = coming(request.actor, today, kind=EntryKind.DEADLINE, limit=DEADLINES, bodies=bodies)
    return [
        {
            "date": on(entry.end, entry.precision or "day"),
            "hour": deadline_hour(entry, reader_of(request)),
            "text": entry.text,
            "url": entry.get_absolute_url(),
            "body": entry.schedule.term.body.short_name or entry.schedule.term.body.name,
        }
        for entry in due
    ]


def _counted(houses: list[Organization]) -> list[dict[str, Any]]:
    """Organizations with the number of their groups, where naming each would fill the page."""
    return [
        {
            "name": house.name,
            "number": house.number,  # type: ignore[attr-defined]
            "url": f"{reverse('groups:list')}?organization={house.key}",
        }
        for house in houses
        if house.number  # type: ignore[attr-defined]
    ]


def _houses(bodies: list[Body], today: dt.date) -> list[dict[str, Any]]:
    return [
        {
            "name": organization.name,
            "groups": [body_row(body, today) for body in bodies if body.organization_id == organization.pk],
        }
        for organization in organizations_of(bodies)
    ]


def _latest(bodies: list[Body], today: dt.date) -> list[dict[str, Any]]:
    """The groups whose latest term is the most recent."""
    dated = [(body_row(body, today), _last_day(body)) for body in bodies]
    dated.sort(key=lambda pair: pair[1], reverse=True)
    return [described for described, _day in dated[:LATEST]]


def _last_day(body: Body) -> dt.date:
    days = [term.ended or term.began for term in body.terms.all()]
    return max((day for day in days if day), default=dt.date.min)
