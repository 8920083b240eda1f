"""A schedule's title, span and notes: as everyone reads them, and as its draft would have them."""

from __future__ import annotations

from dataclasses import dataclass

from meetings.drafts.keys import HEADING
from meetings.drafts.rows import EditableRow, State, token
from meetings.models import DraftChange, Schedule
from meetings.transfer.entries import Content
from meetings.transfer.values import to_json


@dataclass(frozen=True, slots=True)
class Heading:
    """Both sides of it as plain data; `change` is the record of what is proposed."""

    state: State
    change: DraftChange | None

    @property
    def row(self) -> EditableRow:
        """As a row of the editor, so that stale writes are told with both versions."""
        state = self.state
        return EditableRow(
            key=HEADING,
            kind="",
            content=state.effective or {},
            live=state.live,
            change=state.change["kind"] if state.change else "",
            version=token(state.live, state.change, (0, self.change.version if self.change else 0)),
            reason=dict((state.change or {}).get("reason") or {}),
        )


def heading_of(schedule: Schedule) -> Heading:
    """Two queries."""
    change = DraftChange.objects.filter(schedule=schedule, entry_key=HEADING).first()
    proposed: Content | None = None
    if change:
        proposed = {"kind": str(change.kind), "content": change.content}
        proposed |= {"reason": dict(change.reason)} if change.reason else {}
    return Heading(State(heading_content(schedule), proposed), change)


def heading_content(schedule: Schedule) -> Content:
    """What everyone reads, as a version freezes it."""
    return {
        "title": to_json(schedule.title) or {},
        "span_wording": to_json(schedule.span_wording) or {},
        "notes": [{"text": to_json(note.text), "on_title": note.on_title} for note in schedule.notes.all()],
    }
