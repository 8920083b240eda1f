"""Dates against each other: the heading's span, weekdays, years, the term, deadlines."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

from babel import Locale
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from groups.models import Term
from meetings.enums import Direction, EntryKind
from meetings.models import Deadline
from meetings.preflight.record import DatedRow, Record, Remark, Sort
from portal.lib.dates import ImpreciseDate, Precision, format_date, weekday_name
from portal.lib.multilingual import LANGUAGES, Multilingual


def check_dates(record: Record) -> Iterator[Remark]:
    """Remarks on the dates of the schedule."""
    yield from _heading(record)
    yield from check_rows(record.term, record.rows)
    yield from _late_deadlines(record)


def check_rows(term: Term, rows: Iterable[DatedRow]) -> Iterator[Remark]:
    """What the dates of rows say against themselves and the term, each row alone."""
    found = list(rows)
    yield from _weekdays(found)
    yield from _years(found)
    yield from _outside_term(term, found)


def _say(day: date) -> str:
    return format_date(day, (get_language() or "en")[:2])


def _heading(record: Record) -> Iterator[Remark]:
    """The span that the heading prints, against the rows under it."""
    schedule = record.schedule
    dated = [entry for entry in record.rows if entry.start and entry.end]
    if schedule is None or not schedule.span_wording or not dated:
        return
    span = heading_span(schedule.span_wording)
    if span is None:
        return
    wording, first, last = span
    starts = min(entry.start for entry in dated if entry.start)
    final = max(dated, key=lambda entry: entry.end or date.min)
    ends = final.end or starts
    if ends > last:
        yield Remark(
            "range",
            _("The heading says “%(span)s”, but the last row is of %(date)s.") % {"span": wording, "date": _say(ends)},
            entry=final.key,
            sort=Sort.CONTRADICTION,
        )
    if starts < first:
        yield Remark(
            "range",
            _("The heading says “%(span)s”, but the first row is of %(date)s.")
            % {"span": wording, "date": _say(starts)},
            sort=Sort.CONTRADICTION,
        )


def heading_span(printed: Multilingual) -> tuple[str, date, date] | None:
    """The heading's words with the first and the last day that they cover; None where they name no months."""
    wording, language = printed.pick("en")
    months = months_in(wording, language)
    if not months:
        return None
    last = max(months)
    return wording, min(months), last.replace(day=calendar.monthrange(last.year, last.month)[1])


def months_in(wording: str, language: str) -> list[date]:
    """First days of the months that a printed span names with their year, in any of the languages."""
    numbers = _month_numbers(language if language in LANGUAGES else "en")
    pattern = rf"\b({'|'.join(map(re.escape, numbers))})\b\s*(?:de\s+|del\s+)?(\d{{4}})"
    found = re.findall(pattern, wording.lower())
    return [date(int(year), numbers[name], 1) for name, year in found]


@cache
def _month_numbers(language: str) -> dict[str, int]:
    names = Locale.parse(language).months["format"]["wide"]
    return {name.lower(): number for number, name in names.items()}


def _weekdays(rows: Iterable[DatedRow]) -> Iterator[Remark]:
    language = (get_language() or "en")[:2]
    for entry in rows:
        if entry.start and entry.weekday_printed and entry.start.isoweekday() != entry.weekday_printed:
            printed = weekday_name(date(2024, 1, entry.weekday_printed), language)
            yield Remark(
                "weekday",
                _("%(date)s is a %(weekday)s; the source prints %(printed)s.")
                % {"date": _say(entry.start), "weekday": weekday_name(entry.start, language), "printed": printed},
                entry=entry.key,
                sort=Sort.CONTRADICTION,
            )


def _years(rows: Iterable[DatedRow]) -> Iterator[Remark]:
    for entry in rows:
        if entry.year_inferred and entry.start:
            yield Remark(
                "year",
                _("The source prints no year for %(date)s; it is inferred from the rows around it.")
                % {"date": _say(entry.start)},
                entry=entry.key,
            )


def _outside_term(term: Term, rows: Iterable[DatedRow]) -> Iterator[Remark]:
    first = ImpreciseDate(term.began, Precision(term.began_precision)).first if term.began else date.min
    last = ImpreciseDate(term.ended, Precision(term.ended_precision)).last if term.ended else date.max
    for entry in rows:
        if entry.kind != EntryKind.MEETING or not entry.start or not entry.end:
            continue
        if entry.end < first or entry.start > last:
            words = _("%(date)s lies outside the term.") % {"date": _say(entry.start)}
            yield Remark("term", words, entry=entry.key, sort=Sort.CONTRADICTION)


def _late_deadlines(record: Record) -> Iterator[Remark]:
    """A deadline set "before" a row but dated after it."""
    starts = {entry.pk: entry.start for entry in record.entries}
    for entry in record.entries:
        deadline: Deadline | None = getattr(entry, "deadline", None)
        if entry.start is None or deadline is None or deadline.direction != Direction.BEFORE:
            continue
        anchor = starts.get(deadline.anchor_entry_id or 0)
        if anchor and entry.start > anchor:
            yield late_deadline(entry.key, entry.start)


def late_deadline(key: str, due: date) -> Remark:
    """Of a deadline that falls after the row it is to precede."""
    words = _("The deadline of %(date)s falls after what it is to precede.") % {"date": _say(due)}
    return Remark("deadline", words, entry=key, sort=Sort.CONTRADICTION)
