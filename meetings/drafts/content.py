"""What a row says: its record of the format, changes laid over it, and what changes between two."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from meetings.transfer.entries import Content, plain
from meetings.transfer.export import record
from meetings.transfer.nodes import Node
from meetings.transfer.read import read_nested
from meetings.transfer.records import ROWS
from meetings.transfer.spec import Children, Ref, Refs, Spec
from meetings.transfer.values import to_json

NESTED = ("meeting", "deadline")
"""The parts whose fields are changed one by one; every other value is replaced whole."""


def merged(content: Mapping[str, Any] | None, changes: Mapping[str, Any]) -> Content:
    """A record with changes over it."""
    result = plain(content or {})
    for name, value in plain(changes).items():
        held = result.get(name)
        if name in NESTED and isinstance(value, dict) and isinstance(held, dict):
            result[name] = {**held, **value}
        else:
            result[name] = value
    return result


def changes_between(old: Mapping[str, Any], new: Mapping[str, Any]) -> Content:
    """The changes that make `new` of `old`; what `new` leaves out is set to what its absence means."""
    changes: Content = {}
    for name in _names(old, new):
        before, after = old.get(name), new.get(name)
        if before == after:
            continue
        if name in NESTED and isinstance(before, dict) and isinstance(after, dict):
            spec = ROWS[name]
            changes[name] = {
                part: after.get(part, _silence(spec, part))
                for part in _names(before, after)
                if before.get(part) != after.get(part)
            }
        else:
            changes[name] = new[name] if name in new else _silence(ROWS["entry"], name)
    return changes


def paths(changes: Mapping[str, Any]) -> list[str]:
    """The fields that changes touch: “start”, “meeting.room”."""
    found: list[str] = []
    for name, value in changes.items():
        if name in NESTED and isinstance(value, dict):
            found += [f"{name}.{part}" for part in value]
        else:
            found.append(name)
    return found


def only(changes: Mapping[str, Any], chosen: Iterable[str]) -> Content:
    """The part of the changes that touches the fields named."""
    wanted = set(chosen)
    return _filtered(changes, lambda path: path in wanted)


def without(changes: Mapping[str, Any], dropped: Iterable[str]) -> Content:
    """The changes but for the fields named."""
    unwanted = set(dropped)
    return _filtered(changes, lambda path: path not in unwanted)


def _filtered(changes: Mapping[str, Any], keeps: Any) -> Content:
    result: Content = {}
    for name, value in changes.items():
        if name in NESTED and isinstance(value, dict):
            inner = {part: given for part, given in value.items() if keeps(f"{name}.{part}")}
            if inner:
                result[name] = inner
        elif keeps(name):
            result[name] = value
    return result


def _names(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    return [*old, *(name for name in new if name not in old)]


def _silence(spec: Spec, name: str) -> Any:
    """What a field that is left out says."""
    part = next(part for part in spec.parts if part.name == name)
    if isinstance(part, Children):
        return [] if part.many else None
    if isinstance(part, Refs):
        return []
    if isinstance(part, Ref):
        return None
    return to_json(spec.column(name).get_default())


def tidied(contents: Iterable[Mapping[str, Any]]) -> list[Content]:
    """Records in the order of the format without what says nothing; one that is no record stays as it is."""
    result = []
    for content in contents:
        nodes, _index, faults = read_nested(ROWS["entry"], [content], Node(ROWS["schedule"], "$"))
        result.append(dict(content) if faults else record(nodes[0]))
    return result


def proposed(live: Mapping[str, Any] | None, kind: str, content: Mapping[str, Any]) -> Content:
    """What a row would say with a change of this kind; a withdrawn row says what it says now."""
    if kind == "withdraw":
        return plain(live or content)
    return tidied([merged(live, content)])[0]
