"""A typed cell read as a whole: dates, hours, rooms."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from portal.lib.dates import Precision, Span
from portal.lib.typed import words
from portal.lib.typed.days import Days
from portal.lib.typed.hours import read_hours
from portal.lib.typed.model import Found, NotUnderstoodError, Setting, Slot, Typed
from portal.lib.typed.tokens import Token, fold, tokens_of

LONGEST_MEETING = 31
_UNDATED = (
    *("no date", "date to be", "to be determined", "until further notice", "sin fecha", "por determinar"),
    *(
        "to be confirmed",
        "to be announced",
        "por confirmar",
        "por anunciar",
        "a confirmer",
        "a preciser",
        "a confirmar",
    ),
    *("por definir", "sans date", "date a determiner", "a determiner", "sem data", "a determinar", "a definir"),
)
_LIMIT = re.compile(r"\b(?:fecha|date|data)[ -]limite\b|\bclosing date\b")
SEPARATORS = frozenset(",;.-/()&|")


def read_cell(text: str, setting: Setting) -> Typed:
    """What a cell says; NotUnderstoodError where that cannot be told. An empty cell is undated."""
    if not text.strip() or _says_undated(text):
        return Typed(undated=True)
    return _Reader(text, setting).read()


def _says_undated(text: str) -> bool:
    said = fold(text).strip(" .")
    return said in words.UNDATED or any(said.startswith(phrase) for phrase in _UNDATED)


def _with_one_word(text: str) -> str:
    """`Fecha límite` said as the one word that it means, in its place."""
    for found in _LIMIT.finditer(fold(text)):
        text = text[: found.start()] + "deadline".ljust(len(found[0])) + text[found.end() :]
    return text


class _Reader:
    def __init__(self, text: str, setting: Setting) -> None:
        self.text = _with_one_word(text)
        self.tokens: list[Token] = tokens_of(self.text)
        self.days = Days(self.tokens, setting)
        self.at = 0
        self.found: list[Found] = []
        self.loose: list[Slot] = []
        self.rooms: list[str] = []
        self.kind = ""

    def read(self) -> Typed:
        while self.at < len(self.tokens):
            self._step()
        return self._typed()

    def _step(self) -> None:
        token = self.tokens[self.at]
        if token.text in SEPARATORS or (token.text in words.AND and self.found):
            self.at += 1
        elif not self.kind and not self.found and token.text in words.KINDS:
            self.kind = words.KINDS[token.text]
            self.at += 1
        elif not (self._date() or self._hours()):
            self._words()

    def _date(self) -> bool:
        found = self.days.read(self.at)
        if found is None:
            return False
        date, self.at = found
        self.found.append(date)
        return True

    def _hours(self) -> bool:
        hours = read_hours(self.tokens, self.at)
        if hours is None:
            return False
        start, end, self.at = hours
        slot = Slot(None, start, end)
        (self.found[-1].slots if self.found else self.loose).append(slot)
        return True

    def _words(self) -> None:
        """A room, up to the next comma or hour."""
        first = self.at
        self.at += 1
        while self.at < len(self.tokens) and self.tokens[self.at].text not in (",", ";"):
            if self.tokens[self.at].number is not None and read_hours(self.tokens, self.at, strict=True):
                break
            self.at += 1
        room = self.text[self.tokens[first].start : self.tokens[self.at - 1].end].strip()
        if all(token.text.isdecimal() or token.text in SEPARATORS for token in self.tokens[first : self.at]):
            raise NotUnderstoodError("date" if not self.found else "hours", room)
        slots = self.found[-1].slots if self.found else self.loose
        self.rooms.append(room)
        if slots and not slots[-1].room:
            slots[-1] = replace(slots[-1], room=room)

    def _typed(self) -> Typed:
        slots = self._slots()
        rooms = list(dict.fromkeys(self.rooms))
        common = rooms[0] if len(rooms) == 1 else ""
        if len(rooms) > 1 and not all(slot.room for slot in slots):
            slots = _inherit(slots)
        if len(rooms) > 1 and len({slot.room for slot in slots}) < len(rooms):
            raise NotUnderstoodError("several", ", ".join(rooms))
        return Typed(
            span=self._span(),
            slots=tuple(replace(slot, room="") if common else slot for slot in slots),
            room=common,
            kind=self.kind,
            year_inferred=any(found.inferred for found in self.found),
            weekday=self.found[0].weekday if self.found else None,
        )

    def _slots(self) -> list[Slot]:
        if self.found and self.loose:
            # `2:30-5:30 Tuesday 26 March`: hours that stand first are those of the date after them.
            self.found[0].slots[:0] = self.loose
            self.loose = []
        slots = list(self.loose)
        for found in self.found:
            for day in _each_day(found.span) if found.slots else ():
                slots += [replace(slot, on=day) for slot in found.slots]
        return slots

    def _span(self) -> Span | None:
        if not self.found:
            return None
        first, last = self.found[0].span, self.found[-1].span
        if len(self.found) == 1:
            return first
        exact = all(found.span.precision is Precision.DAY for found in self.found)
        if not exact or last.last < first.first or not all(found.slots for found in self.found):
            raise NotUnderstoodError("several", self.text.strip())
        return Span(first.first, last.last)


def _each_day(span: Span) -> list[dt.date]:
    days = (span.last - span.first).days + 1
    if span.precision is not Precision.DAY or days > LONGEST_MEETING:
        raise NotUnderstoodError("hours", str(span))
    return [span.first + dt.timedelta(days=step) for step in range(days)]


def _inherit(slots: list[Slot]) -> list[Slot]:
    """A slot without a room of its own is in that of the slot after it, as `10-1, 2:30-5:30 Guerrero` means."""
    rooms = ""
    filled = []
    for slot in reversed(slots):
        rooms = slot.room or rooms
        filled.append(replace(slot, room=rooms))
    return filled[::-1]
