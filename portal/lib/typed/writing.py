"""A cell written so that it reads back as itself: what is in the field when the cell is opened."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import groupby

from portal.lib.dates import Span, format_clock, format_span
from portal.lib.typed.model import Slot


def write_cell(span: Span | None, slots: Sequence[Slot], room: str, language: str) -> str:
    """`26 March 2013, 10:00-13:00, 14:30-17:30, Guerrero Room`; empty for an undated row without a room."""
    parts = [*_when(span, slots, language), room]
    return ", ".join(part for part in parts if part)


def _when(span: Span | None, slots: Sequence[Slot], language: str) -> list[str]:
    if span is None:
        return []
    by_day = {day: [_hours(slot) for slot in those] for day, those in groupby(slots, key=lambda slot: slot.on)}
    alike = len({tuple(hours) for hours in by_day.values()}) <= 1
    whole = set(by_day) == {span.first + dt.timedelta(days=step) for step in range((span.last - span.first).days + 1)}
    if not by_day or (alike and whole):
        return [format_span(span, language), *next(iter(by_day.values()), [])]
    parts = []
    for day, hours in by_day.items():
        parts += [format_span(Span(day), language) if day else "", *hours]
    return parts


def _hours(slot: Slot) -> str:
    hours = format_clock(slot.start)
    if slot.end is not None:
        hours += f"-{format_clock(slot.end, closing=True)}"
    return f"{hours} {slot.room}".rstrip()
