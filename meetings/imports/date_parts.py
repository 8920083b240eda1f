"""What is printed of a date, before the year and the order of day and month are settled."""

from __future__ import annotations

from dataclasses import dataclass, replace

from portal.lib.dates import Precision


@dataclass(frozen=True, slots=True)
class Point:
    """Day, month and year as far as they are printed; `either` holds a day and month whose order is not known."""

    day: int | None = None
    month: int | None = None
    year: int | None = None
    either: tuple[int, int] | None = None
    weekday: int | None = None
    # Quarter or half of the year, with the precision of the whole.
    part: int | None = None
    # "dmy" or "mdy" where a number over 12 shows in which order a numeric date is written.
    order: str = ""

    def completed_by(self, other: Point) -> Point:
        """With the month and year of `other` where its own are not printed."""
        if self.either:
            return replace(self, year=self.year or other.year)
        return replace(self, month=self.month or other.month, year=self.year or other.year)


@dataclass(frozen=True, slots=True)
class Printed:
    """A date or a span of dates where the text prints it."""

    start: int
    end: int
    first: Point
    last: Point | None = None
    precision: Precision = Precision.DAY
    # Days of a list that are too far from each other for one meeting: `5 and 12 March`.
    scattered: bool = False
    # The days after the first of a list with gaps: `25, 26 and 28 March`.
    others: tuple[Point, ...] = ()

    @property
    def prints_year(self) -> bool:
        """Whether any of its dates has a year."""
        return bool(self.first.year or (self.last and self.last.year) or any(point.year for point in self.others))

    @property
    def ambiguous(self) -> bool:
        """Whether day and month might be either way round."""
        pairs = [point.either for point in (self.first, self.last) if point and point.either]
        return any(max(pair) <= 12 and pair[0] != pair[1] for pair in pairs)
