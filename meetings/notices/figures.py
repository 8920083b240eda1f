"""What the secretariat's own words may be filled with: the same dates and hours as in the rest of a notice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from zoneinfo import ZoneInfo

from django.utils.translation import ngettext

from meetings.models import Entry, Room, Schedule
from meetings.notices.facts import Facts
from meetings.notices.wording import body_words, city_words, hour_words, place_words, room_of, short_date, zone_of
from meetings.pages.hours import Reader
from portal.lib.dates import format_date, format_hour
from portal.lib.deadlines import Due

PLACEHOLDERS = ("group", "date", "hour", "room", "days_left")
Figures = dict[str, str]


def meeting_figures(
    entry: Entry, facts: Facts, reader: Reader, now: dt.datetime, rooms: Mapping[str, Room] | None = None
) -> Figures:
    """Of a meeting as `facts` have it; empty where they do not say. `rooms`: those of many meetings, read before."""
    room = room_of(facts, rooms)
    zone = zone_of(entry, facts, room)
    start = facts.get("start") if facts.get("precision") == "day" else None
    return {
        "group": body_words(entry, reader.language),
        "date": short_date(facts, reader.language),
        "hour": hour_words(facts, zone, reader, city_words(entry.schedule, zone, reader.language, room)),
        "room": place_words(facts, room, reader.language),
        "days_left": days_left_words(dt.date.fromisoformat(start), now, reader.zone or zone) if start else "",
    }


def deadline_figures(schedule: Schedule, due: Due, reader: Reader, now: dt.datetime) -> Figures:
    """Of a deadline."""
    return {
        "group": body_words(schedule, reader.language),
        "date": format_date(due.day, reader.language),
        "hour": format_hour(due.at, reader.language, closing=True) if due.at else "",
        "days_left": _days(due.days_left(now, reader.zone)),
    }


def plan_figures(schedule: Schedule, on: str | None, language: str) -> Figures:
    """Of a work plan, adopted on a day."""
    day = format_date(dt.date.fromisoformat(on), language) if on else ""
    return {"group": body_words(schedule, language), "date": day}


def days_left_words(day: dt.date, now: dt.datetime, zone: str) -> str:
    """“5 days” from today on the clock of `zone`; empty for what is past."""
    return _days((day - now.astimezone(ZoneInfo(zone)).date()).days)


def _days(number: int) -> str:
    return ngettext("%(number)s day", "%(number)s days", number) % {"number": number} if number >= 0 else ""
