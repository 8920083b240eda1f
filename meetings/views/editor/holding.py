"""Changes that would clash on a room or an officer wait in their cell until they are mended or given a reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from meetings.drafts.content import merged
from meetings.drafts.dates import settled
from meetings.pages.editor.cells import Cell
from meetings.pages.editor.remarks import Remark, Remarks, clashes_in, remarks_of
from portal.actors import Actor

TOUCHING = ("start", "end", "precision", "kind", "status")
OF_THE_MEETING = ("sittings", "room", "mode", "place", "zone", "joint_with")


@dataclass(frozen=True)
class Proposal:
    """The clashes that a change would make, and all that would be said of the row then (None: not asked)."""

    clashes: list[Remark]
    remarks: Remarks | None = None


def weigh(actor: Actor, found: Cell, changes: dict[str, Any]) -> Proposal:
    """What a change would bring; text and agenda take nothing from anybody, so they are not weighed."""
    meeting = changes.get("meeting") or {}
    if not any(name in changes for name in TOUCHING) and not any(name in meeting for name in OF_THE_MEETING):
        return Proposal([])
    content = merged(found.content, settled(found.content, changes))
    remarks = remarks_of(actor, found.place, content)
    return Proposal(clashes_in(remarks, actor, found.place, content["key"], before=found.content), remarks)
