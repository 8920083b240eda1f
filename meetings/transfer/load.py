"""From the database to records: whole trees at a time, one query for each kind of record and level."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from django.db import models
from django.db.models import Q

from meetings.transfer.nodes import Node
from meetings.transfer.records import SHARED, SPECS
from meetings.transfer.spec import Children, Ref, Spec

ROOTS = (*SHARED.values(), "document")
"""The kinds that stand in lists of their own; a file holds each one that it refers to."""


class Loader:
    """Loads records and all that they refer to.

    `own`: ids of the bodies whose terms are loaded; `of_terms`: which of their terms.
    References to what belongs to other terms are left out: a file never refers to what it does not hold.
    """

    specs: Mapping[str, Spec] = SPECS

    def __init__(self, own: Collection[int], of_terms: Q) -> None:
        self.own = frozenset(own)
        self.of_terms = of_terms
        self.nodes: dict[tuple[str, int], Node] = {}
        self.wanted: dict[str, set[int]] = defaultdict(set)
        self._many: dict[tuple[str, str], dict[int, list[int]]] = {}

    def load(self, kind: str, condition: Q) -> list[Node]:
        """Records of one of the ROOTS with all that is nested in them."""
        spec = self.specs[kind]
        rows = [row for row in spec.model._default_manager.filter(condition) if (kind, row.pk) not in self.nodes]
        nodes = [self._node(spec, row, None) for row in rows]
        self._learn(spec, nodes)
        self._grow(spec, nodes)
        return nodes

    def close(self) -> None:
        """Load what is referred to, and what that refers to, until nothing is missing."""
        while True:
            self._climb()
            missing = {kind: pks for kind in ROOTS if (pks := self._unknown(kind))}
            if not missing:
                break
            for kind, pks in missing.items():
                self.load(kind, Q(pk__in=pks))
        for node in self.nodes.values():
            self._settle(node)

    def roots(self, kind: str) -> list[Node]:
        """All that was loaded of one of the ROOTS, in the order of the file."""
        found = [node for (name, _), node in self.nodes.items() if name == kind]
        if "position" in SPECS[kind].order:
            return sorted(found, key=_rank(SPECS[kind]))
        return sorted(found, key=lambda node: node.key)

    def key_of(self, kind: str, pk: int) -> str | None:
        """How a file refers to a row; None for what is outside of it."""
        node = self.nodes.get((kind, pk))
        if node is None:
            return None
        self._settle(node)
        return node.key

    def _unknown(self, kind: str) -> set[int]:
        return {pk for pk in self.wanted.pop(kind, set()) if (kind, pk) not in self.nodes}

    def _climb(self) -> None:
        """A provision is held by its instrument, a revision by its document."""
        for kind, above in (("provision", "instrument"), ("revision", "document")):
            if pks := self._unknown(kind):
                spec = SPECS[kind]
                owners = spec.model._default_manager.filter(pk__in=pks).values_list(f"{spec.owner}_id", flat=True)
                self.wanted[above].update(owners)

    def _grow(self, spec: Spec, parents: list[Node]) -> None:
        for part in spec.children:
            if part.kind != spec.kind:
                self._attach(part, [node for node in parents if part.kind != "term" or self.is_own(node)])

    def is_own(self, node: Node) -> bool:
        """Whether this body is one of those that the file is about."""
        return node.row is not None and node.row.pk in self.own

    def _attach(self, part: Children, parents: list[Node]) -> None:
        if not parents:
            return
        spec = self.specs[part.kind]
        owners = {node.row.pk: node for node in parents if node.row is not None}
        condition = Q(**{f"{spec.owner}__in": owners})
        if spec.kind == "term":
            condition &= self.of_terms
        rows = [row for row in self._rows(part, spec, condition, parents) if self._stands(spec, row)]
        found = [self._node(spec, row, owners[getattr(row, f"{spec.owner}_id")]) for row in rows]
        found.sort(key=_rank(spec))
        for node in found:
            self._hang(part, node)
        self._learn(spec, found)
        self._grow(spec, found)

    def _rows(self, _part: Children, spec: Spec, condition: Q, _parents: list[Node]) -> Iterable[models.Model]:
        """What hangs on the parents."""
        return spec.model._default_manager.filter(condition)

    def _stands(self, spec: Spec, row: models.Model) -> bool:
        """Whether the file holds what the row means nothing without."""
        needed = [(ref.to, getattr(row, f"{ref.name}_id")) for ref in spec.refs if ref.inside]
        return all(pk is None or (kind, pk) in self.nodes for kind, pk in needed)

    def _node(self, spec: Spec, row: models.Model, owner: Node | None) -> Node:
        node = self.nodes[spec.kind, row.pk] = Node(spec, "", owner, row=row)
        return node

    def _hang(self, part: Children, node: Node) -> None:
        """Under its owner, or under the record of its own kind that it is nested in."""
        assert node.owner is not None
        above = getattr(node.row, f"{node.spec.nest}_id") if node.spec.nest else None
        if above is not None:
            node.nest = self.nodes[node.spec.kind, above]
        siblings = (node.nest or node.owner).children.setdefault("children" if node.nest else part.name, [])
        siblings.append(node)
        node.ordinal = len(siblings) if part.many else 0

    def _learn(self, spec: Spec, nodes: list[Node]) -> None:
        """Note which rows the references mean; their keys are known when all is loaded."""
        for ref in spec.refs:
            column = f"{ref.name}_id"
            self.wanted[ref.to].update(pk for node in nodes if (pk := getattr(node.row, column)) is not None)
        for refs in spec.lists_of_refs:
            pairs = self._pairs(spec, refs.name, nodes)
            self._many.setdefault((spec.kind, refs.name), {}).update(pairs)
            self.wanted[refs.to].update(pk for pks in pairs.values() for pk in pks)

    @staticmethod
    def _pairs(spec: Spec, name: str, nodes: list[Node]) -> dict[int, list[int]]:
        column = spec.column(name)
        source, target = f"{column.m2m_field_name()}_id", f"{column.m2m_reverse_field_name()}_id"
        pks = [node.row.pk for node in nodes if node.row is not None]
        through = column.remote_field.through._default_manager
        found: dict[int, list[int]] = defaultdict(list)
        for pk, other in through.filter(**{f"{source}__in": pks}).values_list(source, target):
            found[pk].append(other)
        return found

    def _settle(self, node: Node) -> None:
        """Fields, references as keys, and its own key; each record once."""
        if node.values:
            return
        spec, row = node.spec, node.row
        assert row is not None
        if node.owner is not None:
            self._settle(node.owner)
        if node.nest is not None:
            self._settle(node.nest)
        values = {value.name: getattr(row, value.name) for value in spec.values}
        first = [ref for ref in spec.refs if ref.name in spec.identity]
        for ref in first:
            values[ref.name] = self._reference(row, ref, values)
        node.values = values
        node.settle_key()
        for ref in spec.refs:
            if ref not in first:
                values[ref.name] = self._reference(row, ref, values)
        for refs in spec.lists_of_refs:
            keys = [self.key_of(refs.to, pk) for pk in self._many[spec.kind, refs.name].get(row.pk, [])]
            values[refs.name] = sorted(key for key in keys if key is not None)

    def _reference(self, row: models.Model, ref: Ref, values: dict[str, Any]) -> str | None:
        pk = getattr(row, f"{ref.name}_id")
        key = None if pk is None else self.key_of(ref.to, pk)
        if key is None and pk is not None:
            values.update(ref.without)
        return key


def _rank(spec: Spec) -> Callable[[Node], Any]:
    """The order of the file, the same in every database: what has no date comes last, of equals the elder first."""

    def rank(node: Node) -> Any:
        row = node.row
        assert row is not None
        words = [getattr(row, name) for name in spec.order]
        return [(word is None, word) if word is not None else (True, 0) for word in words], row.pk

    return rank
