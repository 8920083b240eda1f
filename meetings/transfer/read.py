"""From JSON to records, with every fault and its place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from meetings.transfer import FORMAT
from meetings.transfer.errors import BadFileError, Fault, TransferError
from meetings.transfer.nodes import Index, Node
from meetings.transfer.records import ROWS, SHARED, SPECS
from meetings.transfer.references import check_references
from meetings.transfer.spec import Children, Ref, Spec, Value
from meetings.transfer.values import UnexpectedError, from_json, shortened

TOP = ("format", "group", "terms", "shared", "bodies", "documents")


class Record:
    """A file that was read: its records in order, and all of them by kind and key."""

    def __init__(self, group: str, terms: list[str], roots: list[Node], index: Index) -> None:
        self.group = group
        self.terms = terms
        self.roots = roots
        self.index = index

    @property
    def term_keys(self) -> set[str]:
        """The terms that the file holds: the scope of what it says."""
        return {key for kind, key in self.index if kind == "term"}


def read(data: Any) -> Record:
    """The file's records, or BadFileError with all that is wrong with them."""
    if not isinstance(data, Mapping) or "format" not in data:
        raise TransferError(f'This is no record of a group: expected an object that says "format": "{FORMAT}".')
    if data["format"] != FORMAT:
        raise TransferError(f'This format is not known here: expected "{FORMAT}", got {shortened(data["format"])}.')
    reader = _Reader(SPECS)
    reader.top(data)
    faults = reader.faults + check_references(reader.index)
    if faults:
        raise BadFileError(faults)
    return Record(data["group"], list(data["terms"]), reader.roots, reader.index)


def read_nested(spec: Spec, data: list[Any], owner: Node) -> tuple[list[Node], Index, list[Fault]]:
    """Records that hang on one that exists, without the file around them; references are not checked.

    They say what rows say: what stands aside in a file has no place here.
    """
    reader = _Reader(ROWS)
    nodes = reader.records(spec, data, "$", owner)
    return nodes, reader.index, reader.faults


class _Reader:
    def __init__(self, specs: Mapping[str, Spec]) -> None:
        self.specs = specs
        self.faults: list[Fault] = []
        self.roots: list[Node] = []
        self.index: Index = {}

    def fault(self, place: str, message: str) -> None:
        self.faults.append(Fault(place, message))

    def top(self, data: Mapping[str, Any]) -> None:
        """The whole file."""
        self.names("$", data, TOP, required=TOP)
        shared = data.get("shared", {})
        if isinstance(shared, Mapping):
            self.names("$.shared", shared, SHARED)
            for name, kind in SHARED.items():
                self.records(self.specs[kind], shared.get(name, []), f"$.shared.{name}", terms=False)
        else:
            self.fault("$.shared", f"expected an object of lists, got {shortened(shared)}")
        first = len(self.roots)
        self.records(self.specs["body"], data.get("bodies", []), "$.bodies")
        bodies = self.roots[first:]
        self.records(self.specs["document"], data.get("documents", []), "$.documents")
        if "group" in data and "terms" in data and isinstance(data.get("bodies"), list):
            self.heading(data, bodies)

    def heading(self, data: Mapping[str, Any], bodies: list[Node]) -> None:
        """What the file says it holds is what it holds."""
        if not bodies:
            self.fault("$.bodies", "expected the group, then its subgroups, got an empty list")
            return
        group = bodies[0]
        if data["group"] != group.key:
            self.fault("$.group", f"expected the first of the bodies, “{group.key}”, got {shortened(data['group'])}")
        labels = [node.values["label"] for node in group.children.get("terms", []) if "label" in node.values]
        given = data["terms"]
        if not isinstance(given, list) or sorted(map(str, given)) != sorted(map(str, labels)):
            self.fault("$.terms", f"expected the terms of the group in this file, {labels}, got {shortened(given)}")
        slugs = {body.key for body in bodies}
        for body in bodies[1:]:
            if not slugs & {parent.values.get("parent") for parent in body.children.get("parents", [])}:
                self.fault(f"{body.place}.parents", "expected a subgroup: one of its parents stands in $.bodies too")

    def names(self, place: str, data: Mapping[str, Any], known: Any, required: Any = ()) -> None:
        """Faults for fields that nobody knows, and for those that are missing."""
        for name in data:
            if name not in known:
                self.fault(f"{place}.{name}", f"no such field here: expected one of {', '.join(known)}")
        for name in required:
            if name not in data:
                self.fault(f"{place}.{name}", "is missing")

    def records(
        self,
        spec: Spec,
        data: Any,
        place: str,
        owner: Node | None = None,
        nest: Node | None = None,
        counter: list[int] | None = None,
        terms: bool = True,
    ) -> list[Node]:
        """A list of records; `counter` numbers those of a tree in the order in which they are read."""
        if not isinstance(data, list):
            self.fault(place, f"expected a list, got {shortened(data)}")
            return []
        counter = [0] if counter is None else counter
        found = []
        for index, item in enumerate(data):
            node = Node(spec, f"{place}[{index}]", owner, nest, counter[0], ordinal=index + 1)
            counter[0] += 1
            if self.record(node, item, counter, terms=terms):
                found.append(node)
        if owner is None:
            self.roots += found
        return found

    def record(self, node: Node, data: Any, counter: list[int], *, terms: bool = True) -> bool:
        """One record with all that is nested in it; false where it is none at all."""
        spec = node.spec
        if spec.bare and isinstance(data, str):
            data = {spec.bare: data}
        if not isinstance(data, Mapping):
            self.fault(node.place, f"expected an object for the {spec.label}, got {shortened(data)}")
            return False
        known = [part.name for part in spec.parts if terms or part.name != "terms"]
        self.names(node.place, data, known, [part.name for part in spec.parts if spec.is_required(part)])
        before = len(self.faults)
        self.fields(node, data)
        if all(name in node.values for name in spec.identity):
            self.enter(node)
            if len(self.faults) == before:
                self.complete(node)
        else:
            node.key = node.place  # what is nested in it still gets read, so that all faults are told at once
        for part in spec.children:
            if part.name in data and part.name in known:
                self.nested(node, part, data[part.name], counter)
        return True

    def fields(self, node: Node, data: Mapping[str, Any]) -> None:
        """Plain fields and references."""
        for part in node.spec.parts:
            if isinstance(part, Children):
                continue
            place = f"{node.place}.{part.name}"
            given = part.name in data
            if not given and node.spec.is_required(part):
                continue
            try:
                if isinstance(part, Value):
                    column = node.spec.column(part.name)
                    value = from_json(column, data[part.name]) if given else column.get_default()
                elif isinstance(part, Ref):
                    value = _reference(data.get(part.name), optional=not node.spec.is_required(part))
                else:
                    value = _references(data.get(part.name, []))
            except UnexpectedError as error:
                self.fault(place, str(error))
            else:
                node.values[part.name] = value

    def enter(self, node: Node) -> None:
        """Its key, which nobody else may have."""
        node.settle_key()
        if self.index.setdefault(node.name, node) is not node:
            first = self.index[node.name].place
            self.fault(node.place, f"a second {node.spec.label} “{node.key}”: the first stands at {first}")

    def complete(self, node: Node) -> None:
        """What follows from its fields."""
        if node.spec.fill:
            try:
                node.extra = dict(node.spec.fill(node.values))
            except ValueError as error:
                self.fault(node.place, str(error))

    def nested(self, node: Node, part: Children, data: Any, counter: list[int]) -> None:
        """What hangs on the record."""
        spec = self.specs[part.kind]
        place = f"{node.place}.{part.name}"
        if not part.many:
            if data is not None:
                child = Node(spec, place, node)
                if self.record(child, data, [0]):
                    node.children[part.name] = [child]
        elif spec is node.spec:
            node.children[part.name] = self.records(spec, data, place, node.owner, node, counter)
        else:
            node.children[part.name] = self.records(spec, data, place, node)


def _reference(data: Any, *, optional: bool) -> str | None:
    if data is None and optional:
        return None
    if not isinstance(data, str) or not data:
        raise UnexpectedError(f"expected the key of a record in this file, got {shortened(data)}")
    return data


def _references(data: Any) -> list[str]:
    if not isinstance(data, list) or not all(isinstance(item, str) and item for item in data):
        raise UnexpectedError(f"expected a list of keys of records in this file, got {shortened(data)}")
    if len(set(data)) < len(data):
        raise UnexpectedError(f"expected each key once, got {shortened(data)}")
    return sorted(data)
