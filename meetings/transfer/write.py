"""From records to rows: each kind in one go, in the order in which they need each other."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db import DataError, IntegrityError, models, transaction

from meetings.transfer.constraints import broken
from meetings.transfer.difference import Comparison, Link
from meetings.transfer.errors import BadFileError, Fault
from meetings.transfer.nodes import Index, Node
from meetings.transfer.records import SPECS
from meetings.transfer.spec import Spec


def write(comparison: Comparison, index: Index) -> None:
    """Add what is new; BadFileError with every constraint of the database that the file breaks."""
    writer = _Writer(index)
    by_kind: dict[str, list[Node]] = defaultdict(list)
    for node in comparison.new:
        by_kind[node.spec.kind].append(node)
    for kind, spec in SPECS.items():
        for level in _levels(by_kind[kind]):
            writer.add(spec, level)
        writer.relate(spec, by_kind[kind])
    late = [Link(node, ref) for node in comparison.new for ref in node.spec.refs if ref.late]
    writer.link([*late, *comparison.links])
    if writer.faults:
        raise BadFileError(writer.faults)


def _levels(nodes: list[Node]) -> list[list[Node]]:
    """What is nested in records of its own kind comes after them."""
    levels: dict[int, list[Node]] = defaultdict(list)
    for node in nodes:
        depth, above = 0, node.nest
        while above is not None:
            depth, above = depth + 1, above.nest
        levels[depth].append(node)
    return [levels[depth] for depth in sorted(levels)]


class _Writer:
    def __init__(self, index: Index) -> None:
        self.index = index
        self.faults: list[Fault] = []

    def add(self, spec: Spec, nodes: list[Node]) -> None:
        """All at once; where the database refuses, one by one to find which."""
        ready = [node for node in nodes if not self.faults or self._can_stand(node)]
        try:
            self._insert(spec, ready)
        except (IntegrityError, DataError):
            for node in ready:
                self._add_alone(node)

    def _insert(self, spec: Spec, nodes: list[Node]) -> None:
        rows = [self._row(node) for node in nodes]
        with transaction.atomic():
            spec.model._default_manager.bulk_create(rows)
        for node, row in zip(nodes, rows, strict=True):
            node.row = row

    def _add_alone(self, node: Node) -> None:
        try:
            self._insert(node.spec, [node])
        except (IntegrityError, DataError) as error:
            self.faults.append(Fault(node.place, broken(node, error)))

    def _can_stand(self, node: Node) -> bool:
        """Whether all that it needs was written: else its own fault is only that of another."""
        needed = [above for above in (node.owner, node.nest) if above is not None]
        for ref in node.spec.refs:
            if not ref.late and node.values[ref.name] is not None:
                needed.append(self.index[ref.to, node.values[ref.name]])
        return all(other.row is not None for other in needed)

    def _row(self, node: Node) -> models.Model:
        spec = node.spec
        fields: dict[str, Any] = {value.name: node.values[value.name] for value in spec.values} | node.extra
        for ref in spec.refs:
            if not ref.late:
                fields[f"{ref.name}_id"] = self._pk(ref.to, node.values[ref.name])
        if node.owner is not None and node.owner.row is not None:
            fields[f"{spec.owner}_id"] = node.owner.row.pk
        if node.nest is not None and node.nest.row is not None:
            fields[f"{spec.nest}_id"] = node.nest.row.pk
        if spec.has_position:
            fields["position"] = node.position
        return spec.model(**fields)

    def _pk(self, kind: str, key: str | None) -> Any:
        row = None if key is None else self.index[kind, key].row
        return None if row is None else row.pk

    def relate(self, spec: Spec, nodes: list[Node]) -> None:
        """References to many."""
        for refs in spec.lists_of_refs:
            column = spec.column(refs.name)
            source, target = f"{column.m2m_field_name()}_id", f"{column.m2m_reverse_field_name()}_id"
            through = column.remote_field.through
            through._default_manager.bulk_create(
                through(**{source: node.row.pk, target: pk})
                for node in nodes
                if node.row is not None
                for key in node.values[refs.name]
                if (pk := self._pk(refs.to, key)) is not None
            )

    def link(self, links: list[Link]) -> None:
        """References that had to wait."""
        by_field: dict[tuple[str, str], list[models.Model]] = defaultdict(list)
        for node, ref in links:
            pk = self._pk(ref.to, node.values[ref.name])
            if node.row is not None and pk is not None:
                setattr(node.row, f"{ref.name}_id", pk)
                by_field[node.spec.kind, ref.name].append(node.row)
        for (kind, name), rows in by_field.items():
            try:
                with transaction.atomic():
                    SPECS[kind].model._default_manager.bulk_update(rows, [name], batch_size=200)
            except IntegrityError as error:
                first = next(node for node, ref in links if node.spec.kind == kind and ref.name == name)
                self.faults.append(Fault(f"{first.place}.{name}", broken(first, error)))
