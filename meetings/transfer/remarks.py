"""What a file contradicts itself in: told, never refused, since sources do so and the portal shows it."""

from __future__ import annotations

from datetime import date

from meetings.transfer.read import Record
from portal.lib.dates import weekday_name


def remarks(record: Record) -> list[str]:
    """Weekdays that are not those of their dates, each with its place in the file."""
    found = []
    for (kind, _key), node in record.index.items():
        start, printed = node.values.get("start"), node.values.get("weekday_printed")
        if kind == "entry" and isinstance(start, date) and printed and start.isoweekday() != printed:
            day, said = weekday_name(start, "en"), weekday_name(date(2024, 1, printed), "en")
            found.append(f"{node.place}.weekday_printed: {start} is a {day}, and {said} is said to be printed")
    return found
