"""One date in a row of tokens: `19 de septiembre de 2012`, `Sept. 19`, `19/09/2012`, `2012-09-19`, `September 2012`."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from meetings.imports.calendar_words import FIRST_DAY, FULL_MONTHS, ROMAN_MONTHS
from meetings.imports.date_parts import Point
from meetings.imports.date_tokens import Token

# What a reading gives: the point and the place of the token after it.
Reading = tuple[Point, int]
_HOUR_SIGNS = frozenset(
    {"h", "hs", "hr", "hrs", "hours", "horas", "heures", "am", "pm", "noon", "midnight", "a.m", "p.m"}
)


class Points:
    """Reads points from tokens; every method takes the place to read from and gives None where there is none."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens

    def at(self, place: int) -> Token | None:
        """The token at a place, if there is one."""
        return self.tokens[place] if 0 <= place < len(self.tokens) else None

    def is_text(self, place: int, *texts: str) -> bool:
        """Whether the token at a place is one of these."""
        token = self.at(place)
        return token is not None and token.text in texts

    def point(self, place: int) -> Reading | None:
        """The longest reading from here, with a weekday before or after it."""
        plain = self._dated(place)
        after = self._weekday(place)
        dated = self._dated(after[1]) if after else None
        if after and dated and (plain is None or dated[1] > plain[1]):
            return self._with_weekday(dated, after[0])
        if plain is None:
            return None
        return self._followed_by_weekday(plain)

    def day(self, place: int) -> Reading | None:
        """A day of the month alone, not the hour or number that it might also be."""
        token = self.at(place)
        if token is None:
            return None
        if token.text in FIRST_DAY:
            return Point(day=1), place + 1
        if not token.is_day or self._starts_hour(place) or self._touches(place, ":/"):
            return None
        return Point(day=token.number), place + 1

    def year(self, place: int) -> tuple[int, int] | None:
        """A year, with a comma or `de` before it."""
        start = place
        while self.is_text(place, ",", "of", "de", "del", "do", ".") and place - start < 2:
            place += 1
        token = self.at(place)
        if token is not None and token.is_year and not self._touches_after(place, ":/"):
            return token.number or 0, place + 1
        if token is not None and token.text == "'" and (number := self.at(place + 1)) and number.digits == 2:
            return 2000 + (number.number or 0), place + 2
        return None

    def _dated(self, place: int) -> Reading | None:
        found = [
            reading
            for read in (self._iso, self._numeric, self._roman, self._day_month, self._month_day, self._month)
            if (reading := read(place))
        ]
        return max(found, key=lambda reading: reading[1], default=None)

    def _iso(self, place: int) -> Reading | None:
        year, month, day = self.at(place), self.at(place + 2), self.at(place + 4)
        if not (year and year.is_year and month and month.number and day and day.is_day):
            return None
        if not (self.is_text(place + 1, "-", "/", ".") and self.is_text(place + 3, "-", "/", ".")):
            return None
        if month.number > 12 or not self._tight(place, place + 5):
            return None
        return Point(day.number, month.number, year.number), place + 5

    def _numeric(self, place: int) -> Reading | None:
        one, two = self.at(place), self.at(place + 2)
        if not (one and two and one.is_day and two.is_day and self.is_text(place + 1, "/", ".", "-")):
            return None
        if min(one.number or 0, two.number or 0) > 12 or not self._tight(place, place + 3):
            return None
        sign, three = self.tokens[place + 1].text, self.at(place + 4)
        if self._touches_before(place, "/.:") or one.ordinal or two.ordinal:
            return None
        if self.is_text(place + 3, sign) and three and three.digits in (2, 4) and self._tight(place + 2, place + 5):
            if three.digits == 4 and not three.is_year:
                return None
            year = (three.number or 0) + (2000 if three.digits == 2 else 0)
            return _pair(one.number or 0, two.number or 0, year), place + 5
        if sign != "/" or self._touches_after(place + 2, "/:"):
            return None
        return _pair(one.number or 0, two.number or 0, None), place + 3

    def _roman(self, place: int) -> Reading | None:
        """`26.III.2026`, as some houses number the months."""
        day, month, year = self.at(place), self.at(place + 2), self.at(place + 4)
        if not (day and day.is_day and month and month.text in ROMAN_MONTHS and year and year.is_year):
            return None
        sign = self.tokens[place + 1].text
        if sign not in (".", "-", "/") or not self.is_text(place + 3, sign) or not self._tight(place, place + 5):
            return None
        return Point(day.number, ROMAN_MONTHS[month.text], year.number), place + 5

    def _day_month(self, place: int) -> Reading | None:
        day = self.day(place)
        if day is None:
            return None
        point, place = day
        start = place
        while self.is_text(place, "-", ".", "de", "d'", "of", "the", "/") and place - start < 2:
            place += 1
        month = self.at(place)
        if month is None or month.month is None:
            return None
        end = place + 1
        if self.is_text(end, "."):
            end = end + 1 if self.year(end + 1) or len(month.text) <= 5 else end
        return self._with_year(Point(point.day, month.month), end, joined=self.is_text(start, "-", "/"))

    def _month_day(self, place: int) -> Reading | None:
        month = self.at(place)
        if month is None or month.month is None:
            return None
        after = place + 2 if self.is_text(place + 1, ".", "-") else place + 1
        after += 1 if self.is_text(after, "the") else 0
        day = self.day(after)
        if day is None or (self.is_text(after + 1, "-") and self._is_bare_hours(after)):
            return None
        return self._with_year(Point(day[0].day, month.month), day[1])

    def _month(self, place: int) -> Reading | None:
        month = self.at(place)
        if month is None or month.month is None:
            return None
        for after in (place + 1, place + 2) if self.is_text(place + 1, ".", "-", "/") else (place + 1,):
            year = self.year(after)
            if year:
                return Point(None, month.month, year[0]), year[1]
        if month.text not in FULL_MONTHS:
            return None
        return Point(None, month.month), place + 1

    def _with_year(self, point: Point, place: int, *, joined: bool = False) -> Reading:
        year = self.year(place)
        if year:
            return Point(point.day, point.month, year[0]), year[1]
        token = self.at(place + 1)
        if joined and self.is_text(place, "-", "/") and token and token.digits in (2, 4):
            number = token.number or 0
            return Point(point.day, point.month, number + (2000 if token.digits == 2 else 0)), place + 2
        return point, place

    def _weekday(self, place: int) -> tuple[int, int] | None:
        place += 1 if self.is_text(place, "(") else 0
        token = self.at(place)
        if token is None or token.weekday is None:
            return None
        number, place = token.weekday, place + 1
        while self.is_text(place, ".", ",", ")", "-", "the", "le", "el", "dia", "/", ":"):
            place += 1
        return number, place

    def _followed_by_weekday(self, reading: Reading) -> Reading:
        point, place = reading
        if point.day is None and not point.either:
            return reading
        after = place
        while self.is_text(after, ",", "(", "-") and after - place < 2:
            after += 1
        token = self.at(after)
        if token is None or token.weekday is None or (after == place and token.text in ("mar", "set")):
            return reading
        closing = after + 1
        while self.is_text(closing, ".", ")") and closing - after < 3:
            closing += 1
        year = self.year(closing) if point.year is None else None
        named = self._with_weekday((point, closing), token.weekday)
        if year:
            return replace(point, year=year[0], weekday=token.weekday), year[1]
        return named

    def _with_weekday(self, reading: Reading, weekday: int) -> Reading:
        point, place = reading
        return replace(point, weekday=weekday), place

    def _starts_hour(self, place: int) -> bool:
        after = self.at(place + 1)
        if after is None:
            return False
        if after.text in _HOUR_SIGNS:
            return True
        follows = self.at(place + 2)
        if after.text in ("a", "p") and follows is not None:
            return follows.text in (".", "m") and (follows.text == "m" or self.is_text(place + 3, "m"))
        return after.text in (":", ".") and bool(follows and follows.digits == 2 and self._tight(place, place + 3))

    def _is_bare_hours(self, place: int) -> bool:
        """`March 10-13` is days, `March 26 10-13` is a day and hours; here `place` is the number after a month."""
        return self._starts_hour(place + 2)

    def _tight(self, first: int, last: int) -> bool:
        """Whether the tokens stand without blanks between them."""
        run = self.tokens[first:last]
        return all(before.end == after.start for before, after in itertools.pairwise(run))

    def _touches(self, place: int, signs: str) -> bool:
        return self._touches_after(place, signs) or self._touches_before(place, signs)

    def _touches_after(self, place: int, signs: str) -> bool:
        """Whether a sign and a further number stand directly after: `10:30`, `3/26`."""
        token, after, further = self.at(place), self.at(place + 1), self.at(place + 2)
        if not (token and after and further):
            return False
        return after.text in signs and token.end == after.start and after.end == further.start and bool(further.digits)

    def _touches_before(self, place: int, signs: str) -> bool:
        token, before = self.at(place), self.at(place - 1)
        return bool(token and before and before.end == token.start and before.text in signs)


def _pair(one: int, two: int, year: int | None) -> Point:
    if one > 12:
        return Point(one, two, year, order="dmy")
    if two > 12:
        return Point(two, one, year, order="mdy")
    return Point(year=year, either=(one, two)) if one != two else Point(one, two, year)
