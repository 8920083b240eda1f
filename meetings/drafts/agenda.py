"""Agenda items in another order or depth, numbered anew in the way of their agenda."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from meetings.drafts.keys import walk

Item = dict[str, Any]
_USUAL = ("1.", "(a)", "(i)", "-", "-")
DEEPEST = len(_USUAL)
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_LABEL = re.compile(r"^(?P<before>\W*)(?P<mark>\d+|[a-zA-Z]+)(?P<after>\W*)$")


class OrderError(ValueError):
    """The order given does not name every item once, or nests one deeper than its place allows."""


def rearranged(items: Sequence[Item], order: Sequence[str], indents: Sequence[int]) -> list[Item]:
    """The same items in the order of their keys, each as deep as its indent says (0 is the top), numbered anew."""
    by_key = {item["key"]: item for item in walk(items)}
    if sorted(order) != sorted(by_key) or len(indents) != len(order):
        raise OrderError
    tree: list[Item] = []
    open_levels: list[list[Item]] = [tree]
    for key, indent in zip(order, indents, strict=True):
        if not 0 <= indent < min(len(open_levels), DEEPEST):
            raise OrderError
        item = {name: value for name, value in by_key[key].items() if name != "children"}
        del open_levels[indent + 1 :]
        open_levels[indent].append(item)
        open_levels.append(item.setdefault("children", []))
    return numbered([_trimmed(item) for item in tree], styles(items))


def _trimmed(item: Item) -> Item:
    children = [_trimmed(child) for child in item["children"]]
    rest = {name: value for name, value in item.items() if name != "children"}
    return {**rest, "children": children} if children else rest


def styles(items: Iterable[Item], depth: int = 0) -> dict[int, str]:
    """The first label at each depth of an agenda; a depth whose items have none is left out."""
    found: dict[int, str] = {}
    for item in items:
        if item.get("label") and depth not in found:
            found[depth] = item["label"]
        for level, label in styles(item.get("children") or [], depth + 1).items():
            found.setdefault(level, label)
    return found


def numbered(items: Sequence[Item], style: Mapping[int, str], *, new: Iterable[str] = (), depth: int = 0) -> list[Item]:
    """Labels that count on at each depth.

    What has no number keeps none, but for `new` items among numbered ones; an agenda without numbers stays so, unless
    it is all new and of more than one item.
    """
    fresh = set(new)
    if not style and depth == 0 and len(items) > 1 and all(item["key"] in fresh for item in walk(items)):
        style = dict(enumerate(_USUAL))
    bullets = any(not item.get("label") and item["key"] not in fresh for item in items)
    result, count = [], 0
    for item in items:
        children = numbered(item.get("children") or [], style, new=fresh, depth=depth + 1)
        row = {name: value for name, value in item.items() if name not in {"label", "children"}}
        if style and (item.get("label") or (item["key"] in fresh and not bullets)):
            count += 1
            row = {"key": row.pop("key"), "label": label_of(count, style.get(depth, _USUAL[depth])), **row}
        elif item.get("label"):
            row = {"key": row.pop("key"), "label": item["label"], **row}
        result.append({**row, "children": children} if children else row)
    return result


def label_of(count: int, like: str) -> str:
    """The `count`-th label in the way of another one: “(c)” like “(a)”."""
    found = _LABEL.match(like.strip())
    if not found:
        return like
    mark = found["mark"]
    if mark.isdigit():
        word = str(count)
    elif mark.lower() in {"i", "ii", "iii", "iv", "vi", "vii", "viii", "ix", "x"}:
        word = _roman(count)
    else:
        word = _letters(count)
    return f"{found['before']}{word.upper() if mark.isupper() else word}{found['after']}"


def _roman(count: int) -> str:
    word = ""
    for value, letters in _ROMAN:
        while count >= value:
            word, count = word + letters, count - value
    return word


def _letters(count: int) -> str:
    """a … z, aa, ab …"""
    word = ""
    while count:
        count, rest = divmod(count - 1, 26)
        word = chr(ord("a") + rest) + word
    return word
