"""Deadlines of a schedule beside what their rules give."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _

from meetings.pages.deadline import extended_words, how_counted, left_words
from meetings.pages.hours import Reader
from meetings.queries.deadlines import Counted
from meetings.queries.owing import is_addressed
from portal.lib.dates import city_of, format_date, format_hour
from portal.lib.deadlines import Due
from portal.lib.punctuation import unbroken

NO_DAY = "none"
"""Stands for the date of a deadline that would have none."""
NO_HOUR = "-"


def shown_value(due: Due | None) -> str:
    """The date proposed, with hour and zone, as the form gives it back: “2027-01-08 18:00:00 Europe/Zurich”."""
    if due is None:
        return NO_DAY
    return f"{due.day.isoformat()} {due.at.isoformat() if due.at else NO_HOUR} {due.zone}"


def shown_due(value: str) -> Due | None:
    """What `shown_value` was made of; ValueError for anything else."""
    if value == NO_DAY:
        return None
    day, at, zone = value.split(" ")
    return Due(dt.date.fromisoformat(day), None if at == NO_HOUR else dt.time.fromisoformat(at), zone)


def moved_groups(
    found: Iterable[Counted], reader: Reader, chosen: Collection[str] = (), reason: str = ""
) -> list[dict[str, Any]]:
    """Deadlines for which another date is proposed, by why; each group is settled by itself. `chosen` and `reason`:
    what was to be settled when that was refused."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for each in found:
        if each.moves:
            rows.setdefault(_why(each), []).append(moved_row(each, reader))

    def given(why: str) -> str:
        """A group of which nothing was chosen is left as it is first shown."""
        if not any(row["key"] in chosen for row in rows[why]):
            return ""
        for row in rows[why]:
            row["left"] = row["key"] not in chosen
        return reason

    take, stay = _("Take the new dates"), _("Keep the old dates")
    said = {
        "moved": (_("What they hang on has moved"), take, stay),
        "corrected": (_("Their rule has changed"), take, stay),
        "lost": (_("What they hang on has no date any more"), _("Take the dates away"), stay),
        "known": (_("What they hang on has a date now"), _("Take the dates"), _("Leave them without a date")),
    }
    return [
        {"id": why, "heading": heading, "take": taken, "keep": kept, "rows": rows[why], "reason": given(why)}
        for why, (heading, taken, kept) in said.items()
        if why in rows
    ]


def _why(each: Counted) -> str:
    if each.rule is not None:
        return "corrected"
    if each.by_rule is None:
        return "lost"
    return "moved" if each.due else "known"


def moved_row(each: Counted, reader: Reader) -> dict[str, Any]:
    """Old and new date, side by side; how it was counted, where that changes with it."""
    entry, zones = each.deadline.entry, {due.zone for due in (each.due, each.by_rule) if due}
    named = len(zones) > 1
    return {
        "value": f"{entry.key} {shown_value(each.by_rule)}",
        "key": entry.key,
        "text": entry.text,
        "old": day_words(each.due, reader, with_zone=named),
        "new": day_words(each.by_rule, reader, with_zone=named),
        "was_counted": how_counted(each.deadline, reader) if each.rule else "",
        "counted": how_counted(each.deadline, reader, each.rule),
        "wording": each.deadline.wording,
    }


def ruled_rows(found: Sequence[Counted], reader: Reader, now: dt.datetime) -> list[dict[str, Any]]:
    """Each deadline with its date, how that came about, how long is left, and whether anybody is asked till then."""
    prefetch_related_objects([each.deadline for each in found], "owing_delegations", "owing_posts")
    return [
        {
            "text": each.deadline.entry.text,
            "url": reverse("meetings:deadline", args=[each.deadline.pk]),
            "due": day_words(each.due, reader, with_zone=_is_elsewhere(each)),
            "wording": each.deadline.wording,
            "left": left_words(each.due, reader, now) if each.due and not each.due.is_late(now) else "",
            "counted": how_counted(each.deadline, reader),
            "fixed": each.deadline.fixed,
            "extended": extended_words(each.deadline, reader),
            "proposal": _proposal(each),
            "unfollowed": _unfollowed(each, reader),
            "unasked": not is_addressed(each.deadline) and not (each.due and each.due.is_late(now)),
        }
        for each in found
    ]


def _is_elsewhere(each: Counted) -> bool:
    """Whether its hour is on another clock than that of its body, on which all others are."""
    return bool(each.due and each.due.at and each.due.zone != each.deadline.entry.schedule.term.body.venue_zone)


def _proposal(each: Counted) -> str:
    if not each.moves:
        return ""
    if each.by_rule is None:
        return _("no date proposed")
    return _("another date proposed") if each.due else _("a date proposed")


def _unfollowed(each: Counted, reader: Reader) -> str:
    """Why nothing is proposed though the rule has changed."""
    if each.unfollowed is None or each.deadline.fixed:
        return ""
    said = _("Its rule counts otherwise by now: %(counted)s. No other date is proposed, as both dates have passed.")
    return said % {"counted": how_counted(each.deadline, reader, each.unfollowed)}


def day_words(due: Due | None, reader: Reader, *, with_zone: bool = False) -> str:
    """“31 December 2012, 6:00 p.m.”, if wanted with the city of the clock; empty where no date is known.

    No line breaks within the date, nor within the hour.
    """
    if due is None:
        return ""
    words = unbroken(format_date(due.day, reader.language))
    words = f"{words}, {unbroken(format_hour(due.at, reader.language, closing=True))}" if due.at else words
    return f"{words} ({city_of(due.zone, reader.language)})" if with_zone else words
