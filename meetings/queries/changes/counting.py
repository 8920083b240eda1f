"""What is new to an account, read for its number alone: in one query, since the band over each page says it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping

from groups.models import Change
from groups.permissions import within_audience
from meetings.queries.changes import seen
from meetings.queries.changes.bursts import bursts
from meetings.queries.changes.outlines import outlined, outlines_of
from meetings.queries.changes.reading import Cursor, Page, Reading, beyond
from portal.actors import Actor


def outline_unseen(actor: Actor, followed: Collection[int], marks: Mapping[int, int], now: dt.datetime) -> Page:
    """As `unseen_by` finds them in those of the bodies that `actor` may know of, without what they are about and
    without the rows that adoptions brought."""
    if not followed:
        return Page()
    known = within_audience(actor, audience="body__audience", body="body")
    rows = Change.objects.filter(known, beyond(followed, marks), body__in=followed, head=None, at__gte=now - seen.KEPT)
    asked = outlined(actor, rows.select_related("body__organization"))
    found = list(asked.order_by("-at", "-pk")[: seen.MOST_COUNTED + 1])
    chosen = found[: seen.MOST_COUNTED]
    reading = Reading(actor, {row.body_id: row.body for row in chosen}, outlines_of(actor, chosen), marks, now)
    shown = [item for item in bursts(reading.sightings(chosen)) if not item.seen]
    for item in shown:
        item.live = None  # no more is known of it than that it is seen
    return Page(shown, Cursor(chosen[-1].at, chosen[-1].pk) if len(found) > len(chosen) else None)
