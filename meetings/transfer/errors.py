"""What is wrong with a file, where."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Fault(NamedTuple):
    """One thing that is wrong: its place as a JSON path, and what was expected."""

    place: str
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


class TransferError(Exception):
    """The group cannot be exported, or the file not imported; says why in one sentence."""


class BadFileError(TransferError):
    """The file cannot be imported; holds every reason."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = list(faults)
        count = f"{len(self.faults)} errors" if len(self.faults) > 1 else "1 error"
        super().__init__(f"The file has {count}:\n" + "\n".join(f"  {fault}" for fault in self.faults))
