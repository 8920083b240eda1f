"""What a row cannot say, in sentences; what it should rather not say is another matter."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from meetings.drafts.keys import walk
from meetings.models.counting import TOO_FAR
from portal.fields import year_words
from portal.lib.dates import is_within_years
from portal.lib.deadlines import MOST, Unit

CLOCK = re.compile(r"^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$")
MIDNIGHT = ("00:00", "00:00:00")


class Problem(NamedTuple):
    """Its place in the record, and what was expected there."""

    place: str
    says: str


def problems(content: Mapping[str, Any]) -> list[Problem]:
    """Everything at once, so that nobody mends one to meet the next."""
    return [*_dates(content), *_sittings(content), *_items(content), *_counting(content)]


def beyond_years(content: Mapping[str, Any]) -> Iterator[Problem]:
    """Days of a row and its sittings in a year that no record bears; asked before the row is read, so that this alone
    is said of them."""
    days = [(name, content.get(name)) for name in ("start", "end")]
    sittings = (content.get("meeting") or {}).get("sittings") or []
    days += [(f"meeting.sittings[{number}].on", each.get("on")) for number, each in enumerate(sittings)]
    found: dict[str, str] = {}
    for place, written in days:
        day = _day(written)
        if day is not None and not is_within_years(day):
            found.setdefault(year_words(day), place)
    yield from (Problem(place, says) for says, place in found.items())


def _day(written: Any) -> dt.date | None:
    """What is no date at all is said when the record is read."""
    try:
        return dt.date.fromisoformat(written) if isinstance(written, str) else None
    except ValueError:
        return None


def _dates(content: Mapping[str, Any]) -> Iterator[Problem]:
    start, end = content.get("start"), content.get("end")
    if bool(start) != bool(end):
        yield Problem("end", _("A row has a first and a last day, or neither."))
    elif start and end and end < start:
        yield Problem("end", _("The last day, %(end)s, is before the first, %(start)s.") % {"end": end, "start": start})
    elif bool(start) != bool(content.get("precision")):
        yield Problem("precision", _("A date is known to the day, month, quarter, half-year or year."))


def _sittings(content: Mapping[str, Any]) -> Iterator[Problem]:
    for number, sitting in enumerate((content.get("meeting") or {}).get("sittings") or []):
        start, end = sitting.get("start"), sitting.get("end")
        place = f"meeting.sittings[{number}]"
        for name, hour in (("start", start), ("end", end)):
            if hour is not None and not (isinstance(hour, str) and CLOCK.match(hour)):
                yield Problem(f"{place}.{name}", _("Expected an hour such as 14:30, got %(hour)s.") % {"hour": hour})
                return
        if end and not start:
            yield Problem(f"{place}.start", _("A sitting that ends at %(end)s must begin at some hour.") % {"end": end})
        elif start and end and end <= start and end not in MIDNIGHT:
            yield Problem(
                f"{place}.end",
                _("A sitting that begins at %(start)s cannot end at %(end)s.") % {"start": start, "end": end},
            )


def _counting(content: Mapping[str, Any]) -> Iterator[Problem]:
    deadline = content.get("deadline") or {}
    if int(deadline.get("offset") or 0) > MOST[Unit(deadline.get("unit") or Unit.DAYS)]:
        yield Problem("deadline.offset", str(TOO_FAR))


def _items(content: Mapping[str, Any]) -> Iterator[Problem]:
    seen: set[str] = set()
    for item in walk((content.get("meeting") or {}).get("items") or []):
        if not item.get("text"):
            yield Problem("meeting.items", _("An agenda item needs its matter."))
        if item.get("key") in seen:
            yield Problem("meeting.items", _("Two agenda items are called “%(key)s”.") % {"key": item["key"]})
        seen.add(item.get("key", ""))
