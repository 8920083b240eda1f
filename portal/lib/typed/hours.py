"""Hours: `10-1`, `2:30-5:30`, `14 h 30 à 17 h 30`, `10 a.m.`, `de 10 a 13 h`, `10:00-24:00`."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from portal.lib.typed import words
from portal.lib.typed.model import NotUnderstoodError
from portal.lib.typed.tokens import Token

DAY = 24 * 60
HALF_DAY = 12 * 60
# An hour from one to seven without a.m. or p.m. is an afternoon's: nobody meets at three in the morning.
FIRST_MORNING_HOUR = 8


@dataclass(frozen=True, slots=True)
class _Clock:
    """An hour as typed, in minutes; `plain` where neither a.m. nor the 24-hour clock settles it."""

    minutes: int
    plain: bool
    marked: bool
    """Said to be an hour by a colon, an h, a.m."""
    halved: bool = False
    """Said to be a.m. or p.m."""

    def readings(self) -> list[int]:
        return [self.minutes, self.minutes + HALF_DAY] if self.plain and self.minutes < 13 * 60 else [self.minutes]


def read_hours(tokens: list[Token], at: int, *, strict: bool = False) -> tuple[dt.time, dt.time | None, int] | None:
    """Start, end and the place after them. `strict`: a bare number is not an hour."""
    at = _skip_opening(tokens, at)
    start = _clock(tokens, at)
    if start is None:
        return None
    first, after = start
    end = None
    if after < len(tokens) and tokens[after].text in words.UNTIL:
        then = after + 1
        while then < len(tokens) and tokens[then].text in words.BEFORE_HOURS:
            then += 1
        end = _clock(tokens, then)
    if end is None:
        if strict and not first.marked:
            return None
        return _time(_alone(first)), None, after
    last, after = end
    opening, closing = _settle(first, last, " ".join(token.text for token in tokens[at:after]))
    return _time(opening), _time(closing), after


def _skip_opening(tokens: list[Token], at: int) -> int:
    while at + 1 < len(tokens) and tokens[at].text in words.BEFORE_HOURS:
        at += 1
    return at


def _clock(tokens: list[Token], at: int) -> tuple[_Clock, int] | None:
    if at >= len(tokens):
        return None
    if tokens[at].text in words.NOON | words.MIDNIGHT:
        return _Clock(HALF_DAY if tokens[at].text in words.NOON else DAY, plain=False, marked=True), at + 1
    hour, digits = tokens[at].number, tokens[at].text
    if hour is None or hour > 24 or len(digits) > 2:
        return None
    at += 1
    minute, at, marked = _minutes(tokens, at)
    if hour == 24 and minute:
        return None
    half = tokens[at].text if at < len(tokens) else ""
    if half in (words.AM, words.PM):
        if not 1 <= hour <= 12:
            return None
        minutes = (hour % 12 + (12 if half == words.PM else 0)) * 60 + minute
        return _Clock(minutes, plain=False, marked=True, halved=True), at + 1
    if half in words.NOON | words.MIDNIGHT and hour == 12:
        return _Clock(HALF_DAY if half in words.NOON else DAY, plain=False, marked=True), at + 1
    plain = 1 <= hour <= 12 and not digits.startswith("0") and marked != "h"
    return _Clock(hour * 60 + minute, plain=plain, marked=bool(marked)), at


def _minutes(tokens: list[Token], at: int) -> tuple[int, int, str]:
    """Minutes, the place after them, and the sign that they stood behind."""
    if at >= len(tokens):
        return 0, at, ""
    sign = tokens[at].text
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    minute = following.number if following and len(following.text) == 2 else None
    good = minute is not None and minute < 60
    if sign in (":", ".") and good and following and not following.spaced:
        return minute or 0, at + 2, ":"
    if sign in words.HOUR_MARKS:
        if sign == "h" and good and not _starts_range(tokens, at + 1):
            return minute or 0, at + 2, "h"
        return 0, at + 1, "h"
    return 0, at, ""


def _starts_range(tokens: list[Token], at: int) -> bool:
    """Whether the number at a place is an hour of its own: `10 h 14:30`."""
    return at + 1 < len(tokens) and tokens[at].spaced and tokens[at + 1].text in (":", "h")


def _alone(clock: _Clock) -> int:
    if clock.plain and clock.minutes < FIRST_MORNING_HOUR * 60:
        return clock.minutes + HALF_DAY
    return clock.minutes


def _settle(first: _Clock, last: _Clock, typed: str) -> tuple[int, int]:
    """The start and the end that were meant: the shortest stretch that begins at a likely hour."""
    likely = _alone(first)
    ends = [end or DAY for end in last.readings()]
    before = [start for start in first.readings() if start < ends[0]]
    if last.halved and before:
        # `2:30-5:30 pm`: the end is settled, so the start is the nearest before it.
        return max(before), ends[0]
    if not last.plain and before and likely not in before:
        return max(before), ends[0]
    after = [end for end in ends if end > likely]
    if not after:
        raise NotUnderstoodError("hours", typed)
    return likely, min(after)


def _time(minutes: int) -> dt.time:
    """24:00 is kept as 00:00, which closes a day."""
    return dt.time(minutes // 60 % 24, minutes % 60)
