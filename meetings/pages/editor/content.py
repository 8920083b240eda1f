"""Dates, sittings and places out of the record of a row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from portal.lib.dates import ImpreciseDate, Precision, Span
from portal.lib.multilingual import Multilingual
from portal.lib.typed import Slot

Content = Mapping[str, Any]


def texts(value: Any) -> Multilingual:
    """A text of the record in its languages."""
    return Multilingual(value or {})


def span_of(content: Content) -> Span | None:
    """The row's dates; None for an undated one."""
    if not content.get("start"):
        return None
    precision = Precision(content.get("precision") or "day")
    return Span(_day(content["start"]), _day(content.get("end") or content["start"]), precision)


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def slots_of(content: Content, room_names: Mapping[str, str]) -> list[Slot]:
    """The sittings of a meeting that have an hour, or the hour of a deadline; rooms as they are to be typed."""
    meeting, deadline = content.get("meeting"), content.get("deadline")
    if meeting:
        return [
            Slot(_day(sitting["on"]), _hour(sitting["start"]), _end(sitting), room_names.get(sitting.get("room"), ""))
            for sitting in meeting.get("sittings") or []
            if sitting.get("start")
        ]
    if deadline and deadline.get("at"):
        span = span_of(content)
        return [Slot(span.first if span else None, _hour(deadline["at"]))]
    return []


def _end(sitting: Mapping[str, Any]) -> dt.time | None:
    return _hour(sitting["end"]) if sitting.get("end") else None


def _hour(text: str) -> dt.time:
    return dt.time.fromisoformat(text)


def room_of(content: Content) -> str:
    """The key of the meeting's room, or of its sittings' where they all have the same one."""
    meeting = content.get("meeting") or {}
    if meeting.get("room"):
        return str(meeting["room"])
    rooms = {sitting.get("room") for sitting in meeting.get("sittings") or []}
    return str(next(iter(rooms))) if len(rooms) == 1 and None not in rooms else ""


def dates_json(span: Span | None) -> dict[str, Any]:
    """Dates as the record has them: the last day that is meant, not the first of the last month."""
    if span is None:
        return {"start": None, "end": None, "precision": ""}
    closing = ImpreciseDate(span.end or span.start, span.precision)
    return {"start": span.first.isoformat(), "end": closing.last.isoformat(), "precision": span.precision.value}
