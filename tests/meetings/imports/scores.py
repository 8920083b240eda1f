"""How many cells of a schedule are read right: one score for each field of the import's JSON."""

import json
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
FIELDS = (
    "kind",
    "status",
    "start",
    "end",
    "precision",
    "sittings",
    "room",
    "text",
    "items",
    "mandates",
    "at",
    "zone",
    "inferred",
)


def expected(name: str) -> dict[str, Any]:
    """What a source document says, as read by a person."""
    return json.loads((HERE / "sources" / f"{name}.json").read_text())


def score(read: list[dict[str, Any]], right: list[dict[str, Any]]) -> dict[str, tuple[int, int]]:
    """By field: cells right, and cells in all. A row too many or too few is wrong in every field."""
    number = max(len(read), len(right))
    pairs = [(one, two) for one, two in zip(read, right, strict=False)]
    return {field: (sum(one[field] == two[field] for one, two in pairs), number) for field in FIELDS}


def table(scores: dict[str, dict[str, tuple[int, int]]]) -> str:
    """The scores by source and field, for people."""
    width = max(map(len, scores))
    lines = [" " * width + "  " + " ".join(f"{field:>9}" for field in FIELDS)]
    for name, fields in scores.items():
        lines.append(f"{name:<{width}}  " + " ".join(f"{f'{fields[f][0]}/{fields[f][1]}':>9}" for f in FIELDS))
    return "\n".join(lines)


def wrong(read: list[dict[str, Any]], right: list[dict[str, Any]]) -> list[str]:
    """Each cell that is read otherwise than a person does."""
    found = [f"{len(read)} rows instead of {len(right)}"] if len(read) != len(right) else []
    for number, (one, two) in enumerate(zip(read, right, strict=False), 1):
        found += [f"row {number} {f}: {one[f]!r} instead of {two[f]!r}" for f in FIELDS if one[f] != two[f]]
    return found
