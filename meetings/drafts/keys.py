"""Keys for what is new: short, lasting, and readable in an address."""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import Any

HEADING = "_heading"
"""Stands for the title, span and notes of a schedule among the keys of its rows, which never begin so."""


def entry_key(kind: str, start: str | None, taken: Container[str]) -> str:
    """“meeting-2026-03-12”, “deadline-2026-03-12-2”; without a date “period-1”."""
    first = f"{kind}-{start}" if start else f"{kind}-1"
    return _free(first, f"{kind}-{start}" if start else kind, taken)


def with_keys(items: Iterable[dict[str, Any]]) -> tuple[list[dict[str, Any]], set[str]]:
    """Agenda items, those without a key given one; and the keys that are new."""
    given = list(items)
    taken = {item["key"] for item in walk(given) if item.get("key")}
    new: set[str] = set()

    def named(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        result = []
        for row in rows:
            key = row.get("key") or _free("item-1", "item", taken)
            if not row.get("key"):
                new.add(key)
                taken.add(key)
            children = named(row.get("children") or [])
            kept = {name: value for name, value in row.items() if name not in {"key", "children"}}
            result.append({"key": key, **kept, **({"children": children} if children else {})})
        return result

    return named(given), new


def walk(items: Iterable[dict[str, Any]]) -> Iterable[dict[str, Any]]:
    """Agenda items and those nested in them, in the order of reading."""
    for item in items:
        yield item
        yield from walk(item.get("children") or [])


def _free(first: str, stem: str, taken: Container[str]) -> str:
    key, number = first, 2
    while key in taken:
        key, number = f"{stem}-{number}", number + 1
    return key
