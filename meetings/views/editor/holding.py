"""Changes that would clash on a room or an officer wait in their cell until they are mended or given a reason."""

from __future__ import annotations

from typing import Any

from meetings.drafts.content import merged
from meetings.drafts.dates import settled
from meetings.pages.editor.cells import Cell
from meetings.pages.editor.remarks import Remark, clashes_of
from portal.actors import Actor

TOUCHING = ("start", "end", "kind")
OF_THE_MEETING = ("sittings", "room", "mode", "place")


def held_back(actor: Actor, found: Cell, changes: dict[str, Any]) -> list[Remark]:
    """The clashes that the change would make; none where it may be saved."""
    meeting = changes.get("meeting") or {}
    if not any(name in changes for name in TOUCHING) and not any(name in meeting for name in OF_THE_MEETING):
        return []
    content = merged(found.content, settled(found.content, changes))
    return clashes_of(actor, found.place, content, before=found.content)
