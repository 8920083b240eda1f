"""What a file says beside what is recorded here: new, the same, or different. Nothing here is ever overwritten."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import Q

from groups.models import Body
from meetings.transfer.errors import TransferError
from meetings.transfer.load import ROOTS, Loader
from meetings.transfer.nodes import Index, Node
from meetings.transfer.read import Record
from meetings.transfer.records import SPECS
from meetings.transfer.spec import Ref, Refs, Spec, Value
from meetings.transfer.values import shortened, to_json


class Difference(NamedTuple):
    """One field that says two things."""

    place: str
    subject: str
    here: Any
    in_file: Any

    def __str__(self) -> str:
        return f"{self.place} ({self.subject}): here {_said(self.here)}, in the file {_said(self.in_file)}"


class Link(NamedTuple):
    """A reference that is empty here, and in the file names a record that the import adds."""

    node: Node
    ref: Ref


@dataclass
class Comparison:
    """A file against the database. Every record of the file that exists here has the row it matched."""

    new: list[Node] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    only_here: Counter[str] = field(default_factory=Counter)


class DifferentError(TransferError):
    """The file contradicts what is recorded here."""

    def __init__(self, differences: list[Difference]) -> None:
        self.differences = differences
        count = f"{len(differences)} places" if len(differences) > 1 else "1 place"
        super().__init__(
            f"The file differs from what is recorded here in {count}. Nothing was changed.\n"
            + "\n".join(f"  {difference}" for difference in differences)
        )


def compare(record: Record) -> Comparison:
    """Match every record by its key."""
    here, own = _recorded(record)
    result = Comparison()
    for name, node in record.index.items():
        if name in here:
            node.row = here[name].row
        else:
            result.new.append(node)
    for name, node in record.index.items():
        if name in here:
            _compare_fields(result, record.index, node, here[name])
    for name, node in here.items():
        if name not in record.index and _belongs(node, own):
            result.only_here[node.spec.label] += 1
    return result


def _recorded(record: Record) -> tuple[Index, set[str]]:
    """The same records as the database has them, seen through the terms that the file holds."""
    slugs = {root.key for root in record.roots if root.spec.kind == "body" and root.place.startswith("$.bodies")}
    terms = Q(pk__in=())
    for key in record.term_keys:
        slug, label = key.split("/", 1)
        terms |= Q(body__slug=slug, label=label)
    loader = Loader(Body.objects.filter(slug__in=slugs).values_list("pk", flat=True), terms)
    for kind in ROOTS:
        nodes = [root for root in record.roots if root.spec.kind == kind]
        if nodes:
            loader.load(kind, _with_keys(SPECS[kind], nodes))
    loader.close()
    return {node.name: node for node in loader.nodes.values()}, slugs


def _with_keys(spec: Spec, nodes: list[Node]) -> Q:
    """Those that may have the same keys; of a field that may be empty nothing is asked, since no list finds that."""
    condition = Q()
    references = {ref.name: SPECS[ref.to].identity[0] for ref in spec.refs}
    for name in spec.identity:
        values = {node.values[name] for node in nodes}
        if None not in values:
            path = f"{name}__{references[name]}__in" if name in references else f"{name}__in"
            condition &= Q(**{path: values})
    return condition


def _compare_fields(result: Comparison, index: Index, node: Node, match: Node) -> None:
    subject = f"{node.spec.label} {node.key}"
    for part in node.spec.parts:
        if not isinstance(part, Value | Ref | Refs):
            continue
        here, in_file = match.values[part.name], node.values[part.name]
        if here == in_file or _passes(part, in_file):
            continue
        if isinstance(part, Ref) and here is None and index[part.to, in_file].row is None:
            result.links.append(Link(node, part))
        else:
            result.differences.append(Difference(f"{node.place}.{part.name}", subject, to_json(here), to_json(in_file)))
    above, above_here = (each.nest.key if each.nest else None for each in (node, match))
    if above != above_here:
        result.differences.append(Difference(node.place, f"{subject}, the one it stands under", above_here, above))


def _passes(part: Value | Ref | Refs, in_file: Any) -> bool:
    """What stands aside goes on here by itself: a count is never turned back, and silence takes nothing away."""
    return not isinstance(part, Refs) and part.aside and (isinstance(part, Value) or in_file is None)


def _belongs(node: Node, own: set[str]) -> bool:
    while node.owner is not None:
        node = node.owner
    return node.spec.kind == "body" and node.key in own


def _said(value: Any) -> str:
    return "nothing" if value in (None, "", [], {}) else shortened(value)
