"""Rows of one schedule as records of the format, without the rest of their group."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

from django.db import models
from django.db.models import Q

from meetings.models import Entry, Schedule
from meetings.transfer.export import record
from meetings.transfer.keybook import keys_of, pks_of
from meetings.transfer.load import Loader
from meetings.transfer.narrow import narrowed
from meetings.transfer.nodes import Index, Node
from meetings.transfer.read import read_nested
from meetings.transfer.records import ROWS
from meetings.transfer.references import check_references
from meetings.transfer.spec import Children, Spec

Content = dict[str, Any]


class Live(NamedTuple):
    """A row as the database has it: its tree of records, and how a file would write it."""

    node: Node
    content: Content

    @property
    def entry(self) -> Entry:
        """The row itself."""
        assert isinstance(self.node.row, Entry)
        return self.node.row


def term_key(schedule: Schedule) -> str:
    """What the keys of the schedule's rows begin with."""
    return f"{schedule.term.body.slug}/{schedule.term.label}"


def load_entries(schedule: Schedule, keys: Collection[str] | None = None) -> dict[str, Live]:
    """Rows by their keys; all of them, or some, in the same number of queries."""
    condition = Q(schedule=schedule) if keys is None else Q(schedule=schedule, key__in=keys)
    return _found(_Loader(schedule).entries(Entry.objects.filter(condition)))


def load_touched(schedule: Schedule, touched: Mapping[str, Collection[str]]) -> dict[str, Live]:
    """Rows by their keys, as far as it takes to tell what changes of them would change.

    `touched`: by key the fields that a change names (“start”, “meeting.room”). They come whole, and so does all that
    stands in columns; of what else a row has it says nothing, and nothing is asked for it.
    """
    rows = list(Entry.objects.filter(schedule=schedule, key__in=touched).select_related("meeting", "deadline"))
    fields = {field for row in rows for field in touched[row.key]}
    named_by_items = any(not row.text or "text" in touched[row.key] for row in rows)
    return _found(_Narrow(schedule, narrowed(fields, items=named_by_items)).entries(rows))


def _found(nodes: Iterable[Node]) -> dict[str, Live]:
    return {node.values["key"]: Live(node, record(node)) for node in nodes}


class _Loader(Loader):
    """Loads entries alone; what they refer to is named, not loaded."""

    specs: Mapping[str, Spec] = ROWS

    def __init__(self, schedule: Schedule) -> None:
        super().__init__((), Q())
        self.owner = _owner(schedule)
        self.keys: dict[str, dict[int, str]] = {}

    def entries(self, rows: Iterable[Entry]) -> list[Node]:
        spec = self.specs["entry"]
        nodes = [self._node(spec, row, self.owner) for row in sorted(rows, key=lambda row: row.pk)]
        self._learn(spec, nodes)
        self._grow(spec, nodes)
        for kind, pks in self.wanted.items():
            self.keys[kind] = keys_of(kind, {pk for pk in pks if (kind, pk) not in self.nodes})
        for node in self.nodes.values():
            self._settle(node)
        return nodes

    def key_of(self, kind: str, pk: int) -> str | None:
        if (kind, pk) in self.nodes:
            return super().key_of(kind, pk)
        return self.keys[kind].get(pk)


class _Narrow(_Loader):
    """Loads a part of what rows say; what a row has one of came with it."""

    def __init__(self, schedule: Schedule, specs: Mapping[str, Spec]) -> None:
        super().__init__(schedule)
        self.specs = specs

    def _rows(self, part: Children, spec: Spec, condition: Q, parents: list[Node]) -> Iterable[models.Model]:
        if part.many:
            return super()._rows(part, spec, condition, parents)
        found = (getattr(node.row, part.name, None) for node in parents)
        return [row for row in found if row is not None]


def read_entries(
    schedule: Schedule, contents: Iterable[Content], also: Iterable[str] = ()
) -> tuple[list[Node], Index, list[tuple[str, str]]]:
    """Records as nodes that could be written, with the rows that they refer to, and what is wrong with them.

    A fault is the place in the record and what was expected there. `also`: keys of rows that may be referred to though
    they do not exist yet.
    """
    owner = _owner(schedule)
    nodes, index, faults = read_nested(ROWS["entry"], list(contents), owner)
    for key in also:
        full = f"{owner.key}#{key}"
        index.setdefault(("entry", full), Node(ROWS["entry"], "", key=full))
    index = {**index, **_referred(index)}
    faults += check_references(index)
    return nodes, index, [(fault.place.partition("]")[2].lstrip("."), fault.message) for fault in faults]


def _owner(schedule: Schedule) -> Node:
    return Node(ROWS["schedule"], "$", key=term_key(schedule), values={"title": schedule.title}, row=schedule)


def _referred(index: Index) -> Index:
    """Stand-ins for rows that exist already."""
    wanted: dict[str, set[str]] = {}
    for node in index.values():
        for ref in node.spec.refs:
            if (key := node.values.get(ref.name)) is not None and (ref.to, key) not in index:
                wanted.setdefault(ref.to, set()).add(key)
        for refs in node.spec.lists_of_refs:
            missing = {key for key in node.values.get(refs.name, ()) if (refs.to, key) not in index}
            wanted.setdefault(refs.to, set()).update(missing)
    return {
        (kind, key): Node(ROWS[kind], "", key=key, row=_row(ROWS[kind].model, pk))
        for kind, keys in wanted.items()
        if kind != "agenda_item"
        for key, pk in pks_of(kind, keys).items()
    }


def _row(model: type[models.Model], pk: int) -> models.Model:
    return model(pk=pk)


def plain(values: Mapping[str, Any]) -> Content:
    """A copy that may be altered without altering the other."""
    return {name: _copied(value) for name, value in values.items()}


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _copied(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_copied(part) for part in value]
    return value
