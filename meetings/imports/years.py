"""Years that are not printed, and numeric dates that might be either way round: settled from the other rows."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Sequence

from meetings.imports.calendar_days import Days, days_of
from meetings.imports.date_parts import Printed
from meetings.imports.drafts import Bounds, Draft
from portal.lib.dates import Precision

# How far back a row may stand after a later one before it is taken for next year's.
_SLACK = dt.timedelta(days=62)


def settle(drafts: Sequence[Draft], bounds: Bounds | None, language: str) -> None:
    """Give every draft its days, as far as its dates can be known."""
    order = _order(drafts, bounds, language)
    days = _all_days(drafts, order, bounds)
    latest: dt.date | None = None
    for draft, found in zip(drafts, days, strict=True):
        printed = draft.printed
        if printed is None:
            continue
        if not printed.prints_year or not _own_year(draft, printed):
            draft.infer("year")
        if printed.ambiguous and not _order_is_shown(drafts, draft):
            draft.infer("order")
        if found is None:
            continue
        draft.start, draft.end = min(found), max(found)
        if latest and draft.start < latest - _SLACK and _is_kept_back(draft, printed, found, bounds):
            draft.warnings.append(("year", "year_inferred"))
        latest = max(latest or draft.start, draft.start)
        draft.precision = printed.precision.value
        if found[1] < found[0]:
            draft.warnings.append(("range", "backwards"))


def _is_kept_back(draft: Draft, printed: Printed, days: Days, bounds: Bounds | None) -> bool:
    """Whether only the span of the schedule says that the row is not of the year after."""
    by_month = draft.month is not None and draft.month.year is not None
    return not printed.prints_year and not by_month and _inside(days, bounds)


def _inside(days: Days, bounds: Bounds | None) -> bool:
    return bounds is not None and not bounds.loose and bounds.first <= days[1] and days[0] <= bounds.last


def _own_year(draft: Draft, printed: Printed) -> bool:
    """Whether the year stands in the row itself and not only in the heading of a month above it."""
    month = draft.month
    if month is None or month.year is None or printed.precision is not Precision.DAY or draft.own_month:
        return True
    return str(printed.first.year)[2:] in draft.head.text[printed.start : printed.end]


def _order_is_shown(drafts: Sequence[Draft], draft: Draft) -> bool:
    """Whether other rows, or a weekday, leave no doubt about the order of day and month."""
    shown = {point.order for each in drafts for one in each.head.dates for point in (one.first, one.last) if point}
    printed = draft.printed
    weekday = printed.first.weekday if printed else None
    return len(shown - {""}) == 1 or weekday is not None or draft.head.weekday is not None


def _order(drafts: Sequence[Draft], bounds: Bounds | None, language: str) -> str:
    """How numeric dates are written here: as those with a day over 12 are, else as fits the other rows best."""
    points = [point for draft in drafts for each in draft.head.dates for point in (each.first, each.last) if point]
    shown = {point.order for point in points if point.order}
    if len(shown) == 1:
        return shown.pop()
    if not any(point.either for point in points):
        return "dmy"
    scores = {order: _misfits(drafts, _all_days(drafts, order, bounds), bounds) for order in ("dmy", "mdy")}
    if scores["dmy"] != scores["mdy"]:
        return min(scores, key=lambda order: scores[order])
    return "mdy" if language == "en" else "dmy"


def _misfits(drafts: Sequence[Draft], days: Sequence[Days | None], bounds: Bounds | None) -> int:
    """How badly the rows agree: weekdays count most, then the order of rows, then the span of the schedule."""
    misfits = 0
    known = [found[0] for found in days if found]
    misfits += sum(after < before for before, after in itertools.pairwise(known)) * 3
    for draft, found in zip(drafts, days, strict=True):
        printed = draft.printed
        if printed is None:
            continue
        if found is None:
            misfits += 10
            continue
        misfits += 20 * (not _weekday_fits(printed, found[0], draft))
        misfits += bool(bounds and not bounds.first <= found[0] <= bounds.last)
        misfits += min((found[1] - found[0]).days // 31, 5)
    if len(known) > 1:
        misfits += (max(known) - min(known)).days // 200
    return misfits


def _weekday_of(printed: Printed, draft: Draft) -> int | None:
    return printed.first.weekday if printed.first.weekday is not None else draft.head.weekday


def _weekday_fits(printed: Printed, day: dt.date, draft: Draft) -> bool:
    weekday = _weekday_of(printed, draft)
    return weekday is None or weekday == day.weekday()


def _all_days(drafts: Sequence[Draft], order: str, bounds: Bounds | None) -> list[Days | None]:
    anchors: list[Days | None] = [_anchor(draft, order) for draft in drafts]
    if not any(anchors):
        return _from_bounds(drafts, order, bounds)
    days = list(anchors)
    first = next(place for place, found in enumerate(anchors) if found)
    for place in range(first - 1, -1, -1):
        days[place] = _before(drafts[place], order, next(found for found in days[place + 1 :] if found))
    for place in range(first + 1, len(drafts)):
        if days[place] is None:
            before = next(found for found in reversed(days[:place]) if found)
            after = next((found for found in anchors[place + 1 :] if found), None)
            days[place] = _after(drafts[place], order, before, after, bounds)
    return days


def _anchor(draft: Draft, order: str) -> Days | None:
    """The days of a row whose year is printed, in it or in the heading of its month."""
    printed, month = draft.printed, draft.month
    if printed is None:
        return None
    if printed.prints_year:
        return days_of(printed, order)
    if month is not None and month.year is not None and printed.first.month == month.month:
        return days_of(printed, order, month.year)
    return None


def _after(draft: Draft, order: str, before: Days, after: Days | None, bounds: Bounds | None) -> Days | None:
    """The year that puts the row between its neighbours, else soonest after the one before and in the span."""
    options = _options(draft, order, range(before[0].year - 1, before[0].year + 3))
    # A month goes on after a day in it.
    edge = 1 if draft.printed and draft.printed.precision is not Precision.DAY else 0
    between = [days for days in options if before[0] <= days[edge] and (after is None or days[0] <= after[1])]
    if between and after is not None:
        return _agreeing(draft, between)
    later = [days for days in options if days[edge] >= before[0] - _SLACK]
    return _held(draft, _agreeing(draft, between or later or options), options, before, bounds)


def _held(
    draft: Draft, likely: Days | None, options: Sequence[Days], before: Days, bounds: Bounds | None
) -> Days | None:
    """Within the span of the schedule, where that is nearer to the row before: `third quarter` below October.

    A part of the year is within the span that the heading prints, however far from the row before.
    """
    if likely is None or draft.printed is None or bounds is None or _inside(likely, bounds):
        return likely
    distance = abs(likely[0] - before[0])
    printed = bool(bounds.words) and not bounds.by_year and draft.printed.precision is not Precision.DAY
    held = [
        days
        for days in options
        if _inside(days, bounds)
        and (printed or abs(days[0] - before[0]) < distance)
        and _weekday_fits(draft.printed, days[0], draft)
    ]
    return held[-1] if held else likely


def _before(draft: Draft, order: str, after: Days) -> Days | None:
    options = _options(draft, order, range(after[0].year - 2, after[0].year + 2))
    sooner = [days for days in options if days[0] <= after[0] + _SLACK]
    return _agreeing(draft, list(reversed(sooner or options)))


def _agreeing(draft: Draft, options: Sequence[Days]) -> Days | None:
    """The first that agrees with the weekday printed, within a year of the likeliest; else the likeliest."""
    printed = draft.printed
    if not options or printed is None:
        return None
    near = [days for days in options if abs((days[0] - options[0][0]).days) < 400]
    return next((days for days in near if _weekday_fits(printed, days[0], draft)), options[0])


def _options(draft: Draft, order: str, years: range) -> list[Days]:
    printed = draft.printed
    if printed is None:
        return []
    found = [days_of(printed, order, year) for year in years]
    return [days for days in found if days]


def _from_bounds(drafts: Sequence[Draft], order: str, bounds: Bounds | None) -> list[Days | None]:
    """No row prints a year: begin in each year of the schedule's span and keep what fits best."""
    none: list[Days | None] = [None] * len(drafts)
    dated = [place for place, draft in enumerate(drafts) if draft.printed]
    if bounds is None or not dated:
        return none
    if bounds.loose:
        return _by_weekdays(drafts, order, bounds, near=0) or none
    best, least = none, None
    years = list(range(bounds.first.year, bounds.last.year + 1))
    for year in reversed(years) if _in_second_half(drafts, dated, bounds, order) else years:
        days = _chain(drafts, order, year, bounds)
        misfits = _misfits(drafts, days, bounds)
        if least is None or misfits < least:
            best, least = days, misfits
    if bounds.words or _all_weekdays_fit(drafts, best):
        return best
    return _by_weekdays(drafts, order, bounds, near=1) or best


def _by_weekdays(drafts: Sequence[Draft], order: str, bounds: Bounds, *, near: int) -> list[Days | None] | None:
    """The one year about the span, give or take `near`, that every weekday printed agrees with; else None."""
    if not any(draft.printed and _weekday_of(draft.printed, draft) is not None for draft in drafts):
        return None
    found = [
        days
        for year in range(bounds.first.year - near, bounds.last.year + near + 1)
        if _all_weekdays_fit(drafts, days := _chain(drafts, order, year, None)) and any(days)
    ]
    return found[0] if len(found) == 1 else None


def _all_weekdays_fit(drafts: Sequence[Draft], days: Sequence[Days | None]) -> bool:
    return all(
        found is not None and _weekday_fits(draft.printed, found[0], draft)
        for draft, found in zip(drafts, days, strict=True)
        if draft.printed and _weekday_of(draft.printed, draft) is not None
    )


def _in_second_half(drafts: Sequence[Draft], dated: Sequence[int], bounds: Bounds, order: str) -> bool:
    """A term named `2020-2021` begins about the middle of its first year: rows from January on are of its second."""
    first = days_of(drafts[dated[0]].printed, order, bounds.first.year) if drafts[dated[0]].printed else None  # type: ignore[arg-type]
    return bool(bounds.by_year and first and first[0].month <= 6)


def _chain(drafts: Sequence[Draft], order: str, year: int, bounds: Bounds | None) -> list[Days | None]:
    days: list[Days | None] = []
    before: Days | None = None
    for draft in drafts:
        found = None
        if draft.printed:
            found = _after(draft, order, before, None, bounds) if before else days_of(draft.printed, order, year)
        days.append(found)
        before = found or before
    return days
