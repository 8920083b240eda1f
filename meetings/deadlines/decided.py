"""Dates that an extension set: what would leave one, and why that is refused.

A date fixed by a decision does not move by itself. An older state of its row, put back, knows nothing of the decision
and of whom was told of it; so who wants another date takes the extension back, extends again, or sets it by hand.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, NamedTuple

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meetings.models import Deadline, Entry, Extension
from portal.enums import Precision
from portal.lib.dates import format_date

DATE = ("start", "end", "precision", "wording", "weekday_printed", "year_inferred")
"""What a row says of its date."""
HOUR = ("at", "zone", "fixed")
"""What its deadline says of it."""


class Dated(NamedTuple):
    """When something is due, and whether that was fixed."""

    day: dt.date | None
    at: dt.time | None
    zone: str
    fixed: bool

    @classmethod
    def of(cls, entry: Entry, deadline: Deadline) -> Dated:
        """As the database has them."""
        day = entry.end if entry.precision == Precision.DAY else None
        return cls(day, deadline.at, deadline.zone, deadline.fixed)

    @classmethod
    def said(cls, content: Mapping[str, Any]) -> Dated:
        """As a record of the format says it."""
        due, end = content.get("deadline") or {}, content.get("end")
        day = dt.date.fromisoformat(end) if end and content.get("precision") == Precision.DAY else None
        at = dt.time.fromisoformat(due["at"]) if due.get("at") else None
        return cls(day, at, due.get("zone") or "", bool(due.get("fixed")))


def leaves(given: Extension, now: Dated, wanted: Dated) -> bool:
    """Whether `wanted` would take the date of `given` away.

    While it stands, any other date would, and that it is counted again; once somebody has set another one by hand, what
    gives less time than was decided.
    """
    if wanted[:3] == now[:3] and wanted.fixed >= now.fixed:
        return False
    if (now.day, now.at) == (given.new_day, given.new_hour):
        return True
    until = (given.new_day, given.new_hour or dt.time.max)
    return wanted.day is None or (wanted.day, wanted.at or dt.time.max) < until


def why_decided(given: Extension) -> str:
    """Who decided which date, and what is done about it."""
    facts = {"date": format_date(given.new_day, (get_language() or "en")[:2]), "who": given.decided_by}
    said = _(
        "This deadline was extended to %(date)s by a decision (%(who)s), and that would go around it. On the page of "
        "the deadline an extension is taken back or given; any other date is set in the table of the schedule."
    )
    return said % facts
