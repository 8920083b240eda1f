"""How large the made-up house is."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Scale:
    """Exact numbers of the records that are counted; the others follow from them."""

    groups: int
    years: int
    meetings: int
    items: int
    papers: int
    users: int
    deadlines: int
    log: int


SCALES = {
    "small": Scale(groups=6, years=4, meetings=60, items=400, papers=120, users=40, deadlines=60, log=500),
    "house": Scale(
        groups=300,
        years=10,
        meetings=10_000,
        items=100_000,
        papers=50_000,
        users=5_000,
        deadlines=20_000,
        log=1_000_000,
    ),
}


BUSY = 4.0
"""How much more than others the first group has: its calendar over all years holds some 300 entries."""


def shares(total: int, parts: int, chance: random.Random, *, busy: int = 0) -> Sequence[int]:
    """`total` in so many uneven parts, the first few of them larger: no house shares its work out evenly."""
    weights = [chance.uniform(0.3, 1.7) * (BUSY if part < busy else 1.0) for part in range(parts)]
    whole = sum(weights)
    ends, reached = [], 0.0
    for weight in weights:
        reached += weight
        ends.append(round(total * reached / whole))
    return [end - start for start, end in zip([0, *ends], ends, strict=False)]
