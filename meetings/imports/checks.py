"""What the rows say against each other and against the heading, and dates in their prose that have no row."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from meetings.imports.calendar_days import days_of
from meetings.imports.date_grammar import find_dates
from meetings.imports.date_parts import Printed
from meetings.imports.drafts import Bounds, Draft
from meetings.imports.kinds import kind_in_prose
from meetings.imports.remarks import remark
from meetings.imports.result import Row
from meetings.imports.spaces import fold, squeeze
from portal.lib.dates import Precision, format_date

_SENTENCE = re.compile(r"(?<=[.;!?])\s+(?=[A-ZÁÉÍÓÚÂÊÔÃÇ“\"(])")


def beyond_bounds(rows: Sequence[Row], bounds: Bounds | None, language: str) -> list[dict[str, str]]:
    """Rows outside the span that the heading gives."""
    if bounds is None or not bounds.words or bounds.alone:
        return []
    return [
        remark("range", row.source[0], span=bounds.words, date=format_date(row.start, language))
        for row in rows
        if row.start and row.end and (row.end < bounds.first or row.start > bounds.last)
    ]


def mark_duplicates(rows: Sequence[Row]) -> None:
    """Rows that say the same of the same day, and deadlines stated twice with different days."""
    seen: dict[tuple[str, str], Row] = {}
    for row in rows:
        text = fold(squeeze(f"{row.text} {' '.join(item.text for item in row.items)}")).strip(" .")
        if not text:
            continue
        day = f"{row.start} {[sitting.start for sitting in row.sittings]}"
        same = seen.get((day, text)) if row.start else None
        if same:
            row.warnings.append(remark("duplicate", row.source[0], other=same.source[0]))
        elif row.kind == "deadline":
            other = seen.get(("deadline", text))
            if other and other.start != row.start:
                row.warnings.append(remark("duplicate", row.source[0], about="differs", other=other.source[0]))
        seen.setdefault((day, text), row)
        seen.setdefault((row.kind, text), row)


def suggestions(drafts: Sequence[Draft], rows: Sequence[Row], language: str) -> list[Row]:
    """Rows that dates inside prose might be; those that have a row already are left out."""
    taken = {row.start for row in rows if row.start}
    starts = sorted(taken)
    if not starts:
        return []
    found: list[Row] = []
    for draft in drafts:
        if draft.start is None:
            continue
        lines = [*((line.text, line.source) for line in draft.matter), *_moves(draft)]
        for text, source in lines:
            for printed in find_dates(text):
                days = _soonest(printed, draft.start) if _is_plain(text, printed) else None
                if days is None or days[0] in taken or not _near(days[0], starts):
                    continue
                if draft.end and draft.start <= days[0] <= draft.end:
                    continue
                taken.add(days[0])
                found.append(_suggested(text, printed, days, source))
    return found


def _moves(draft: Draft) -> list[tuple[str, int]]:
    """`Postponed to 7 May` names a day on which the meeting would be."""
    head = draft.head
    return [(squeeze(head.said), draft.source[0])] if head.status == "postponed" and head.elsewhere else []


def _is_plain(text: str, printed: Printed) -> bool:
    """A day and a month in words or with a year; `may` in small letters is a verb."""
    shown = text[printed.start : printed.end]
    if printed.precision is not Precision.DAY or not (re.search(r"[^\W\d]{3}", shown) or printed.prints_year):
        return False
    return not re.search(r"\b\d{1,2} may\b|\bmay \d{1,2}\b", shown)


def _soonest(printed: Printed, after: dt.date) -> tuple[dt.date, dt.date] | None:
    years = (after.year - 1, after.year, after.year + 1)
    options = [days for year in years if (days := days_of(printed, "dmy", year))]
    later = [days for days in options if days[0] >= after - dt.timedelta(days=31)]
    return later[0] if later else None


def _near(day: dt.date, starts: Sequence[dt.date]) -> bool:
    return starts[0] - dt.timedelta(days=62) <= day <= starts[-1] + dt.timedelta(days=366)


def _suggested(text: str, printed: Printed, days: tuple[dt.date, dt.date], source: int) -> Row:
    sentence = next((part for part in _SENTENCE.split(text) if text[printed.start : printed.end] in part), text)
    kind = kind_in_prose(sentence)
    row = Row(kind, start=days[0], end=days[1], precision="day", text=squeeze(sentence), source=(source, source))
    row.wording = squeeze(text[printed.start : printed.end])
    if not printed.prints_year:
        row.inferred.append("year")
    return row
