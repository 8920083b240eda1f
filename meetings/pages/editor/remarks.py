"""Conflicts and warnings beside the rows that they concern."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from meetings.pages.editor.place import Place
from portal.actors import Actor

Remark = dict[str, str]


@dataclass
class Remarks:
    """What is to be said of rows, by their keys."""

    by_key: dict[str, list[Remark]] = field(default_factory=dict)

    def of(self, key: str) -> list[Remark]:
        return self.by_key.get(key, [])

    @property
    def concerned(self) -> set[str]:
        return set(self.by_key)

    @property
    def count(self) -> int:
        return sum(1 for remarks in self.by_key.values() if remarks)


def remarks_for(actor: Actor, place: Place, keys: Iterable[str] | None = None) -> Remarks:
    """Of the rows named and of those that share a remark with them; of all rows where none are named."""
    return Remarks()
