"""Structure elements while they are gathered, before they become objects of the file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias


@dataclass(frozen=True, slots=True)
class Content:
    """Marked content: its page and its number there."""

    page: int
    number: int


@dataclass(frozen=True, slots=True)
class Annotation:
    """A link's annotation, on a page."""

    page: int
    dictionary: Any


@dataclass(eq=False, slots=True)
class Node:
    """One structure element; `attributes` by owner, `id` where something refers to it."""

    role: str
    parent: Node | None
    kids: list[Kid] = field(default_factory=list)
    language: str = ""
    expansion: str = ""
    id: str = ""
    attributes: dict[str, dict[str, Any]] = field(default_factory=dict)
    dictionary: Any = None

    def add(self, role: str) -> Node:
        """A new child at the end."""
        child = Node(role, self)
        self.kids.append(child)
        return child

    def ancestor(self, *roles: str) -> Node | None:
        """The nearest of these roles, itself included."""
        node: Node | None = self
        while node is not None and node.role not in roles:
            node = node.parent
        return node

    def prune(self, keep: frozenset[str]) -> None:
        """Drop what holds nothing, except roles that give a table its shape."""
        for kid in self.kids:
            if isinstance(kid, Node):
                kid.prune(keep)
        self.kids = [kid for kid in self.kids if not isinstance(kid, Node) or kid.kids or kid.role in keep]

    def walk(self) -> Iterator[Node]:
        """Itself and all below, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.walk()


Kid: TypeAlias = Node | Content | Annotation
