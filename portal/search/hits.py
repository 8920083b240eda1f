"""One thing that a search found."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, order=True, slots=True)
class Hit:
    """One thing found; the order is that of the page: rank first, then the kind, then newer before older."""

    rank: int
    kind_rank: int
    order: tuple[Any, ...]
    kind: str = field(compare=False)
    title: Any = field(compare=False)
    url: str = field(compare=False)
    symbol: str = field(compare=False, default="")
    facts: tuple[Any, ...] = field(compare=False, default=())
    note: Any = field(compare=False, default="")
    reason: str = field(compare=False, default="")
    """Why it cannot be read, where it may only be known of."""
    address: str = field(compare=False, default="")
    """Two hits at one place are one: the better one stays."""
    described: tuple[str, ...] = field(compare=False, default=())
    """Folded words in which its title, kind and body are said, in every language."""
