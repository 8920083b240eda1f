"""Where and when a row stands, as plain facts: the same for rows in force, rows proposed and rows just typed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from meetings.enums import EntryKind
from portal.lib.multilingual import Multilingual

NO_TEXT = Multilingual()
USUAL_SITTING = dt.timedelta(hours=3)
"""How long a sitting is taken to last whose end is not stated: the half-days of these houses are of three hours."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A sitting with the instants it lies between; without an hour it has none. `room` is an id."""

    on: dt.date
    start: dt.time | None = None
    end: dt.time | None = None
    room: int | None = None
    opens: dt.datetime | None = None
    closes: dt.datetime | None = None

    def meets(self, other: Stretch) -> bool:
        """Whether both are on at some instant."""
        if self.opens is None or self.closes is None or other.opens is None or other.closes is None:
            return False
        return self.opens < other.closes and other.opens < self.closes


@dataclass(frozen=True, slots=True)
class Due:
    """What a deadline hangs on: the key of a row of its own schedule, and on which side of it."""

    anchor: str = ""
    before: bool = True
    at: dt.time | None = None
    zone: str = ""


@dataclass(frozen=True, slots=True)
class Placement:
    """A row. `bodies` are its own body and those it meets jointly with; `proposed` says that it is not in force."""

    key: str
    schedule: int
    body: int
    kind: str = EntryKind.MEETING
    start: dt.date | None = None
    end: dt.date | None = None
    precision: str = ""
    off: bool = False
    text: Multilingual = NO_TEXT
    weekday_printed: int | None = None
    year_inferred: bool = False
    bodies: frozenset[int] = frozenset()
    sittings: tuple[Stretch, ...] = ()
    room: int | None = None
    zone: str = ""
    zone_stated: bool = True
    """False where it is held elsewhere and nothing says whose hours these are."""
    due: Due | None = None
    entry: int | None = None
    """Id of the row in force, for its name and address."""
    proposed: bool = False

    @property
    def takes_place(self) -> bool:
        """Whether it holds a room and its officers on known days."""
        return self.kind == EntryKind.MEETING and not self.off and self.start is not None and self.precision == "day"

    @property
    def days(self) -> tuple[dt.date, ...]:
        """The days it takes: those of its sittings, else from the first to the last."""
        if self.sittings:
            return tuple(sorted({stretch.on for stretch in self.sittings}))
        if self.start is None or self.end is None or self.precision != "day":
            return ()
        return tuple(self.start + dt.timedelta(days=step) for step in range((self.end - self.start).days + 1))

    @property
    def rooms(self) -> frozenset[int]:
        """The rooms it holds."""
        given = {stretch.room for stretch in self.sittings} or {self.room}
        return frozenset(room for room in given if room is not None)

    @property
    def timed(self) -> bool:
        """Whether an hour is known."""
        return any(stretch.opens for stretch in self.sittings)
