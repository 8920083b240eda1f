"""Why an edit was not done, in a sentence for who made it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from groups.operations.records import RefusedError
from meetings.drafts.rows import EditableRow
from meetings.transfer.entries import Content

__all__ = ["Fault", "InvalidError", "RefusedError", "StaleError"]


class StaleError(RefusedError):
    """Somebody else changed the row since it was seen. Nothing was written; both versions are here.

    `theirs` is the row as it is now (None: it is gone), `yours` what was to be written over what had been seen.
    """

    def __init__(self, key: str, theirs: EditableRow | None, yours: Content) -> None:
        self.key = key
        self.theirs = theirs
        self.yours = yours
        super().__init__(
            _("Somebody changed this row just now. Your change was not saved: compare the two.")
            if theirs
            else _("Somebody removed this row just now. Your change was not saved.")
        )


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a row: its place in the record (“meeting.sittings[0].end”), and a sentence."""

    place: str
    says: str


class InvalidError(RefusedError):
    """The row cannot say that; holds every fault with its place."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        super().__init__(" ".join(fault.says for fault in faults))
