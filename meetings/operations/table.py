"""A schedule on the desk: locked, its rows at hand, and every change written with its trace."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from groups.models import Change
from groups.permissions import serves
from meetings.drafts.rows import State
from meetings.enums import ScheduleState
from meetings.models import DraftChange, Entry, Schedule
from meetings.operations.errors import RefusedError, StaleError
from meetings.permissions import may_draft
from meetings.queries.drafts import Row, editable, is_internal, rows_of
from meetings.transfer.entries import Content
from portal.actors import Actor

LONGEST_REASON = 500


@dataclass
class Table:
    """The rows that one deed works on, and where it puts them."""

    schedule: Schedule
    actor: Actor
    now: datetime
    reason: str = ""
    said: str = ""
    """What readers of notices are told of the deed, where anything was given for them."""
    reasons: Mapping[str, str] = field(default_factory=dict)
    """The reason in the languages in which it was written, where it was written for readers."""
    group: UUID = field(default_factory=uuid4)
    rows: dict[str, Row] = field(default_factory=dict)
    targets: dict[str, State] = field(default_factory=dict)
    parts: list[Change] = field(default_factory=list)
    """What readers are told of rows once the schedule itself is adopted or issued."""
    followed: dict[str, int] = field(default_factory=dict)
    """The rules that deadlines followed whose rows went, by key: their contents do not say that."""

    @property
    def in_force(self) -> bool:
        """Whether others than those who make it read it, so that edits are proposals."""
        return self.schedule.state != ScheduleState.DRAFT

    def load(self, keys: Iterable[str] | None = None) -> None:
        """Fetch rows: all, or those named."""
        self.rows |= rows_of(self.schedule, None if keys is None else set(keys))

    def row(self, key: str, seen: str | None = None, yours: Mapping[str, Any] | None = None) -> Row:
        """A row, which must be there and, where `seen` is given, be as it was seen."""
        if key not in self.rows:
            self.load([key])
        row = self.rows.get(key)
        if row is None or not self._admits(row):
            if seen is not None:
                raise StaleError(key, None, dict(yours or {}))
            raise RefusedError(_("There is no row “%(key)s” in this schedule.") % {"key": key})
        now = editable(row.state, key, row, self.schedule.revision)
        if seen is not None and seen != now.version:
            raise StaleError(key, now, dict(yours or {}))
        if now.is_trace:
            raise RefusedError(_("This row marks a date from which a meeting was moved; it is not edited."))
        return row

    def _admits(self, row: Row) -> bool:
        """A row for the secretariat alone is as good as absent for a chair."""
        state = row.state
        return serves(self.actor, self.schedule.term.body.organization_id) or not is_internal(
            state.effective, state.live
        )

    def state(self, key: str) -> State:
        """Where the row stands by now."""
        if key in self.targets:
            return self.targets[key]
        row = self.rows.get(key)
        return row.state if row else State(None, None)

    def proposal(self, key: str, kind: str, content: Content) -> Content:
        """A change to a row with why it is proposed: the reason given now, else the one that it had."""
        had = ((self.rows[key].state.change if key in self.rows else None) or {}).get("reason")
        reason = {(get_language() or "en")[:2]: self.reason} if self.reason else had
        return {"kind": kind, "content": content, **({"reason": reason} if reason else {})}

    def put(self, key: str, state: State) -> None:
        """Where the row is to stand; written by `write`."""
        self.targets[key] = state

    def taken(self) -> set[str]:
        """Keys that a new row may not have; versions in force remember theirs too."""
        keys = set(Entry.objects.filter(schedule=self.schedule).values_list("key", flat=True))
        keys |= set(DraftChange.objects.filter(schedule=self.schedule).values_list("entry_key", flat=True))
        return keys | set(self.targets)


def opened(actor: Actor, now: datetime, schedule: Schedule, reason: str = "") -> Table:
    """The schedule, locked until the transaction ends, for who may draft it."""
    locked = (
        Schedule.objects.select_for_update(of=("self",)).select_related("term__body__organization").get(pk=schedule.pk)
    )
    if not may_draft(actor, locked):
        raise RefusedError(_("Only the secretariat and the chair of the body may edit its schedule."))
    if locked.state == ScheduleState.CLOSED:
        raise RefusedError(_("This schedule is closed: nothing in it changes any more."))
    return Table(locked, actor, now, reason[:LONGEST_REASON])
