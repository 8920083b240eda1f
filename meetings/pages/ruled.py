"""Deadlines of a schedule beside what their rules give."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from meetings.deadlines.words import counted_words
from meetings.pages.hours import Reader
from meetings.queries.deadlines import Counted
from portal.lib.dates import format_date, format_hour
from portal.lib.deadlines import Due


def moved_row(each: Counted, reader: Reader) -> dict[str, Any]:
    """Old and new date, side by side."""
    assert each.by_rule is not None
    entry = each.deadline.entry
    return {
        "value": f"{entry.key} {each.by_rule.day.isoformat()}",
        "key": entry.key,
        "text": entry.text,
        "old": day_words(each.due, reader),
        "new": day_words(each.by_rule, reader),
        "counted": counted_words(each.deadline, reader.language),
    }


def ruled_rows(found: Iterable[Counted], reader: Reader) -> list[dict[str, Any]]:
    """Each deadline with its date, and how that came about."""
    return [
        {
            "text": each.deadline.entry.text,
            "url": reverse("meetings:deadline", args=[each.deadline.pk]),
            "due": day_words(each.due, reader),
            "wording": each.deadline.wording,
            "counted": counted_words(each.deadline, reader.language),
            "fixed": each.deadline.fixed,
            "moves": each.moves,
        }
        for each in found
    ]


def day_words(due: Due | None, reader: Reader) -> str:
    """“31 December 2012, 6:00 p.m.”; empty where no date is known."""
    if due is None:
        return ""
    words = format_date(due.day, reader.language)
    return f"{words}, {format_hour(due.at, reader.language)}" if due.at else words
