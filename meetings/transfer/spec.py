"""The words in which a record of the format is declared: its fields in the order of the file, and its key."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from django.db import models


@dataclass(frozen=True)
class Value:
    """A plain field of the model: text, number, date, hour, texts by language.

    `aside`: what became of the record, not what it says; see `Spec.row`.
    """

    name: str
    aside: bool = False


@dataclass(frozen=True)
class Ref:
    """A reference to one record. `late` ones close a circle, so they are set once all rows are there.

    `without` says which fields change when the record referred to is outside of the file and the reference is left out.
    `inside`: then the whole record is left out.
    """

    name: str
    to: str
    late: bool = False
    aside: bool = False
    inside: bool = False
    without: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Refs:
    """References to any number of records, in the order of their keys: the database keeps no other one."""

    name: str
    to: str


@dataclass(frozen=True)
class Children:
    """Records nested in this one. Not `many`: one at most, an object instead of a list."""

    name: str
    kind: str
    many: bool = True
    aside: bool = False


Part = Value | Ref | Refs | Children
Fill = Callable[[Mapping[str, Any]], Mapping[str, Any]]


@dataclass(frozen=True)
class Spec:
    """How one model stands in the file.

    `identity`: the fields that tell a record from its siblings; none means that its place in the list does.
    `owner`: the foreign key to the record it is nested in. `nest`: the foreign key to a record of the same kind that it
    may be nested in below that. `bare`: the field that alone may stand for the record, such as the slug of a parent.
    `fill`: fields that are not in the file but follow from those that are; raises ValueError with what it expected.
    """

    kind: str
    model: type[models.Model]
    parts: tuple[Part, ...]
    identity: tuple[str, ...] = ()
    owner: str = ""
    separator: str = "/"
    joint: str = "/"
    nest: str = ""
    bare: str = ""
    order: tuple[str, ...] = ("position",)
    fill: Fill | None = None

    @cached_property
    def values(self) -> tuple[Value, ...]:
        return tuple(part for part in self.parts if isinstance(part, Value))

    @cached_property
    def refs(self) -> tuple[Ref, ...]:
        return tuple(part for part in self.parts if isinstance(part, Ref))

    @cached_property
    def lists_of_refs(self) -> tuple[Refs, ...]:
        return tuple(part for part in self.parts if isinstance(part, Refs))

    @cached_property
    def children(self) -> tuple[Children, ...]:
        return tuple(part for part in self.parts if isinstance(part, Children))

    @cached_property
    def row(self) -> Spec:
        """The same without what stands aside: what editors change and versions freeze."""
        kept = tuple(part for part in self.parts if isinstance(part, Refs) or not part.aside)
        return replace(self, parts=kept)

    @cached_property
    def has_position(self) -> bool:
        return any(column.name == "position" for column in self.model._meta.fields)

    @property
    def label(self) -> str:
        """The record's name in a sentence: “agenda item”."""
        return str(self.model._meta.verbose_name)

    def column(self, name: str) -> Any:
        """The model's field."""
        return self.model._meta.get_field(name)

    def is_required(self, part: Part) -> bool:
        """Whether the file must say it: the model has no default for it and may not be without it."""
        asked = type(part), part.name
        if asked not in self._required:
            self._required[asked] = self._must_be_said(part)
        return self._required[asked]

    @cached_property
    def _required(self) -> dict[tuple[type, str], bool]:
        """Asked for every field of every record, and always the same."""
        return {}

    def _must_be_said(self, part: Part) -> bool:
        if isinstance(part, Refs | Children):
            return False
        column = self.column(part.name)
        return not (column.has_default() or column.null or column.blank) or (
            isinstance(part, Value)
            and column.has_default()
            and not column.blank
            and not column.get_default()
            and not isinstance(column, models.BooleanField | models.IntegerField)
        )


def parts(*given: str | Part) -> tuple[Part, ...]:
    """Plain names are values."""
    return tuple(Value(part) if isinstance(part, str) else part for part in given)


def walk(specs: Mapping[str, Spec], kind: str) -> Iterator[Spec]:
    """A record's spec and those of all that may be nested in it, each once."""
    seen: set[str] = set()
    waiting = [kind]
    while waiting:
        name = waiting.pop(0)
        if name not in seen:
            seen.add(name)
            yield specs[name]
            waiting += [child.kind for child in specs[name].children]
