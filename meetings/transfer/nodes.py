"""A record on its way: the same thing whether it was read from a file or from the database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from meetings.transfer.spec import Children, Spec


@dataclass(eq=False)
class Node:
    """One record. `values` holds plain fields as Python has them, references as keys (lists of them for many).

    `owner` is the record it hangs on, `nest` the one of the same kind that it stands under, if any.
    """

    spec: Spec
    place: str
    owner: Node | None = None
    nest: Node | None = None
    position: int = 0
    key: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    extra: dict[str, Any] = field(default_factory=dict)
    children: dict[str, list[Node]] = field(default_factory=dict)
    row: models.Model | None = None
    ordinal: int = 0

    def settle_key(self) -> None:
        """Say what it is called, once its fields are known."""
        own = self.spec.joint.join(_word(self.values[name]) for name in self.spec.identity)
        if self.spec.identity:
            self.key = f"{self.owner.key}{self.spec.separator}{own}" if self.owner else own
        elif self.owner is None:
            raise AssertionError(self.spec.kind)
        elif self.ordinal:
            self.key = f"{(self.nest or self.owner).key}/{self.ordinal}"
        else:
            self.key = self.owner.key

    @property
    def name(self) -> tuple[str, str]:
        """Its kind and key: what references mean."""
        return self.spec.kind, self.key

    def of(self, part: Children) -> list[Node]:
        """The records nested under one name."""
        return self.children.get(part.name, [])

    def family(self) -> Iterator[Node]:
        """Itself and all that is nested in it, in the order of the file."""
        yield self
        for part in self.spec.children:
            for child in self.of(part):
                yield from child.family()


Index = dict[tuple[str, str], Node]


def index_of(roots: Iterable[Node]) -> Index:
    """Every record by kind and key; of two that claim the same key, the first."""
    found: Index = {}
    for root in roots:
        for node in root.family():
            found.setdefault(node.name, node)
    return found


def _word(value: Any) -> str:
    return "" if value is None else str(value)
