"""Working days of a recorded venue."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from meetings.calendars.days import Calendar, Hours, OwnDays

if TYPE_CHECKING:
    from meetings.models import Venue


def calendar_of(venue: Venue | None) -> Calendar:
    """The calendar of a venue (own days and office hours prefetched, or read); weekends alone where it is not known."""
    if venue is None:
        return Calendar()
    return Calendar(
        country=venue.country,
        subdivision=venue.subdivision,
        own=tuple(OwnDays(day.start, day.end, day.kind, day.name) for day in venue.own_days.all()),
        hours=tuple(Hours(hours.weekday, hours.start, hours.end) for hours in venue.office_hours.all()),
    )


def is_working_day(venue: Venue | None, day: dt.date) -> bool:
    """Whether the venue works on `day`."""
    return calendar_of(venue).is_working(day)


def add_working_days(venue: Venue | None, day: dt.date, count: int, direction: str = "after") -> dt.date:
    """The `count`-th working day of the venue before or after `day`, which is not counted itself.

    `direction` is as in `meetings.enums.Direction`. For many days take `calendar_of(venue)` once.
    """
    return calendar_of(venue).add_working_days(day, -count if direction == "before" else count)
