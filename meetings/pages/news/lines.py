"""A line of a change: what it is about, the value it had, the value it has."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Choices
from django.utils.translation import gettext as _

from documents.models import Document
from groups.models import Body
from meetings.models import Room
from meetings.pages.hours import Reader
from portal.lib.dates import Precision, Span, city_of, format_date, format_hours, format_span, in_zone
from portal.lib.multilingual import Multilingual, Text
from portal.lib.punctuation import parted

Value = Text | str


@dataclass(frozen=True, slots=True)
class Line:
    """`old` empty: it was not there; `new` empty: it is no more. `own_old`, `own_new`: the reader's own hours."""

    label: str
    old: Value = ""
    new: Value = ""
    own_old: str = ""
    own_new: str = ""


@dataclass(frozen=True, slots=True)
class Names:
    """What the changes of a page refer to by key, as far as the reader may know it; and for whom it is written."""

    reader: Reader
    rooms: Mapping[str, Room] = field(default_factory=dict)
    papers: Mapping[str, Document] = field(default_factory=dict)

    def text(self, words: Mapping[str, str] | None) -> Value:
        """A text of a record, in the language of the page or marked with the one that it has."""
        picked = Multilingual(words or {}).pick(self.reader.language)
        return picked if picked.language != self.reader.language else picked.text

    def room(self, key: str) -> Value:
        """The room's name."""
        room = self.rooms.get(key)
        return self.text(room.name) if room else key.rpartition("/")[2]

    def paper(self, key: str) -> str:
        """The paper's symbol or title; empty for one that the reader may not know of."""
        document = self.papers.get(key)
        return str(document.symbol or self.text(document.title)) if document else ""


def joined(values: list[Value]) -> Value:
    """Several values as one; it stays marked where they are in one language."""
    known = [value for value in values if str(value)]
    languages = {value.language for value in known if isinstance(value, Text)}
    words = ", ".join(str(value) for value in known)
    plain = any(not isinstance(value, Text) for value in known)
    return Text(words, languages.pop()) if len(languages) == 1 and not plain else words


def label_of(choices: type[Choices], value: str | None) -> str:
    """The word for a choice, as far as it is one still."""
    labels: Mapping[Any, Any] = dict(choices.choices)
    return str(labels.get(value, value or ""))


def day(iso: str | None, reader: Reader, *, weekday: bool = False) -> str:
    """A date in words."""
    return format_date(dt.date.fromisoformat(iso), reader.language, weekday=weekday) if iso else ""


def span(parts: list[str] | None, reader: Reader) -> str:
    """First day, last day and precision in words; the weekday of a single day."""
    if not parts:
        return _("no date")
    first, last = dt.date.fromisoformat(parts[0]), dt.date.fromisoformat(parts[1])
    whole = Span(first, None if first == last else last, Precision(parts[2]))
    return format_span(whole, reader.language, weekday=parts[2] == "day")


def hours(sittings: list[list[str | None]], reader: Reader) -> str:
    """Sittings (day where they have several, beginning, end) in the venue's hours."""
    words = []
    for on, start, end in sittings:
        clock = format_hours(_clock(start), _clock(end) if end else None, reader.language)
        words.append(f"{day(on, reader)}, {clock}" if on else clock)
    return parted(reader.language).join(words)


def own_hours(sittings: list[list[str | None]], date: str | None, zone: str, reader: Reader) -> str:
    """The first of the same sittings on the reader's clock; empty where that is the venue's."""
    if not sittings or not reader.zone or reader.zone == zone:
        return ""
    on, start, end = sittings[0]
    if not (on or date):
        return ""
    venue_day = dt.date.fromisoformat(on or date or "")
    begins = in_zone(venue_day, _clock(start), zone, reader.zone)
    if begins.same_clock:
        return ""
    until = in_zone(venue_day, _clock(end), zone, reader.zone, closing=True).time if end else None
    words = format_hours(begins.time, until, reader.language)
    if begins.day_shift:
        words = f"{format_date(begins.date, reader.language, year=False)}, {words}"
    return _("%(hours)s in %(city)s") % {"hours": words, "city": city_of(reader.zone, reader.language)}


def _clock(hour: str | None) -> dt.time:
    return dt.time.fromisoformat(hour or "00:00")


def zone_of(body: Body, live: Any, says: Mapping[str, Any]) -> str:
    """The venue's zone: of the meeting as it is now, else what the change says, else the body's."""
    meeting = getattr(live, "meeting", None) if live is not None else None
    return str(meeting.venue_zone if meeting else says.get("zone") or body.venue_zone)
