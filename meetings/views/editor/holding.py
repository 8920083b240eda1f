"""Changes that would clash on a room or an officer wait in their cell until they are mended or given a reason."""

from __future__ import annotations

from typing import Any

from meetings.pages.editor.cells import Cell
from portal.actors import Actor


def held_back(actor: Actor, found: Cell, changes: dict[str, Any]) -> list[dict[str, str]]:
    """The clashes that the change would make; none where it may be saved."""
    return []
