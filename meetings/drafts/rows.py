"""A row as who edits the schedule sees it, and the order of rows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from meetings.drafts.content import proposed
from meetings.transfer.entries import Content


@dataclass(frozen=True)
class State:
    """What everyone reads, and what is proposed: {"kind", "content", "reason"}, the reason where one was given."""

    live: Content | None
    change: Content | None

    @cached_property
    def effective(self) -> Content | None:
        """What the row would say; laid together once, so nobody writes into it."""
        if self.change is None:
            return self.live
        return proposed(self.live, self.change["kind"], self.change["content"])

    @property
    def planned(self) -> Content | None:
        """The same; None for a row whose withdrawal is proposed."""
        return None if self.change and self.change["kind"] == "withdraw" else self.effective


@dataclass(frozen=True, slots=True)
class EditableRow:
    """`content` is what the row would say with the change proposed to it, `live` what everyone reads now.

    `change` is empty, “add”, “change” or “withdraw”; `changed` names the fields that it touches (“meeting.room”).
    `version` goes back with an edit as what was seen. `pending`: changed at once since the schedule was last adopted.
    """

    key: str
    kind: str
    content: Content
    live: Content | None
    change: str = ""
    changed: tuple[str, ...] = ()
    version: str = ""
    reason: dict[str, str] = field(default_factory=dict)
    pending: bool = False
    position: int | None = None

    @property
    def is_trace(self) -> bool:
        """What stands at the date that a meeting was moved from; it is not edited."""
        return bool(self.content.get("trace_of"))

    @property
    def is_withdrawn(self) -> bool:
        """No longer in the plan: proposed so, or adopted so."""
        return self.change == "withdraw" or self.content.get("withdrawn_in") is not None


def token(live: Content | None, change: Content | None, versions: tuple[int, int]) -> str:
    """A word for exactly this state of a row: the numbers of its last edits, and a hash of what it says."""
    text = json.dumps([live, change], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"{versions[0]}.{versions[1]}.{hashlib.sha256(text.encode()).hexdigest()[:12]}"


def in_order(rows: Iterable[EditableRow]) -> list[EditableRow]:
    """By date; a row without one just before the dated row that was put next after it, else last."""
    given = list(rows)
    ordered = sorted((row for row in given if row.content.get("start")), key=_by_date)
    placed = sorted(ordered, key=_place)
    for row in sorted((row for row in given if not row.content.get("start")), key=_place):
        following = next((other for other in placed if _place(other) > _place(row)), None)
        ordered.insert(ordered.index(following) if following else len(ordered), row)
    return ordered


def _place(row: EditableRow) -> tuple[bool, int]:
    return (row.position is None, row.position or 0)


def _by_date(row: EditableRow) -> tuple[Any, ...]:
    return (row.content["start"], *_place(row), row.key)
