"""Rows on other days: moved, repeated by a rule, carried to another term."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from meetings.drafts.content import merged
from meetings.transfer.entries import Content
from portal.lib.dates import is_within_years

WEEK = 7
MOST = 200
"""More copies than this are a mistake in the rule."""
AS_PRINTED: Mapping[str, Any] = {"wording": {}, "weekday_printed": None, "year_inferred": False}
"""What a source printed of a date says nothing of another date."""


@dataclass(frozen=True, slots=True)
class EveryWeeks:
    """Every so many weeks, up to and including a day."""

    weeks: int
    until: dt.date

    def days(self, first: dt.date) -> Iterator[dt.date]:
        """The days after the first one."""
        step = dt.timedelta(weeks=max(self.weeks, 1))
        day = first + step
        while day <= self.until:
            yield day
            day += step


@dataclass(frozen=True, slots=True)
class MonthlyWeekday:
    """The nth weekday of each month (nth -1 is the last, weekday 0 is Monday), up to and including a day."""

    nth: int
    weekday: int
    until: dt.date

    def days(self, first: dt.date) -> Iterator[dt.date]:
        """The days after the first one; a month that has no fifth is passed over."""
        year, month = first.year, first.month
        while dt.date(year, month, 1) <= self.until:
            day = nth_weekday(year, month, self.nth, self.weekday)
            if day and first < day <= self.until:
                yield day
            year, month = (year + 1, 1) if month == 12 else (year, month + 1)


Rule = EveryWeeks | MonthlyWeekday


def nth_weekday(year: int, month: int, nth: int, weekday: int) -> dt.date | None:
    """The nth such weekday of a month; None where it has none."""
    days = [week[weekday] for week in calendar.monthcalendar(year, month) if week[weekday]]
    if not 1 <= abs(nth) <= len(days):
        return None
    return dt.date(year, month, days[nth - 1 if nth > 0 else nth])


def day_of(content: Mapping[str, Any], name: str = "start") -> dt.date | None:
    """A date of the record."""
    value = content.get(name)
    return dt.date.fromisoformat(value) if value else None


def shifted(content: Content, days: int) -> Content:
    """The changes that move a dated row and its sittings; nothing where it has no date.

    A month, quarter, half or year has no day to move by.
    """
    start, end = day_of(content), day_of(content, "end")
    if start is None or end is None or not days or content.get("precision") != "day":
        return {}
    move = dt.timedelta(days=days)
    changes: Content = {"start": (start + move).isoformat(), "end": (end + move).isoformat()}
    return {**changes, **AS_PRINTED, **sittings_shifted(content, days)}


def sittings_shifted(content: Mapping[str, Any], days: int) -> Content:
    """The change that carries the sittings along."""
    sittings = (content.get("meeting") or {}).get("sittings") or []
    if not sittings or not days:
        return {}
    move = dt.timedelta(days=days)
    carried = [{**each, "on": (dt.date.fromisoformat(each["on"]) + move).isoformat()} for each in sittings]
    return {"meeting": {"sittings": carried}}


def settled(content: Mapping[str, Any], changes: Mapping[str, Any]) -> Content:
    """Changes of a date with what follows: an end and a precision, the sittings carried along, no printed wording.

    What the changes say themselves stands.
    """
    if "start" not in changes or changes["start"] == content.get("start"):
        return dict(changes)
    if changes["start"] is None:
        return merged({"end": None, "precision": "", "year_inferred": False, "weekday_printed": None}, changes)
    try:
        old, new = day_of(content), day_of(changes)
    except (TypeError, ValueError):  # said when the record is read
        return dict(changes)
    assert new is not None
    if not is_within_years(new):  # said when the record is read too, and no day follows from it
        return dict(changes)
    follows: Content = {**AS_PRINTED, "end": changes["start"], "precision": content.get("precision") or "day"}
    if old is None or follows["precision"] != "day":
        follows["precision"] = "day"
    else:
        days = (new - old).days
        end = day_of(content, "end")
        follows["end"] = (end + dt.timedelta(days=days)).isoformat() if end else changes["start"]
        follows = {**follows, **sittings_shifted(content, days)}
    return merged(follows, changes)


def onto_same_weekday(content: Mapping[str, Any], after: dt.date) -> int:
    """By how many days a row moves to stand on its own weekday, on or after a day."""
    start = day_of(content)
    if start is None:
        return 0
    return (after - start).days + (start.weekday() - after.weekday()) % WEEK


def term_shift(old: dt.date, new: dt.date) -> int:
    """Days between the beginnings of two terms, in whole weeks, so that weekdays stay."""
    return round((new - old).days / WEEK) * WEEK
