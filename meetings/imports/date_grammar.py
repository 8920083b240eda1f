"""Dates and spans in running text: `October 9 to 30`, `del 9 al 30 de octubre`, `fourth quarter of 2020`."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

from meetings.imports.calendar_words import LIST_JOINERS, ORDINALS, RANGE_JOINERS, RANGE_OPENERS
from meetings.imports.date_parts import Point, Printed
from meetings.imports.date_points import Points, Reading
from meetings.imports.date_tokens import tokens_of
from portal.lib.dates import Precision

_PARTS = {
    "quarter": (Precision.QUARTER, 4),
    "trimestre": (Precision.QUARTER, 4),
    "trim": (Precision.QUARTER, 4),
    "half": (Precision.HALF, 2),
    "half-year": (Precision.HALF, 2),
    "semester": (Precision.HALF, 2),
    "semestre": (Precision.HALF, 2),
}
# Days of a list further apart than these are meetings of their own.
_LONGEST_PAUSE = 3
_SHORT = re.compile(r"(?:(?P<letter>[qtsh])(?P<after>[1-4])|(?P<before>[1-4])(?P<unit>[qts]))")


class Grammar(Points):
    """Reads spans and parts of the year over the points."""

    def __init__(self, text: str) -> None:
        super().__init__(tokens_of(text))
        self.text = text

    def read(self, place: int) -> tuple[Printed, int] | None:
        """What is printed from the token at `place` on."""
        opened = self._opened(place)
        found = self._part_of_year(place) or self._span(place)
        if opened and (found is None or opened[1] > found[1]):
            return opened
        return found

    def _opened(self, place: int) -> tuple[Printed, int] | None:
        """A span after `from`, `del`, `du`: only a span has such an opening."""
        token = self.at(place)
        if token is None or token.text not in RANGE_OPENERS:
            return None
        found = self._span(place + (2 if self.is_text(place + 1, "le", "el", "the", "dia") else 1))
        if found is None or found[0].last is None:
            return None
        return replace(found[0], start=token.start, scattered=False, others=()), found[1]

    def _span(self, place: int) -> tuple[Printed, int] | None:
        days, first = self._days(place), self.point(place)
        if days and (first is None or days[1] > first[1]):
            return self._listed(place, *days)
        if first is None:
            return None
        point, after = first
        joined = self._joined(point, after)
        if joined is None:
            return self._printed(place, point, None, after) if _stands_alone(point) else None
        last, end = joined
        return self._printed(place, point.completed_by(last), last, end)

    def _joined(self, first: Point, place: int) -> Reading | None:
        """The other end of a span that begins with `first`."""
        after = self._joiner(place)
        if after is None:
            return None
        if self.is_text(after, "le", "el", "the", "del", "du", "dia"):
            after += 1
        last = self.point(after)
        if last is not None and _may_follow(first, last[0]):
            return last[0].completed_by(first) if last[0].month is None else last[0], last[1]
        if first.day is None or first.month is None:
            return None
        return self._later_day(first, after)

    def _later_day(self, first: Point, place: int) -> Reading | None:
        """The second day of `October 9 to 30, 2012`, maybe the last of a list."""
        day = self.day(place)
        if day is None or first.year is not None or (day[0].day or 0) <= (first.day or 0):
            return None
        if self.is_text(day[1], "-") and self.at(day[1] + 1) and (self.at(day[1] + 1) or self.tokens[0]).is_day:
            return None
        further = self._joiner(day[1]) if self.is_text(day[1], ",", "and", "y", "et", "e", "&") else None
        more = self._later_day(replace(first, day=day[0].day), further) if further is not None else None
        if more:
            return more
        year = self.year(day[1])
        return Point(day[0].day, first.month, year[0] if year else None), year[1] if year else day[1]

    def _joiner(self, place: int) -> int | None:
        token = self.at(place)
        if token is None or token.text not in RANGE_JOINERS | LIST_JOINERS | {","}:
            return None
        if token.text == "," and not self._list_goes_on(place + 1):
            return None
        if self.is_text(place, ",") and self.is_text(place + 1, *LIST_JOINERS):
            return place + 2
        return place + 1

    def _list_goes_on(self, place: int) -> bool:
        if self.is_text(place, *LIST_JOINERS):
            return True
        day = self.day(place)
        return bool(
            day and (self.is_text(day[1], *LIST_JOINERS) or (self.is_text(day[1], ",") and self.day(day[1] + 1)))
        )

    def _days(self, place: int) -> tuple[list[Point], int] | None:
        """Days before the month that they share: `9 to 30 October`, `5, 6 and 7 March 2013`, `26-28/03/2013`."""
        weekday = self._weekday(place)
        day = self.day(weekday[1] if weekday else place)
        if day is None:
            return None
        days = [replace(day[0], weekday=weekday[0] if weekday else None)]
        after = day[1]
        while (token := self.at(after)) is not None and token.text in RANGE_JOINERS | LIST_JOINERS | {","}:
            after += 2 if token.text == "," and self.is_text(after + 1, *LIST_JOINERS) else 1
            if self.is_text(after, "le", "el", "the", "dia"):
                after += 1
            last = self.point(after)
            if last is not None and (last[0].month or last[0].either):
                return [*days, last[0]], last[1]
            more = self.day(after)
            if more is None:
                return None
            days.append(more[0])
            after = more[1]
        return None

    def _listed(self, place: int, days: list[Point], end: int) -> tuple[Printed, int] | None:
        last = days[-1]
        if last.either:
            last = Point(last.either[0], last.either[1], last.year)
        if last.day is None:
            return None
        numbers = [point.day or 0 for point in days[:-1]] + [last.day]
        if numbers != sorted(set(numbers)):
            return None
        first = replace(days[0], month=last.month, year=last.year)
        printed, end = self._printed(place, first, last, end)
        text = self.text[printed.start : printed.end].lower()
        listed = re.search(r"\d\s*(?:,|&|\b(?:and|y|et|e|o|or|ou)\b)", text)
        gap = max(after - before for before, after in itertools.pairwise(numbers))
        if listed and gap > 1:
            others = tuple(Point(number, last.month, last.year) for number in numbers[1:])
            printed = replace(printed, scattered=gap > _LONGEST_PAUSE, others=others)
        return printed, end

    def _printed(self, place: int, first: Point, last: Point | None, end: int) -> tuple[Printed, int]:
        precision = Precision.DAY if first.day or first.either else Precision.MONTH
        start = self.tokens[place].start
        return Printed(start, self.tokens[end - 1].end, first, last, precision), end

    def _part_of_year(self, place: int) -> tuple[Printed, int] | None:
        found = self._short_part(place) or self._worded_part(place)
        if found is None:
            return None
        number, precision, after = found
        year = self.year(after)
        if year is None and self.is_text(after, "/", "-", "of", "de"):
            year = self.year(after + 1)
        start = place
        before = self.at(place - 1)
        printed_year, end = year if year else (None, after)
        if year is None and before is not None and before.is_year:
            printed_year, start = before.number, place - 1
        point = Point(year=printed_year, part=number)
        printed = Printed(self.tokens[start].start, self.tokens[end - 1].end, point, None, precision)
        return self._spanning_parts(printed, end)

    def _spanning_parts(self, printed: Printed, end: int) -> tuple[Printed, int]:
        """`Q3 2021 – Q1 2022`; else the part as it is."""
        if not self.is_text(end, *RANGE_JOINERS):
            return printed, end
        other = self._part_of_year(end + 1)
        if other is None or other[0].precision != printed.precision:
            return printed, end
        last = other[0].first
        first = replace(printed.first, year=printed.first.year or last.year)
        return replace(printed, first=first, last=last, end=other[0].end), other[1]

    def _short_part(self, place: int) -> tuple[int, Precision, int] | None:
        token, after = self.at(place), self.at(place + 1)
        if token is None or after is None or token.end != after.start:
            return None
        match = _SHORT.fullmatch(token.text + after.text)
        follows = self.at(place + 2)
        if match is None or (follows is not None and follows.start == after.end and follows.text.isalnum()):
            return None
        letter, number = match["letter"] or match["unit"], int(match["after"] or match["before"])
        if letter in "sh" and number > 2:
            return None
        return number, Precision.HALF if letter in "sh" else Precision.QUARTER, place + 2

    def _worded_part(self, place: int) -> tuple[int, Precision, int] | None:
        token = self.at(place)
        if token is None:
            return None
        number = ORDINALS.get(token.text) or (token.number if token.ordinal else None)
        after = place + 1
        if self.is_text(after, "."):
            after += 1
        unit = self.at(after)
        if number is None or unit is None or unit.text not in _PARTS:
            return None
        precision, most = _PARTS[unit.text]
        after += 1
        if self.is_text(after, "-") and self.is_text(after + 1, "year"):
            after += 2
        if self.is_text(after, "of", "de", "del", "do") and self.is_text(after + 1, "the", "el", "ano", "year", "l'"):
            after += 3 if self.is_text(after + 2, "year", "ano", "annee") else 2
        elif self.at(after) and self.is_text(after, "of", "de") and not self.year(after):
            return None
        return (min(number, most), precision, after) if number <= most or token.text == "last" else None


def _stands_alone(point: Point) -> bool:
    return point.month is not None or point.either is not None


def _may_follow(first: Point, last: Point) -> bool:
    """Whether `last` can end a span from `first`: days with days, months with months."""
    by_day = first.day is not None or first.either is not None
    return by_day == (last.day is not None or last.either is not None)


def find_dates(text: str) -> list[Printed]:
    """All dates and spans printed in `text`, in order."""
    grammar = Grammar(text)
    found: list[Printed] = []
    place = 0
    while place < len(grammar.tokens):
        read = grammar.read(place)
        if read is None:
            place += 1
            continue
        printed, after = read
        found.append(printed)
        place = max(after, place + 1)
    return found
