"""One thing that a search found, as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Hit:
    """Its kind in words, its title with the words found marked, and where it leads."""

    kind: str
    title: Any
    url: str
    symbol: str = ""
    facts: tuple[Any, ...] = ()
    note: Any = ""
    reason: str = ""
    """Why it cannot be read, where it may only be known of."""
    sort: str = ""
    """The sort of thing, as facets name it."""
