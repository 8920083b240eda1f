"""The order of choices: by what they are called in the page's language, where records have none of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms.models import ModelChoiceIterator, ModelChoiceIteratorValue
from django.utils import timezone

from groups.models import Body, Delegation, Organization, Person, Post
from groups.pages.dates import page_language
from groups.pages.posts import post_names
from groups.queries.posts import with_tenures
from groups.records.naming import in_words
from portal.fields import spoken
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


class Posts(ModelChoiceIterator):
    """Offers posts in their order, each with which of several it is and who holds it."""

    def __iter__(self) -> Iterator[Any]:
        if self.field.empty_label is not None:
            yield ("", self.field.empty_label)
        posts = list(with_tenures(self.queryset.select_related("term__body")))
        names = post_names(posts, timezone.now().date())
        for post in posts:
            yield (ModelChoiceIteratorValue(self.field.prepare_value(post), post), names[post.pk])


class _Marked:
    """Marks an option whose name is in another language than the page.

    That of a record is known by itself; `languages` says it of other values.
    """

    languages: Mapping[str, str] = {}

    def create_option(self, name: str, value: Any, label: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        made: dict[str, Any] = super().create_option(name, value, label, *args, **kwargs)  # type: ignore[misc]
        instance = getattr(value, "instance", None)
        language = spoken(partial(in_words, instance)).language if instance else self.languages.get(str(value), "")
        if language and language != page_language():
            made["attrs"]["lang"] = language
        return made


# Named as Django's, whose names are classes of the style sheet.
class Select(_Marked, forms.Select):
    """One of several records."""


class SelectMultiple(_Marked, forms.SelectMultiple):
    """Some of several records."""


UNNAMED = forms.ModelChoiceField.label_from_instance
MARKED = {forms.Select: Select, forms.SelectMultiple: SelectMultiple}


def offer(box: forms.ModelChoiceField[Any], choices: QuerySet[Any]) -> None:
    """Let `box` choose from `choices`, in the reader's order."""
    if choices.model in BY_NAME:
        box.iterator = ByName
    if choices.model is Post:
        box.iterator = Posts
    if hasattr(choices.model, "in_words") and type(box).label_from_instance is UNNAMED:
        box.label_from_instance = in_words  # type: ignore[method-assign, assignment]  # as a subclass would, for these alone
    if marked := MARKED.get(type(box.widget)):
        required = box.widget.is_required
        box.widget = marked(box.widget.attrs)
        box.widget.is_required = required
    box.queryset = choices
