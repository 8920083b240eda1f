"""References: each names a record of the same file."""

from __future__ import annotations

from meetings.transfer.errors import Fault
from meetings.transfer.nodes import Index
from meetings.transfer.records import SHARED, SPECS

FORMS = {
    "provision": "INSTRUMENT#key",
    "term": "GROUP/TERM",
    "revision": "DOCUMENT#number.corrigendum.addendum",
    "venue": "ORGANIZATION/key",
    "room": "ORGANIZATION/key",
    "agenda_item": "GROUP/TERM#entry/item",
    "tenure": "GROUP/TERM#post/number",
    "deadline_rule": "ORGANIZATION/BODY/key/FROM",
    **dict.fromkeys(("post", "mandate", "listing", "activity_table", "entry", "meeting"), "GROUP/TERM#key"),
}
"""How the key of a record reads, where it is more than its own key or slug."""

PLACES = {kind: f"$.shared.{name}" for name, kind in SHARED.items()} | {"document": "$.documents"}


def check_references(index: Index) -> list[Fault]:
    """A fault for each reference to nothing."""
    faults: list[Fault] = []
    for node in index.values():
        for ref in node.spec.refs:
            key = node.values.get(ref.name)
            if key is not None and (ref.to, key) not in index:
                faults.append(Fault(f"{node.place}.{ref.name}", _nothing(ref.to, key)))
        for refs in node.spec.lists_of_refs:
            faults += [
                Fault(f"{node.place}.{refs.name}", _nothing(refs.to, key))
                for key in node.values.get(refs.name, [])
                if (refs.to, key) not in index
            ]
    return faults


def _nothing(kind: str, key: str) -> str:
    spec = SPECS[kind]
    where = f"stands in {PLACES[kind]}" if kind in PLACES else "stands in this file"
    form = f", written {FORMS[kind]}" if kind in FORMS else ""
    return f"expected {_article(spec.label)} {spec.label} that {where}{form}: there is no “{key}”"


def _article(noun: str) -> str:
    return "an" if noun[:1].lower() in "aeiou" else "a"
