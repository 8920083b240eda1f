"""Changes that would clash on a room or an officer wait in their cell until they are mended or given a reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from meetings.conflicts import read_board
from meetings.drafts.content import merged
from meetings.drafts.dates import settled
from meetings.operations.errors import RefusedError
from meetings.pages.editor.cell import Cell
from meetings.pages.editor.content import span_of
from meetings.pages.editor.place import Place
from meetings.pages.editor.remarks import Remark, Remarks, clashes_in, newly, remarks_in_words, remarks_of
from meetings.pages.editor.rows import date_words
from portal.actors import Actor

TOUCHING = ("start", "end", "precision", "kind", "status")
OF_THE_MEETING = ("sittings", "room", "mode", "place", "zone", "joint_with")


class HeldError(RefusedError):
    """The change would clash, and came without a reason; nothing was written."""

    def __init__(self, clashes: list[Remark]) -> None:
        self.clashes = clashes
        super().__init__(" ".join(clash["sentence"] for clash in clashes))


@dataclass(frozen=True)
class Proposal:
    """The clashes that a change would make, and all that would be said of the row then (None: not asked)."""

    clashes: list[Remark]
    remarks: Remarks | None = None


def takes_place(changes: dict[str, Any]) -> bool:
    """Whether a change may take something from somebody; text and agenda do not."""
    meeting = changes.get("meeting") or {}
    return any(name in changes for name in TOUCHING) or any(name in meeting for name in OF_THE_MEETING)


def weigh(actor: Actor, found: Cell, changes: dict[str, Any]) -> Proposal:
    """What a change would bring; what takes nothing from anybody is not weighed."""
    if not takes_place(changes):
        return Proposal([])
    content = merged(found.content, settled(found.content, changes))
    remarks = remarks_of(actor, found.place, content)
    return Proposal(clashes_in(remarks, actor, found.place, content["key"], before=found.content), remarks)


def clashes_among(
    actor: Actor, place: Place, contents: Iterable[Mapping[str, Any]], before: Iterable[Mapping[str, Any]] = ()
) -> list[Remark]:
    """The clashes that a deed on many rows would make, each with the day of its row; asked of all rows at once."""
    wanted = {content["key"]: dict(content) for content in contents}
    board = read_board(actor, place.schedule, wanted.values())
    found = {key: [each for each in conflicts if each.holds] for key, conflicts in board.conflicts().items()}
    if any(found.values()):
        old = read_board(actor, place.schedule, [dict(content) for content in before], board.house).conflicts()
        found = {key: newly(conflicts, old.get(key, [])) for key, conflicts in found.items()}
    said = []
    for key, conflicts in found.items():
        day = date_words(span_of(wanted[key]), place.language)
        said += [{**remark, "day": day} for remark in remarks_in_words(conflicts)]
    return sorted(said, key=lambda remark: remark["about"] != said[0]["about"])
