"""Records of rows into the database: what exists keeps its id, so that links and references to it stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import DataError, IntegrityError, models
from django.db.models.deletion import ProtectedError, RestrictedError

from meetings.transfer.constraints import broken
from meetings.transfer.difference import Comparison
from meetings.transfer.entries import Live
from meetings.transfer.errors import BadFileError, Fault
from meetings.transfer.nodes import Index, Node
from meetings.transfer.write import write

NEVER_MOVED = "entry"
"""The kind whose position in its list is not that of the record."""


def add_entries(nodes: Sequence[Node], index: Index, position: int, marks: Mapping[str, Any]) -> None:
    """New rows with all that hangs on them, from `position` on; BadFileError where the database refuses.

    `marks` are columns of the row that no record has.
    """
    for offset, node in enumerate(nodes):
        node.position = position + offset
        node.extra = {**node.extra, **marks}
    write(Comparison(new=[each for node in nodes for each in node.family()]), index)


def change_entry(live: Live, node: Node, index: Index, marks: Mapping[str, Any]) -> None:
    """Make a row say what a record says, touching only what differs; BadFileError where the database refuses."""
    here = {each.name: each for each in live.node.family()}
    there = {each.name: each for each in node.family()}
    node.extra = dict(marks)
    for name in there.keys() & here.keys():
        there[name].row = here[name].row
    write(Comparison(new=[each for name, each in there.items() if name not in here]), index)
    for name, each in there.items():
        if name in here:
            _update(each, here[name], index)
    for name, each in here.items():
        if name not in there:
            _remove(each)


def _update(node: Node, old: Node, index: Index) -> None:
    row, spec = node.row, node.spec
    assert row is not None
    changed: dict[str, Any] = {
        value.name: node.values[value.name]
        for value in spec.values
        if node.values[value.name] != old.values[value.name]
    }
    for ref in spec.refs:
        if node.values[ref.name] != old.values[ref.name]:
            changed[ref.name] = _row(index, ref.to, node.values[ref.name])
    if spec.nest and (node.nest and node.nest.key) != (old.nest and old.nest.key):
        changed[spec.nest] = node.nest.row if node.nest else None
    if spec.has_position and spec.kind != NEVER_MOVED and node.position != getattr(row, "position", None):
        changed["position"] = node.position
    changed |= node.extra if spec.kind == NEVER_MOVED else {}
    _save(node, row, changed)
    for refs in spec.lists_of_refs:
        if node.values[refs.name] != old.values[refs.name]:
            getattr(row, refs.name).set([_row(index, refs.to, key) for key in node.values[refs.name]])


def _save(node: Node, row: models.Model, changed: dict[str, Any]) -> None:
    if not changed:
        return
    for name, value in changed.items():
        setattr(row, name, value)
    try:
        row.save(update_fields=list(changed))
    except (IntegrityError, DataError) as error:
        raise BadFileError([Fault(node.place, broken(node, error))]) from error


def _row(index: Index, kind: str, key: str | None) -> models.Model | None:
    return None if key is None else index[kind, key].row


def _remove(node: Node) -> None:
    row = node.row
    assert row is not None
    try:
        type(row)._default_manager.filter(pk=row.pk).delete()
    except (ProtectedError, RestrictedError) as error:
        resting = ", ".join(sorted(str(other) for other in list(error.args[1])[:3]))
        raise BadFileError([Fault(node.place, f"others rest on this {node.spec.label}: {resting}")]) from error
