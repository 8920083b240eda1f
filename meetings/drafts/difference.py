"""What one plan says otherwise than another, as data: rows moved, added, withdrawn, changed, and in what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from meetings.drafts.content import NESTED, changes_between, paths
from meetings.enums import EntryStatus
from meetings.transfer.entries import Content

MARKS = ("changed_in", "corrected_in", "withdrawn_in", "wording", "weekday_printed", "year_inferred")
"""What follows from a change, or tells how the source printed a date: no change by itself."""
NOT_THE_PLAN = ("meeting.join_url", "meeting.attendance_count", "meeting.attendance", "meeting.record")
NOT_THE_PLAN_EITHER = ("meeting.outcomes", "meeting.attendances", "meeting.rapporteur", "meeting.interpretation")
ASPECTS = {
    "start": "date",
    "end": "date",
    "precision": "date",
    "kind": "kind",
    "status": "status",
    "status_note": "status",
    "certainty": "certainty",
    "text": "matter",
    "actor": "matter",
    "citations": "basis",
    "meeting.room": "room",
    "meeting.place": "room",
    "meeting.zone": "hours",
    "meeting.mode": "mode",
    "meeting.title": "matter",
    "meeting.items": "agenda",
    "meeting.introduction": "agenda",
    "deadline.at": "hours",
    "deadline.zone": "hours",
    "deadline": "deadline",
}
OTHER = "other"
COURSE = (
    EntryStatus.OPEN,
    EntryStatus.SUSPENDED,
    EntryStatus.HELD,
    EntryStatus.RECORD_ISSUED,
    EntryStatus.RECORD_APPROVED,
)
"""A meeting that takes its course changes no plan."""


@dataclass(frozen=True, slots=True)
class RowDifference:
    """One row, old and new (records of the format). `how` is moved, added, withdrawn or changed.

    `aspects` say in what: date, hours, room, mode, kind, matter, agenda, basis, status, certainty, deadline, other.
    """

    key: str
    how: str
    old: Content | None
    new: Content | None
    aspects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """Every row that differs, in the order of the plan."""

    rows: tuple[RowDifference, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.rows)

    def __getitem__(self, how: str) -> list[RowDifference]:
        return [row for row in self.rows if row.how == how]

    @property
    def moved(self) -> list[RowDifference]:
        """Rows on another date."""
        return self["moved"]

    @property
    def added(self) -> list[RowDifference]:
        """Rows that were not there."""
        return self["added"]

    @property
    def withdrawn(self) -> list[RowDifference]:
        """Rows that are there no more."""
        return self["withdrawn"]

    @property
    def changed(self) -> list[RowDifference]:
        """Rows that say something else on the same date."""
        return self["changed"]

    @property
    def keys(self) -> set[str]:
        """The rows concerned."""
        return {row.key for row in self.rows}


def difference(old: Iterable[Content], new: Iterable[Content]) -> Difference:
    """Between two plans, each as the records of its rows; traces of moved meetings are no rows of a plan."""
    before, after = _rows(old), _rows(new)
    found = []
    for key, row in after.items():
        if key not in before:
            found.append(RowDifference(key, "added", None, row))
        elif aspects := aspects_between(before[key], row):
            found.append(RowDifference(key, "moved" if "date" in aspects else "changed", before[key], row, aspects))
    found += [RowDifference(key, "withdrawn", row, None) for key, row in before.items() if key not in after]
    return Difference(tuple(sorted(found, key=_place)))


def _rows(rows: Iterable[Content]) -> dict[str, Content]:
    return {row["key"]: row for row in rows if not row.get("trace_of") and row.get("withdrawn_in") is None}


def _place(row: RowDifference) -> tuple[bool, str, str]:
    start = (row.new or row.old or {}).get("start")
    return (start is None, start or "", row.key)


def aspects_between(old: Content, new: Content) -> tuple[str, ...]:
    """In what two records of a row differ; nothing where both plan the same."""
    whole = {name for name in NESTED if (name in old) == (name in new)}
    # An older version may have frozen the rows without what hangs on them: that tells nothing
    known = [{name: value for name, value in row.items() if name not in NESTED or name in whole} for row in (old, new)]
    found: dict[str, None] = {}
    for path in paths(changes_between(*known)):
        if path == "meeting.sittings":
            found |= dict.fromkeys(_sittings(old["meeting"], new["meeting"]))
        elif path == "meeting.items":
            if _agenda(old["meeting"]) != _agenda(new["meeting"]):
                found["agenda"] = None
        elif path in (*MARKS, *NOT_THE_PLAN, *NOT_THE_PLAN_EITHER) or (path == "status" and _same_course(old, new)):
            continue
        else:
            found[ASPECTS.get(path) or ASPECTS.get(path.partition(".")[0]) or OTHER] = None
    return tuple(found)


def _same_course(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    before = old.get("status", EntryStatus.SCHEDULED)
    return new.get("status") in COURSE and before in (EntryStatus.SCHEDULED, EntryStatus.CONVENED, *COURSE)


def _sittings(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    before, after = old.get("sittings") or [], new.get("sittings") or []
    found = ["date"] if _named("on", before) != _named("on", after) else []
    hours = ([(each.get("start"), each.get("end")) for each in sittings] for sittings in (before, after))
    if next(hours) != next(hours):
        found.append("hours")
    return [*found, "room"] if _named("room", before) != _named("room", after) else found


def _named(field: str, sittings: list[Any]) -> list[Any]:
    """The days or rooms, each once: a second sitting in the same room changes the hours alone."""
    return list(dict.fromkeys(each.get(field) for each in sittings))


def _agenda(meeting: Mapping[str, Any]) -> list[Any]:
    """The items but for where they stand in their course."""
    return [_item(item) for item in meeting.get("items") or []]


def _item(item: Mapping[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in item.items() if name != "state"}
    return {**kept, "children": [_item(child) for child in item.get("children") or []]}
