"""What a schedule was understood to say, and the JSON of it, whose keys are a contract."""

from __future__ import annotations

import datetime as dt
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
    """One row as understood. `wording` and `weekday` are for the record alone and no part of the JSON."""

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


@dataclass(slots=True)
class Reading:
    """A whole schedule as understood."""

    language: str
    title: str = ""
    notes: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    suggestions: list[Row] = field(default_factory=list)
    warnings: list[dict[str, str]] = field(default_factory=list)

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
