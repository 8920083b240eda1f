"""What the home page says to who is signed in: what changed, what waits for them, what their delegation owes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone

from groups.models import Body
from meetings.pages.news import news
from meetings.pages.silences import silence_rows
from meetings.pages.waiting import waiting_rows
from meetings.queries.action import waiting_for
from meetings.queries.changes import unseen_by
from meetings.queries.owing import number_owed
from meetings.queries.silences import running_in
from portal.pages import by_minute
from portal.requests import PortalRequest
from portal.unseen import Unseen, note_counted
from portal.views.reading import reader_of

FEW = 5


def own_news(
    request: PortalRequest, followed: Sequence[Body], seen: Mapping[int, int], today: dt.date
) -> dict[str, Any]:
    """Context of the home page's own parts; `followed` are those that the reader may know of, `seen` how far they
    looked at their changes."""
    actor, now, reader = request.actor, timezone.now(), reader_of(request)
    page = unseen_by(actor, followed, now, seen)
    silences = running_in(actor, actor.member_of | actor.officer_of, now)
    if silences:
        by_minute(request)
    fresh = news(actor, page.items, reader)
    unseen = note_counted(request, Unseen(len(fresh), page.following is not None))
    return {
        "fresh": [_brief(row) for row in fresh[:FEW]],
        "unseen": {"number": unseen.number, "more": unseen.more},
        "waiting": waiting_rows(actor, waiting_for(actor, today), reader.language),
        "silences": silence_rows(silences, reader, now),
        "owed": number_owed(actor, actor.delegations, now) if actor.delegations else 0,
    }


def _brief(row: dict[str, Any]) -> dict[str, Any]:
    """A change in one line: its first old and new value; where an adoption has none, that there is a list."""
    return {
        "title": row["title"],
        "url": f"{row['body_url']}#{row['id']}",
        "body": row["body"],
        "line": row["lines"][0] if row["lines"] else None,
        "more": len(row["lines"]) > 1,
        "kind": row["kind"],
    }
