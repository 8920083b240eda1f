"""The order of choices: by what they are called in the page's language, where records have none of their own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms.models import ModelChoiceIterator

from groups.models import Body, Delegation, Organization, Person
from portal.lib.collation import collation_key

BY_NAME = (Body, Delegation, Organization, Person)
"""Others come in an order that says something: terms and meetings by date, posts and paragraphs by number."""


class ByName(ModelChoiceIterator):
    """Offers a field's records in alphabetical order; persons by their family names."""

    def __iter__(self) -> Iterator[Any]:
        if self.field.empty_label is not None:
            yield ("", self.field.empty_label)
        yield from (self.choice(record) for record in sorted(self.queryset, key=self._name))

    def _name(self, record: Any) -> tuple[str, str]:
        label = self.field.label_from_instance(record)
        family = getattr(record, "family_name", "")
        return collation_key(f"{family} {label}" if family else str(label))


def offer(box: forms.ModelChoiceField[Any], choices: QuerySet[Any]) -> None:
    """Let `box` choose from `choices`, in the reader's order."""
    if choices.model in BY_NAME:
        box.iterator = ByName
    box.queryset = choices
