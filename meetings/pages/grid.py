"""The months of a schedule as grids of days."""

from __future__ import annotations

import calendar
import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from meetings.enums import EntryKind
from meetings.models import Entry, Meeting
from meetings.pages.coverage import line
from meetings.pages.hours import Reader, venue_city
from meetings.pages.rows import heading
from portal.lib.dates import ImpreciseDate, Precision, format_date, format_hour, weekday_name

# Nobody reads further: a period of years would otherwise make a page of hundreds of grids.
MONTHS_AT_MOST = 36

# What is no meeting is called by its words where they fit a cell, else by its kind.
SHORT = 70


def grids(entries: Sequence[Entry], reader: Reader) -> list[dict[str, Any]]:
    """One grid for each month in which something dated to the day falls; for components/month_grid.html."""
    busy = _busy_days(entries, reader)
    return [_grid(year, month, busy, reader.language) for year, month in _months(busy)]


def month_grid(first: dt.date, entries: Sequence[Entry], reader: Reader) -> dict[str, Any]:
    """The grid of the month that begins on `first`, of many groups: each entry under the name of its own."""
    last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    return _grid(first.year, first.month, _busy_days(entries, reader, (first, last)), reader.language)


def not_to_the_day(entries: Sequence[Entry], reader: Reader) -> list[dict[str, Any]]:
    """What stands in no grid because it is known less exactly than to the day."""
    return [line(entry, reader) for entry in entries if not _dated(entry)]


def beside(entries: Sequence[Entry], reader: Reader) -> list[dict[str, Any]]:
    """What stands in no grid: known less exactly than to the day, undated, or beyond the last month shown."""
    last = _months(_busy_days(entries, reader))[-1:]
    return [line(entry, reader) for entry in entries if not _dated(entry) or _month(entry.start) > last[0]]


def _month(day: dt.date | None) -> tuple[int, int]:
    assert day is not None
    return day.year, day.month


def _months(busy: dict[dt.date, list[dict[str, Any]]]) -> list[tuple[int, int]]:
    return sorted({_month(day) for day in busy})[:MONTHS_AT_MOST]


def _dated(entry: Entry) -> bool:
    return entry.start is not None and entry.end is not None and entry.precision == Precision.DAY


def _busy_days(
    entries: Sequence[Entry], reader: Reader, within: tuple[dt.date, dt.date] | None = None
) -> dict[dt.date, list[dict[str, Any]]]:
    """What falls on each day. `within` two days: theirs alone, for many groups."""
    busy: dict[dt.date, list[dict[str, Any]]] = defaultdict(list)
    for entry in entries:
        if not _dated(entry):
            continue
        assert entry.start is not None
        assert entry.end is not None
        first, last = (max(entry.start, within[0]), min(entry.end, within[1])) if within else (entry.start, entry.end)
        said = _cell(entry, reader) if within is None else _cell_of_many(entry, reader)
        for offset in range((last - first).days + 1):
            busy[first + dt.timedelta(days=offset)].append(said)
    return busy


def _cell_of_many(entry: Entry, reader: Reader) -> dict[str, Any]:
    body = entry.schedule.term.body
    cell = _cell(entry, reader) | {"url": entry.get_absolute_url(), "body": body.short_name or body.name}
    cell["city"] = venue_city(entry, reader.language) if cell["hour"] else ""
    if entry.kind != EntryKind.MEETING and 0 < len(entry.text.pick(reader.language).text) <= SHORT:
        cell["title"] = entry.text
    return cell


def _cell(entry: Entry, reader: Reader) -> dict[str, Any]:
    meeting: Meeting | None = getattr(entry, "meeting", None)
    kind = entry.get_kind_display()
    sittings = [sitting for sitting in meeting.sittings.all() if sitting.start] if meeting else []
    start = sittings[0].start if sittings else None
    return {
        "title": heading(entry, meeting, reader.language)[0] if meeting else kind[:1].upper() + kind[1:],
        "url": meeting.get_absolute_url() if meeting else f"?#{entry.key}",
        "hour": format_hour(start, reader.language) if start else "",
        "kind": EntryKind(entry.kind).value,
        "off": entry.get_status_display() if entry.is_off else "",
    }


def _grid(year: int, month: int, busy: dict[dt.date, list[dict[str, Any]]], language: str) -> dict[str, Any]:
    label = format_date(ImpreciseDate(dt.date(year, month, 1), Precision.MONTH), language)
    first_week = calendar.Calendar().monthdatescalendar(year, month)
    today = timezone.now().date()
    return {
        "label": label[:1].upper() + label[1:],
        "weekdays": [
            {"short": weekday_name(day, language, short=True), "full": weekday_name(day, language)}
            for day in first_week[0]
        ],
        "weeks": [
            [
                {
                    "day": day.day,
                    "weekday": weekday_name(day, language, short=True),
                    "outside": day.month != month,
                    "today": day == today,
                    "entries": busy.get(day, []) if day.month == month else [],
                }
                for day in week
            ]
            for week in first_week
        ],
    }
