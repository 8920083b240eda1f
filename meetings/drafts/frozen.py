"""What an adopted version keeps: the plan, not what happened in its meetings nor the links to join them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from meetings.transfer.entries import Content

NOT_THE_PLAN = ("interpretation", "join_url", "attendance_count", "attendance", "record", "outcomes", "attendances")


@dataclass(frozen=True, slots=True)
class Former:
    """A row as an earlier version had it, with the names of that version's rooms."""

    content: Content
    rooms: Mapping[str, Mapping[str, str]]


def frozen_row(content: Mapping[str, Any]) -> Content:
    """A row as a version freezes it."""
    row = dict(content)
    if row.get("meeting"):
        row["meeting"] = {name: value for name, value in row["meeting"].items() if name not in NOT_THE_PLAN}
    return row


def rooms_of(rows: Iterable[Mapping[str, Any]]) -> set[str]:
    """The rooms that rows name, by key."""
    found: set[str] = set()
    for row in rows:
        meeting = row.get("meeting") or {}
        found |= {each["room"] for each in (meeting, *(meeting.get("sittings") or [])) if each.get("room")}
    return found
