"""The record of a row without what nobody asks about: each kind of it would be a query."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from meetings.transfer.records import ROWS
from meetings.transfer.spec import Spec, Value

ONE_OF = ("meeting", "deadline")
"""What a row has one of."""


def narrowed(fields: Collection[str], *, items: bool) -> Mapping[str, Spec]:
    """How rows are declared that say what stands in their columns and these fields (“citations”, “meeting.room”).

    `items`: also what the items of their agendas say.
    """
    of_meeting, of_deadline = (_under(name, fields) for name in ONE_OF)
    agenda = not of_meeting.isdisjoint(("items", "outcomes"))  # an outcome names its item
    if agenda or items:
        of_meeting |= {"items"}
    found = {
        "entry": _with(ROWS["entry"], {"trace_of", *ONE_OF, *fields}),
        "meeting": _with(ROWS["meeting"], of_meeting),
        "deadline": _with(ROWS["deadline"], of_deadline),
    }
    if not agenda:
        found["agenda_item"] = _with(ROWS["agenda_item"], ())
    return {**ROWS, **found}


def _under(name: str, fields: Collection[str]) -> set[str]:
    return {field.partition(".")[2] for field in fields if field.startswith(f"{name}.")}


def _with(spec: Spec, names: Collection[str]) -> Spec:
    """Plain fields and what is named."""
    return replace(spec, parts=tuple(part for part in spec.parts if isinstance(part, Value) or part.name in names))
