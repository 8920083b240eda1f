"""What stands before the rows: the schedule's own name, the span that it gives, and notes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from meetings.imports.calendar_days import days_of
from meetings.imports.date_grammar import find_dates
from meetings.imports.drafts import Bounds
from meetings.imports.spaces import fold, squeeze
from meetings.imports.stream import Line
from portal.lib.dates import Precision

_SCHEDULE = re.compile(
    r"\b(?:schedule|calendar|timetable|time ?line|programme|program|plan of work|work ?plan|meetings?|sessions?|"
    r"calendario|cronograma|programa|plan de trabajo|reuniones|sesiones|calendrier|echeancier|plan de travail|reunions|"
    r"seances|plano de trabalho|reunioes|sessoes|activities|actividades|activites|atividades)\b"
)
_ANNEX = re.compile(r"(?:annex|anexo|annexe|appendix|apendice|appendice|attachment|adjunto)\b", re.IGNORECASE)
_YEARS = re.compile(r"(?<![\d/.-])((?:19|20)\d\d)\s*(?:[-–—/]|to|a|al|à|au)\s*((?:19|20)\d\d|\d\d)(?!\d)")
_YEAR = re.compile(r"(?<![\d/.-])((?:19|20)\d\d)(?![\d/.-])")


def split_heading(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The lines of the title and the others. The title begins with the schedule's name, or is all there is."""
    headings = [is_heading(line) for line in lines]
    if all(headings):
        begin = next((place for place, line in enumerate(lines) if not _ANNEX.match(line.text)), len(lines))
        return list(lines[begin:]), list(lines[:begin])
    named = [
        place for place, line in enumerate(lines) if headings[place] and _SCHEDULE.search(fold(squeeze(line.text)))
    ]
    last_prose = max(place for place, heading in enumerate(headings) if not heading)
    if named and named[-1] > last_prose:
        begin = next(place for place in named if place > last_prose)
        return list(lines[begin:]), list(lines[:begin])
    if named:
        end = named[-1] + 1
        while end < len(lines) and headings[end]:
            end += 1
        return list(lines[named[-1] : end]), [*lines[: named[-1]], *lines[end:]]
    marked = [line for line in lines if line.heading]
    return marked, [line for line in lines if not line.heading]


def is_heading(line: Line) -> bool:
    """Short and no sentence."""
    text = squeeze(line.text)
    if line.heading:
        return True
    if line.label is not None or len(text.split()) > 25 or text.startswith("("):
        return False
    return not re.search(r"[.;:,]$|\.\s+[A-Z]\w+\s+\w+\s", text) or text.isupper()


def bounds_of(lines: Sequence[Line]) -> Bounds | None:
    """The span that the heading prints; whole years where it prints only these."""
    for line in lines:
        text = squeeze(line.text)
        for printed in find_dates(text):
            days = days_of(printed, "dmy")
            if days and printed.last is not None:
                return Bounds(*days, words=text[printed.start : printed.end], line=line.source)
            if days and printed.precision in (Precision.QUARTER, Precision.HALF):
                return Bounds(*days, words=text[printed.start : printed.end], line=line.source)
    for line in lines:
        found = years_in(line.text)
        if found:
            first, last, words = found
            return Bounds(
                dt.date(first, 1, 1),
                dt.date(last, 12, 31),
                by_year=True,
                words=words,
                line=line.source,
                alone=words == squeeze(line.text),
            )
    return None


def years_in(text: str) -> tuple[int, int, str] | None:
    """`2012 – 2013`, `2020/21`, `2021`."""
    pair = _YEARS.search(text)
    if pair:
        first = int(pair[1])
        last = int(pair[2]) if len(pair[2]) == 4 else first // 100 * 100 + int(pair[2])
        if first <= last <= first + 12:
            return first, last, pair[0]
    one = _YEAR.search(text)
    return (int(one[1]), int(one[1]), one[0]) if one else None
