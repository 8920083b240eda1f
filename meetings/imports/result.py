"""What a schedule was understood to say, and the JSON of it, whose keys are a contract."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from meetings.imports.labels import Item


@dataclass(slots=True)
class Sitting:
    """One stretch of a meeting; hours as `HH:MM`, an end at midnight as `24:00`, None for one not printed."""

    date: dt.date
    start: str
    end: str | None = None
    room: str = ""

    def as_json(self) -> dict[str, Any]:
        """The sitting as the import's JSON has it."""
        return {"date": self.date.isoformat(), "start": self.start, "end": self.end, "room": self.room}


@dataclass(slots=True)
class Row:
    """One row as understood. The fields after `source` are for the record alone and no part of the JSON."""

    kind: str
    status: str = ""
    start: dt.date | None = None
    end: dt.date | None = None
    precision: str | None = None
    sittings: list[Sitting] = field(default_factory=list)
    room: str = ""
    text: str = ""
    items: list[Item] = field(default_factory=list)
    mandates: list[str] = field(default_factory=list)
    at: str | None = None
    zone: str = ""
    inferred: list[str] = field(default_factory=list)
    warnings: list[dict[str, str]] = field(default_factory=list)
    source: tuple[int, int] = (1, 1)
    wording: str = ""
    weekday: int | None = None
    city: str = ""
    said: str = ""
    languages: dict[str, list[str]] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The row as the import's JSON has it."""
        return {
            "kind": self.kind,
            "status": self.status,
            "start": self.start and self.start.isoformat(),
            "end": self.end and self.end.isoformat(),
            "precision": self.precision,
            "sittings": [sitting.as_json() for sitting in self.sittings],
            "room": self.room,
            "text": self.text,
            "items": [item.as_json() for item in self.items],
            "mandates": list(self.mandates),
            "at": self.at,
            "zone": self.zone,
            "inferred": list(self.inferred),
            "warnings": list(self.warnings),
            "source": list(self.source),
        }

    def packed(self) -> dict[str, Any]:
        """All of the row as plain facts, to be read by `unpacked_row`."""
        extra = {name: getattr(self, name) for name in ("wording", "weekday", "city", "said", "languages")}
        return self.as_json() | extra


def unpacked_row(facts: Mapping[str, Any]) -> Row:
    """The row that `packed` wrote."""
    rest = {name: value for name, value in facts.items() if name not in ("start", "end", "sittings", "items", "source")}
    return Row(
        **rest,
        start=_day(facts["start"]),
        end=_day(facts["end"]),
        sittings=[
            Sitting(dt.date.fromisoformat(each["date"]), each["start"], each["end"], each["room"])
            for each in facts["sittings"]
        ],
        items=[_item(each) for each in facts["items"]],
        source=(facts["source"][0], facts["source"][1]),
    )


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _item(facts: Mapping[str, Any]) -> Item:
    return Item(facts["label"], facts["text"], [_item(each) for each in facts["items"]])


@dataclass(slots=True)
class Reading:
    """A whole schedule as understood. `footnotes` are those of the notes that speak of the schedule itself."""

    language: str
    title: str = ""
    notes: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    suggestions: list[Row] = field(default_factory=list)
    warnings: list[dict[str, str]] = field(default_factory=list)
    footnotes: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """The reading in the keys that other programs rely on."""
        return {
            "language": self.language,
            "title": self.title,
            "notes": list(self.notes),
            "rows": [row.as_json() for row in self.rows],
            "suggestions": [row.as_json() for row in self.suggestions],
            "warnings": list(self.warnings),
        }

    def packed(self) -> dict[str, Any]:
        """All of the reading as plain facts, to be read by `unpacked`."""
        rows = {"rows": [row.packed() for row in self.rows], "suggestions": [row.packed() for row in self.suggestions]}
        return self.as_json() | rows | {"footnotes": self.footnotes}


def unpacked(facts: Mapping[str, Any]) -> Reading:
    """The reading that `Reading.packed` wrote."""
    rows = {name: [unpacked_row(each) for each in facts[name]] for name in ("rows", "suggestions")}
    return Reading(**{**facts, **rows})
