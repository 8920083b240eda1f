"""What a file may say of silence procedures: the same of their texts as the portal holds to.

Under silence a text goes without a number, and its state is that of one not settled, until a meeting has announced the
result; members must be able to read it; and one objection breaks it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from documents.enums import TextState
from documents.models import LanguageVersion
from meetings.operations.silence_texts import MAY_BE_ADOPTED
from meetings.silences.states import FAILED, HOLDING
from meetings.transfer.difference import Comparison
from meetings.transfer.errors import Fault
from meetings.transfer.nodes import Index, Node

UNTIL = "until a meeting has announced that the silence was not broken"


def broken_silences(comparison: Comparison, index: Index) -> list[Fault]:
    """What the file would add that no silence admits, beside what is recorded here."""
    faults: list[Fault] = []
    for node in comparison.new:
        if node.spec.kind == "silence" and node.values["state"] in HOLDING:
            text = index["revision", node.values["revision"]]
            faults += [Fault(f"{node.place}.revision", message) for message in _of_the_text(node, text)]
        elif node.spec.kind == "objection" and node.owner and _recorded(node.owner, "state") not in FAILED:
            state = _recorded(node.owner, "state")
            faults.append(
                Fault(
                    node.place,
                    f"the silence “{node.owner.key}” is {state}, and here somebody objects to it: "
                    "expected one that is broken, since one objection breaks it",
                )
            )
    return faults


def _of_the_text(silence: Node, text: Node) -> Iterator[str]:
    said = f"the text “{text.key}” is under the silence “{silence.key}”, which is {silence.values['state']}"
    number, state = _recorded(text, "symbol"), _recorded(text, "state")
    if number:
        yield f"{said}, and has the number “{number}”: expected none {UNTIL}"
    if state not in MAY_BE_ADOPTED:
        yield f"{said}, and its state is {state}: expected one of {', '.join(map(str, MAY_BE_ADOPTED))} {UNTIL}"
    if not _is_out(text):
        yield f"{said}, and is out in no language: expected one version at least that is {TextState.AVAILABLE}"


def _recorded(node: Node, name: str) -> Any:
    """What is recorded here, which no file changes; what the file says of a new one."""
    return getattr(node.row, name) if node.row is not None else node.values[name]


def _is_out(text: Node) -> bool:
    versions = text.children.get("versions", [])
    if any(_recorded(version, "state") == TextState.AVAILABLE for version in versions):
        return True
    if text.row is None:
        return False
    return LanguageVersion.objects.filter(revision=text.row.pk, state=TextState.AVAILABLE).exists()
