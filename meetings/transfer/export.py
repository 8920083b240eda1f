"""A group's record as the file has it: no more than what belongs to it, and what that refers to."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from groups.models import Body, InstrumentRelation, Parentage
from meetings.models import PlanSection
from meetings.transfer import FORMAT
from meetings.transfer.errors import TransferError
from meetings.transfer.load import Loader
from meetings.transfer.nodes import Node
from meetings.transfer.records import SHARED
from meetings.transfer.spec import Children, Ref, Refs, Spec, Value
from meetings.transfer.values import to_json


def export_group(slug: str, term: str | None = None) -> dict[str, Any]:
    """The record of a group with its subgroups: all terms, or one of them with those of the subgroups."""
    group = Body.objects.filter(slug=slug).first()
    if group is None:
        raise TransferError(f"There is no group “{slug}”.")
    if term is not None and not group.terms.filter(label=term).exists():
        known = ", ".join(group.terms.order_by("label").values_list("label", flat=True)) or "none"
        raise TransferError(f"“{slug}” has no term “{term}”: it has {known}.")
    own = family(group)
    return document(gather(own, term), own, slug)


def gather(own: list[int], term: str | None = None) -> Loader:
    """Everything that belongs to the bodies `own`, and what that refers to."""
    loader = Loader(own, Q() if term is None else _of_term(own, term))
    loader.load("body", Q(pk__in=own))
    loader.load("session", Q(body__in=own))
    loader.load("series", Q(body__in=own))
    loader.load("deadline_rule", Q(body__in=own))
    loader.load("reminder_plan", Q(body__in=own))
    loader.load("service", Q(body__in=own))
    loader.load("silence_rule", Q(body__in=own))
    terms = [pk for kind, pk in loader.nodes if kind == "term"]
    loader.load("document", Q(term__in=terms) | (Q(body__in=own) if term is None else Q(pk__in=())))
    cited = set(loader.wanted["instrument"])
    chain = InstrumentRelation.objects.filter(
        Q(body__in=own) | (Q(other__in=cited) & (Q(body=None) | Q(body__in=own)))
    ).values_list("instrument_id", flat=True)
    loader.wanted["instrument"].update(chain)
    loader.load("instrument", Q(organ__in=own))
    loader.close()
    return loader


def _of_term(own: list[int], label: str) -> Q:
    """The group's term, the subgroups' terms of the same name, and those whose plans one of these includes."""
    below = own[1:]
    included = PlanSection.objects.filter(term__body__in=own, term__label=label, other_term__body__in=below)
    return Q(label=label) | Q(pk__in=set(included.values_list("other_term", flat=True)))


def family(group: Body) -> list[int]:
    """Ids of the group and its descendants, depth first, each once."""
    below: dict[int, list[int]] = {}
    pairs = Parentage.objects.order_by("child__slug").values_list("parent_id", "child_id")
    for parent, child in pairs:
        below.setdefault(parent, []).append(child)
    found: dict[int, None] = {}
    waiting = [group.pk]
    while waiting:
        body = waiting.pop()
        if body not in found:
            found[body] = None
            waiting += reversed(below.get(body, []))
    return list(found)


def document(loader: Loader, own: list[int], slug: str) -> dict[str, Any]:
    """The whole file."""
    bodies = [loader.nodes["body", pk] for pk in own]
    shared = {
        name: [record(node) for node in loader.roots(kind) if kind != "body" or not loader.is_own(node)]
        for name, kind in SHARED.items()
    }
    return {
        "format": FORMAT,
        "group": slug,
        "terms": [term.values["label"] for term in bodies[0].children.get("terms", [])],
        "shared": {name: records for name, records in shared.items() if records},
        "bodies": [record(node) for node in bodies],
        "documents": [record(node) for node in loader.roots("document")],
    }


def record(node: Node) -> Any:
    """One record with all that is nested in it, without what equals the model's default."""
    written: dict[str, Any] = {}
    for part in node.spec.parts:
        value = _part(node, part)
        if value is not None:
            written[part.name] = value
    if node.spec.bare and list(written) == [node.spec.bare]:
        return written[node.spec.bare]
    return written


def _part(node: Node, part: Value | Ref | Refs | Children) -> Any:
    if isinstance(part, Children):
        found = [record(child) for child in node.of(part)]
        return (found if part.many else found[0]) if found else None
    value = node.values[part.name]
    if isinstance(part, Ref | Refs):
        return value or None
    return None if value == _default(node.spec, part.name) else to_json(value)


def _default(spec: Spec, name: str) -> Any:
    """What stands for silence; a required field is always written."""
    column = spec.column(name)
    return ... if spec.is_required(Value(name)) else column.get_default()
