"""Rows of a schedule for who edits it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from groups.permissions import presides, serves
from meetings.drafts.content import changes_between, paths
from meetings.drafts.keys import HEADING
from meetings.drafts.rows import EditableRow, State, in_order, token
from meetings.models import DraftChange, Schedule
from meetings.transfer.entries import Content, Live, load_entries, load_touched
from portal.actors import Actor
from portal.enums import Audience


@dataclass(slots=True)
class Row:
    """One row as it was found."""

    key: str
    live: Live | None
    change: DraftChange | None
    _state: State = field(default=State(None, None), init=False, repr=False, compare=False)

    @property
    def state(self) -> State:
        """Both sides of it, as plain data; the same object as long as it says the same."""
        now = State(self.live.content if self.live else None, _proposed(self.change) if self.change else None)
        if now != self._state:
            self._state = now
        return self._state


def _proposed(change: DraftChange) -> Content:
    why = {"reason": dict(change.reason)} if change.reason else {}
    return {"kind": str(change.kind), "content": change.content, **why}


def editable(state: State, key: str, row: Row | None, revision: int) -> EditableRow:
    """The row as who edits it sees it; `row` has the records behind it."""
    content = state.effective or {}
    entry = row.live.entry if row and row.live else None
    change = row.change if row else None
    return EditableRow(
        key=key,
        kind=content.get("kind", ""),
        content=content,
        live=state.live,
        change=state.change["kind"] if state.change else "",
        changed=tuple(paths(changes_between(state.live, content))) if state.change and state.live else (),
        version=token(state.live, state.change, (entry.version if entry else 0, change.version if change else 0)),
        reason=dict((state.change or {}).get("reason") or {}),
        pending=(state.live or {}).get("changed_in", -1) > revision,
        position=entry.position if entry else None,
    )


def rows_of(schedule: Schedule, keys: Collection[str] | None = None) -> dict[str, Row]:
    """Rows by key, live and proposed; all of them or some, in the same number of queries."""
    lives = load_entries(schedule, keys)
    found = DraftChange.objects.filter(schedule=schedule).exclude(entry_key=HEADING)
    changes = {each.entry_key: each for each in (found if keys is None else found.filter(entry_key__in=keys))}
    return {key: Row(key, lives.get(key), changes.get(key)) for key in {**lives, **changes}}


def rows_for_editing(actor: Actor, schedule: Schedule) -> list[EditableRow]:
    """Every row with what is proposed for it, in the order that the schedule would have; none for who may not see it.

    Constant in queries, whatever the length of the schedule. Officers do not see what is for the secretariat alone.
    """
    return in_order(rows_shown(actor, schedule, None).values())


def row_for_editing(actor: Actor, schedule: Schedule, key: str) -> EditableRow | None:
    """One row as `rows_for_editing` gives it."""
    return rows_shown(actor, schedule, [key]).get(key)


def rows_shown(actor: Actor, schedule: Schedule, keys: Collection[str] | None) -> dict[str, EditableRow]:
    """All rows or some, by their keys, as far as `actor` may see them; those that are gone are left out."""
    body = schedule.term.body
    if not presides(actor, body_id=body.pk, organization_id=body.organization_id):
        return {}
    everything = serves(actor, body.organization_id)
    found = {key: editable(row.state, key, row, schedule.revision) for key, row in rows_of(schedule, keys).items()}
    return {key: row for key, row in found.items() if everything or not is_internal(row.content, row.live)}


def rows_proposed(actor: Actor, schedule: Schedule, changes: Iterable[DraftChange]) -> list[State]:
    """What is proposed to rows and what they say now, as far as `actor` may see them; they say no more than it takes
    to tell the difference."""
    body = schedule.term.body
    if not presides(actor, body_id=body.pk, organization_id=body.organization_id):
        return []
    asked = {change.entry_key: change for change in changes if change.entry_key != HEADING}
    lives = load_touched(schedule, {key: paths(change.content) for key, change in asked.items()}) if asked else {}
    found = [State(lives[key].content if key in lives else None, _proposed(change)) for key, change in asked.items()]
    everything = serves(actor, body.organization_id)
    return [state for state in found if everything or not is_internal(state.effective or {}, state.live)]


def is_internal(*contents: Content | None) -> bool:
    """Whether a row, as it is or as it would be, is for the secretariat alone."""
    usual = str(Audience.STAFF)
    return any(content is not None and content.get("audience", usual) == usual for content in contents)
