"""What the preview of an import shows of each row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.enums import EntryKind, EntryStatus
from meetings.imports import Reading, Row
from meetings.imports.labels import Item
from portal.lib.dates import Precision, Span, format_hour, format_span, weekday_name

# What is told beside the row it is about, but is no doubt about it.
_REMARKS = frozenset({"languages", "status", "mandate"})


@dataclass(frozen=True, slots=True)
class Preview:
    """One row of the preview; `name` is the value of its box."""

    name: str
    row: Row
    ticked: bool
    kind: str
    status: str
    date: str
    weekday: str
    guesses: list[str]
    hours: list[str]
    items: list[tuple[int, str, str]]
    warnings: list[str]
    remarks: list[str]


def previews(reading: Reading, language: str, ticked: frozenset[str] | None = None) -> list[Preview]:
    """The rows and then the suggestions; unless `ticked` says otherwise, rows are in and suggestions out."""
    names = [(f"row-{place}", row, True) for place, row in enumerate(reading.rows)]
    names += [(f"suggestion-{place}", row, False) for place, row in enumerate(reading.suggestions)]
    return [_preview(name, row, language, usual if ticked is None else name in ticked) for name, row, usual in names]


def chosen(reading: Reading, ticked: frozenset[str]) -> list[Row]:
    """The rows whose boxes are ticked, suggestions where their dates put them."""
    rows = [row for place, row in enumerate(reading.rows) if f"row-{place}" in ticked]
    added = [row for place, row in enumerate(reading.suggestions) if f"suggestion-{place}" in ticked]
    for row in added:
        later = (place for place, other in enumerate(rows) if other.start and row.start and other.start > row.start)
        rows.insert(next(later, len(rows)), row)
    return rows


def counted(reading: Reading) -> str:
    """“12 rows: 10 meetings, 1 deadline, 1 period”."""
    kinds: dict[str, int] = {}
    for row in reading.rows:
        kinds[row.kind] = kinds.get(row.kind, 0) + 1
    number = len(reading.rows)
    total = ngettext("%(number)s row", "%(number)s rows", number) % {"number": number}
    parts = [f"{EntryKind(kind).label}: {count}" for kind, count in kinds.items()]
    return f"{total} ({', '.join(parts)})" if parts else total


def _preview(name: str, row: Row, language: str, ticked: bool) -> Preview:
    warnings = [each for each in row.warnings if each["code"] not in _REMARKS]
    remarks = [each["text"] for each in row.warnings if each["code"] in _REMARKS]
    return Preview(
        name=name,
        row=row,
        ticked=ticked,
        kind=capfirst(str(EntryKind(row.kind).label)),
        status=str(EntryStatus(row.status).label) if row.status else "",
        date=_date(row, language),
        weekday=_weekday(row, language),
        guesses=_guesses(row),
        hours=_hours(row, language),
        items=_items(row.items),
        warnings=[each["text"] for each in warnings],
        remarks=remarks,
    )


def _date(row: Row, language: str) -> str:
    if row.start is None or row.end is None:
        return ""
    precision = Precision(row.precision or "day")
    return format_span(Span(row.start, row.end, precision), language)


def _weekday(row: Row, language: str) -> str:
    if row.start is None or row.precision != "day" or row.end != row.start:
        return ""
    return weekday_name(row.start, language)


def _guesses(row: Row) -> list[str]:
    words: Mapping[str, Any] = {
        "year": _("year inferred"),
        "order": _("day and month inferred"),
        "hour": _("before or after noon inferred"),
    }
    found = [str(words.get(what, what)) for what in row.inferred]
    if row.start and row.precision == "day" and row.start == row.end and row.weekday is None:
        found.append(_("weekday inferred"))
    return found


def _hours(row: Row, language: str) -> list[str]:
    if row.at:
        return [" ".join(filter(None, [_hour(row.at, language), row.zone]))]
    several = len({sitting.date for sitting in row.sittings}) > 1
    found = []
    for sitting in row.sittings:
        ends = [_hour(each, language) for each in (sitting.start, sitting.end) if each]
        hours = " – ".join(ends)
        day = f"{sitting.date.day}: " if several else ""
        found.append(" ".join(filter(None, [f"{day}{hours}", row.zone, sitting.room])))
    return found


def _hour(text: str, language: str) -> str:
    """An hour as pages of the language write it; a midnight that closes is 24:00."""
    closing = text == "24:00"
    return format_hour(dt.time() if closing else dt.time.fromisoformat(text), language, closing=closing)


def _items(items: list[Item], depth: int = 0) -> list[tuple[int, str, str]]:
    found = []
    for item in items:
        found.append((depth, item.label or "•", item.text))
        found += _items(item.items, depth + 1)
    return found
