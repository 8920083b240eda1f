"""What was typed, and what it was read as."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from portal.lib.dates import Span


@dataclass(frozen=True, slots=True)
class Setting:
    """What settles what is not typed: the page's language, a date nearby, the term."""

    language: str
    near: dt.date
    first: dt.date | None = None
    last: dt.date | None = None

    def contains(self, day: dt.date) -> bool:
        """Whether it lies in the term, as far as the term's ends are known."""
        return (self.first is None or day >= self.first) and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Slot:
    """One stretch of hours; `on` is None where no date was typed; an end at 00:00 closes the day."""

    on: dt.date | None
    start: dt.time
    end: dt.time | None = None
    room: str = ""


@dataclass(frozen=True, slots=True)
class Typed:
    """A cell as understood. `span` is None where no date was typed; `undated` where it was said that there is none."""

    span: Span | None = None
    undated: bool = False
    slots: tuple[Slot, ...] = ()
    room: str = ""
    kind: str = ""
    year_inferred: bool = False
    weekday: int | None = None
    """The weekday typed, 1 for Monday; it may contradict the date."""

    @property
    def weekday_differs(self) -> bool:
        """Whether the weekday typed is not that of the date."""
        return self.weekday is not None and self.span is not None and self.span.first.isoweekday() != self.weekday


class NotUnderstoodError(ValueError):
    """`part` is what could not be read; `code`: date, order, hours, several."""

    def __init__(self, code: str, part: str) -> None:
        super().__init__(f"{code}: {part}")
        self.code, self.part = code, part


@dataclass(slots=True)
class Found:
    """A date in the middle of the reading."""

    span: Span
    inferred: bool = False
    weekday: int | None = None
    slots: list[Slot] = field(default_factory=list)
