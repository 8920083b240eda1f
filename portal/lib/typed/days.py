"""Dates: `3/26`, `26 mar`, `March 26, 2013`, `del 9 al 30 de octubre`, `Q4 2020`, `second half of 2021`, `2020`."""

from __future__ import annotations

import datetime as dt

from portal.lib.dates import Precision, Span
from portal.lib.typed import words
from portal.lib.typed.day import Day, date_of, exists
from portal.lib.typed.model import Found, NotUnderstoodError, Setting
from portal.lib.typed.tokens import Token


class Days:
    """Reads a date at a place of the tokens."""

    def __init__(self, tokens: list[Token], setting: Setting) -> None:
        self.tokens, self.setting = tokens, setting

    def read(self, at: int) -> tuple[Found, int] | None:
        """The date or span that starts there and the place after it; None where none does."""
        start = at
        while self._text(at) in words.OPENERS:
            at += 1
        weekday, at = self._weekday(at)
        found = self._days_of_one_month(at) or self._span(at)
        if found is None:
            return None
        first, last, at = found
        if weekday is None:
            weekday, at = self._weekday_after(at)
        typed = " ".join(token.text for token in self.tokens[start:at])
        span, inferred = self._settle(first, last, weekday, typed)
        return Found(span, inferred, weekday), at

    # --- tokens ---------------------------------------------------------
    def _text(self, at: int) -> str:
        return self.tokens[at].text if 0 <= at < len(self.tokens) else ""

    def _is_day(self, at: int) -> bool:
        return 0 <= at < len(self.tokens) and self.tokens[at].is_day

    def _number(self, at: int) -> int:
        return self.tokens[at].number or 0

    def _after(self, at: int, texts: frozenset[str]) -> int:
        while self._text(at) in texts:
            at += 1
        return at

    def _after_day(self, at: int) -> int:
        """Past a day of the month and the ending of an ordinal."""
        at += 1
        suffix = self._text(at) in words.SUFFIXES and not self.tokens[at].spaced
        return at + 1 if suffix else at

    def _weekday(self, at: int) -> tuple[int | None, int]:
        """A weekday's name in front of a day; `mar` is March unless a date of its own follows it."""
        number = words.WEEKDAYS.get(self._text(at))
        if number is None:
            return None, at
        after = at + 1
        if self._text(after) == "-" and self._text(after + 1) == "feira":
            after += 2
        after = self._after(after, frozenset(",.")) if self._text(after) in (",", ".") else after
        after = self._after(after, words.OPENERS)
        ambiguous = self._text(at) in words.MONTHS
        if ambiguous and not (self._days_of_one_month(after) or self._span(after)):
            return None, at
        if ambiguous and self._days_of_one_month(at) is None and self._span(after) is None:
            return None, at
        return number, after

    def _weekday_name(self, at: int) -> tuple[int | None, int]:
        """A weekday's name just before a day, as in `lundi 2 au vendredi 6 mars`."""
        number = words.WEEKDAYS.get(self._text(at))
        return (number, at + 1) if number is not None and self._is_day(at + 1) else (None, at)

    def _weekday_after(self, at: int) -> tuple[int | None, int]:
        bracket = self._text(at) == "("
        inside = at + 1 if bracket else at
        name = self._text(inside)
        if name in words.WEEKDAYS and (bracket or len(name) > 3) and name not in words.ORDINALS:
            after = inside + 1
            return words.WEEKDAYS[name], after + 1 if self._text(after) == ")" else after
        return None, at

    # --- forms ----------------------------------------------------------
    def _days_of_one_month(self, at: int) -> tuple[Day, Day, int] | None:
        """`9-30 October`, `del 9 al 30 de octubre de 2012`, `October 9-30, 2012`, `26 and 27 March`."""
        if self._is_day(at):
            after = self._after_day(at)
            second = self._second_day(at, after)
            if second is None:
                return None
            month_at = self._after(self._after_day(second), words.OF)
            month = words.MONTHS.get(self._text(month_at))
            if not month:
                return None
            year, end = self._year(self._point(month_at + 1))
            return Day(month, self._number(at), year), Day(month, self._number(second), year), end
        month = words.MONTHS.get(self._text(at))
        first = self._point(at + 1)
        if not month or not self._is_day(first):
            return None
        second = self._second_day(first, self._after_day(first))
        if second is None or self._text(self._after_day(second)) in {":", "h", words.AM, words.PM}:
            return None
        year, end = self._year(self._after_day(second))
        return Day(month, self._number(first), year), Day(month, self._number(second), year), end

    def _second_day(self, first: int, after: int) -> int | None:
        joiner = self._text(after)
        _weekday, second = self._weekday_name(self._after(after + 1, frozenset({"el", "le", "the"})))
        if not self._is_day(second) or self._number(second) <= self._number(first):
            return None
        if joiner in words.TO:
            return second
        return second if joiner in words.AND and self._number(second) == self._number(first) + 1 else None

    def _span(self, at: int) -> tuple[Day, Day | None, int] | None:
        first = self._one(at)
        if first is None:
            return None
        opening, end = first
        if self._text(end) in words.TO:
            then = self._after(end + 1, words.OPENERS)
            _weekday, then = self._weekday(then)
            last = self._one(then)
            if last is not None and last[0].precision == opening.precision:
                return opening, last[0], last[1]
        return opening, None, end

    def _one(self, at: int) -> tuple[Day, int] | None:
        return (
            self._iso(at)
            or self._signed(at)
            or self._numeric(at)
            or self._in_words(at)
            or self._part_of_year(at)
            or self._year_alone(at)
        )

    def _iso(self, at: int) -> tuple[Day, int] | None:
        parts = [self._text(at + step) for step in range(5)]
        if self._is_year(at) and parts[1] == "-" == parts[3] and self._is_day(at + 2) and self._is_day(at + 4):
            return Day(self._number(at + 2), self._number(at + 4), self._number(at)), at + 5
        return None

    def _numeric(self, at: int) -> tuple[Day, int] | None:
        """`3/26`, `26/3/13`, `26.3.2013`, `26-03-2013`."""
        sign = self._text(at + 1)
        if not (self._is_day(at) and sign in ("/", ".", "-") and self._is_day(at + 2)):
            return None
        year, end = None, at + 3
        if self._text(end) == sign and end + 1 < len(self.tokens) and self.tokens[end + 1].number is not None:
            digits = self._text(end + 1)
            if len(digits) in (2, 4):
                year, end = self._number(end + 1) + (2000 if len(digits) == 2 else 0), end + 2
        if sign != "/" and (year is None or (sign == "-" and len(self._text(end - 1)) == 2)):
            return None
        month, day = self._month_and_day(self._number(at), self._number(at + 2), year)
        return Day(month, day, year), end

    def _signed(self, at: int) -> tuple[Day, int] | None:
        """`15-feb-13`, `26.III.2013`."""
        sign, name, digits = (self._text(at + step) for step in (1, 2, 4))
        month = words.MONTHS.get(name) or words.ROMAN.get(name)
        if not month or not self._is_day(at) or sign not in ("-", ".", "/") or self._text(at + 3) != sign:
            return None
        if not digits.isdecimal() or len(digits) not in (2, 4):
            return None
        return Day(month, self._number(at), int(digits) + (2000 if len(digits) == 2 else 0)), at + 5

    def _month_and_day(self, one: int, other: int, year: int | None) -> tuple[int, int]:
        """Which is which: the one over 12 is the day; else English has the month first, if that falls in the term."""
        orders = [(one, other), (other, one)] if self.setting.language == "en" else [(other, one), (one, other)]
        possible = [order for order in orders if order[0] <= 12]
        if not possible:
            raise NotUnderstoodError("date", f"{one}/{other}")
        for month, day in possible:
            years = [year] if year else [self.setting.near.year + step for step in (0, 1, -1)]
            if any(exists(each, month, day) and self.setting.contains(dt.date(each, month, day)) for each in years):
                return month, day
        return possible[0]

    def _in_words(self, at: int) -> tuple[Day, int] | None:
        """`26 de marzo de 2013`, `1er mars`, `March 26th, 2013`, `March 2013`."""
        if self._is_day(at):
            month_at = self._after(self._after_day(at), words.OF)
            month = words.MONTHS.get(self._text(month_at))
            if not month:
                return None
            year, end = self._year(self._point(month_at + 1))
            return Day(month, self._number(at), year), end
        month = words.MONTHS.get(self._text(at))
        if not month:
            return None
        after = self._point(at + 1)
        if self._is_day(after) and self._text(self._after_day(after)) not in {":", "h", words.AM, words.PM}:
            year, end = self._year(self._after_day(after))
            return Day(month, self._number(after), year), end
        year, end = self._year(after)
        return Day(month, 0, year, Precision.MONTH), end

    def _part_of_year(self, at: int) -> tuple[Day, int] | None:
        """`Q4 2020`, `4T 2020`, `fourth quarter of 2020`, `primer semestre de 2021`, `2.º semestre`."""
        first, second = self._text(at), self._text(at + 1)
        short = {"q", "t", "h", "s"}
        if first in short and second in ("1", "2", "3", "4") and not self.tokens[at + 1].spaced:
            number, name, end = int(second), first, at + 2
        else:
            number = words.ORDINALS.get(first) or (self._number(at) if first in ("1", "2", "3", "4") else 0)
            end = self._after_day(at) if first.isdecimal() else at + 1
            if first.isdecimal() and self._text(end) == ".":
                end = self._after_day(end)
            name = self._text(end)
            if name in short and not (first.isdecimal() and name in ("q", "t", "s")):
                return None
            end += 1
        if not number or name not in words.QUARTER | words.HALF:
            return None
        precision = Precision.QUARTER if name in words.QUARTER else Precision.HALF
        if number > 12 // precision.months:
            return None
        year, end = self._year(end)
        return Day((number - 1) * precision.months + 1, 0, year, precision), end

    def _year_alone(self, at: int) -> tuple[Day, int] | None:
        if not self._is_year(at):
            return None
        return Day(1, 0, self._number(at), Precision.YEAR), at + 1

    def _is_year(self, at: int) -> bool:
        return 0 <= at < len(self.tokens) and self.tokens[at].is_year

    def _point(self, at: int) -> int:
        """Past the point of an abbreviation."""
        return at + 1 if self._text(at) == "." else at

    def _year(self, at: int) -> tuple[int | None, int]:
        after = self._after(at, words.OF | {","})
        if self._is_year(after):
            return self._number(after), after + 1
        return None, at

    # --- years ----------------------------------------------------------
    def _settle(self, first: Day, last: Day | None, weekday: int | None, typed: str) -> tuple[Span, bool]:
        if last is None:
            year = first.year or self._likely_year(first, weekday, typed)
            return Span(date_of(first, year, typed), None, first.precision), first.year is None
        if first.year is None and last.year is not None:
            ends = date_of(last, last.year, typed)
            starts = date_of(first, last.year, typed)
            starts = starts if starts <= ends else date_of(first, last.year - 1, typed)
            return self._ordered(starts, ends, first, typed), False
        inferred = first.year is None
        starts = date_of(first, first.year or self._likely_year(first, weekday, typed), typed)
        ends = date_of(last, last.year or starts.year, typed)
        if last.year is None and ends < starts:
            ends = date_of(last, starts.year + 1, typed)
        return self._ordered(starts, ends, first, typed), inferred

    @staticmethod
    def _ordered(starts: dt.date, ends: dt.date, first: Day, typed: str) -> Span:
        if ends < starts:
            raise NotUnderstoodError("order", typed)
        return Span(starts, ends, first.precision)

    def _likely_year(self, day: Day, weekday: int | None, typed: str) -> int:
        """The year that puts it in the term, on its weekday, near the rows around it; in that order."""
        near = self.setting.near
        years = {near.year + step for step in (-1, 0, 1)}
        years |= {end.year for end in (self.setting.first, self.setting.last) if end}
        candidates = [date_of(day, year, typed) for year in years if exists(year, day.month, day.day or 1)]
        if not candidates:
            raise NotUnderstoodError("date", typed)
        best = min(
            candidates,
            key=lambda date: (
                not self.setting.contains(date),
                weekday is not None and date.isoweekday() != weekday,
                abs(date - near),
            ),
        )
        return best.year
