"""Model fields that several apps share."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from functools import lru_cache, partialmethod
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.query_utils import DeferredAttribute
from django.db.models.signals import class_prepared
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from portal.lib.dates import FIRST_DAY, FIRST_YEAR, LAST_DAY, LAST_YEAR, is_within_years
from portal.lib.multilingual import LANGUAGES, Multilingual, Text

LONGEST_REMEMBERED = 500
# The languages of the texts that were made strings since somebody asked, see `spoken`.
_heard: ContextVar[list[str] | None] = ContextVar("heard", default=None)


class Recorded(Multilingual):
    """A text of a record. Where only a string will do, as in the choices of a form, it is in the reader's language."""

    __slots__ = ()

    def __str__(self) -> str:
        said = self.pick(_page_language())
        heard = _heard.get()
        if heard is not None and said.text:
            heard.append(said.language)
        return said.text


def _page_language() -> str:
    return (get_language() or settings.LANGUAGE_CODE)[:2]


def spoken(said: Callable[[], object]) -> Text:
    """A string made of records, such as what one calls itself, with the language that its texts are really in.

    Where some of them are in the reader's language and others are not, it counts as the reader's: it cannot be parted.
    """
    token = _heard.set([])
    try:
        words = str(said())
        languages = set(_heard.get() or ())
    finally:
        _heard.reset(token)
    foreign = languages.pop() if len(languages) == 1 else ""
    return Text(words, foreign or _page_language())


@lru_cache(maxsize=20_000)
def _remembered(stored: str) -> Recorded:
    """The text that is stored so. Most are empty, many are met again on each page, and none can be changed."""
    return Recorded(json.loads(stored))


class _Attribute(DeferredAttribute):
    """Gives `Recorded` from the moment of assignment, not only after a read from the database."""

    def __set__(self, instance: models.Model, value: Any) -> None:
        if type(value) is not Recorded and not hasattr(value, "resolve_expression"):
            value = self.field.to_python(value)
        instance.__dict__[self.field.attname] = value


class MultilingualField(models.JSONField):
    """A text in up to four languages: one JSON object, given as `Recorded`; never null, empty when absent."""

    descriptor_class = _Attribute

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", Multilingual)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Recorded:
        if isinstance(value, str) and len(value) <= LONGEST_REMEMBERED:
            return _remembered(value)
        return self.to_python(super().from_db_value(value, expression, connection))

    def to_python(self, value: Any) -> Recorded:
        if isinstance(value, Recorded):
            return value
        if value in (None, ""):
            return Recorded()
        if isinstance(value, str):
            value = self._parsed(value)
        if not isinstance(value, Mapping) or not all(isinstance(text, str) for text in value.values()):
            raise ValidationError(_("Expected a text for each language, such as {“en”: “Chair”}."))
        unknown = sorted(set(value) - set(LANGUAGES))
        if unknown:
            raise ValidationError(
                _("Unknown language “%(code)s”: expected en, es, fr or pt."), params={"code": unknown[0]}
            )
        return Recorded(value)

    def get_prep_value(self, value: Any) -> Any:
        return dict(self.to_python(value)) if not hasattr(value, "resolve_expression") else value

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if not prepared:
            value = self.get_prep_value(value)
        return super().get_db_prep_value(value, connection, prepared=True)

    def value_to_string(self, obj: models.Model) -> Any:
        return dict(self.value_from_object(obj))

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(dict(value), model_instance)

    def formfield(self, **kwargs: Any) -> Any:
        """A labelled box for each language."""
        from portal.forms.multilingual import MultilingualFormField

        given: dict[str, Any] = {"label": capfirst(self.verbose_name), "required": not self.blank}
        given["help_text"] = self.help_text
        given.update({name: kwargs[name] for name in ("label", "help_text", "required", "long") if name in kwargs})
        return MultilingualFormField(**given)

    @staticmethod
    def _parsed(value: str) -> Any:
        try:
            return json.loads(value)
        except ValueError as error:
            raise ValidationError(_("Expected a text for each language as JSON.")) from error


def _quick_labels(sender: type[models.Model], **_kwargs: Any) -> None:
    """Let `get_…_display` look up its word: Django's own translates all the choices of the field at each call."""
    for field in sender._meta.local_fields:
        if field.choices and isinstance(sender.__dict__.get(f"get_{field.name}_display"), partialmethod):
            setattr(sender, f"get_{field.name}_display", _display_of(field))


def _display_of(field: models.Field[Any, Any]) -> Callable[[models.Model], str | None]:
    labels: dict[Any, Any] = {}

    def display(self: models.Model) -> str | None:
        if not labels:
            labels.update(field.flatchoices)
        value = getattr(self, field.attname)
        label = labels.get(value, value)
        return None if label is None else str(label)

    return display


class_prepared.connect(_quick_labels)


def year_words(day: dt.date) -> str:
    """What is wrong with a day that no record bears."""
    facts = {"first": FIRST_YEAR, "last": LAST_YEAR, "year": f"{day.year:04}"}
    return gettext("Expected a year from %(first)s to %(last)s, got %(year)s.") % facts


def within_years(day: dt.date) -> None:
    """ValidationError where a date is a slip of the keyboard: see `portal.lib.dates.years`."""
    if not is_within_years(day):
        raise ValidationError(year_words(day))


def years_kept(name: str, *fields: str) -> models.CheckConstraint:
    """The same of these fields in the database, where they are not empty."""
    condition = models.Q()
    for field in fields:
        condition &= models.Q((field, None)) | models.Q((f"{field}__range", (FIRST_DAY, LAST_DAY)))
    return models.CheckConstraint(condition=condition, name=name)


class PrecisionField(models.CharField):
    """How exactly the date beside it is known; the first day stands for a month, quarter, half or year."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        from portal.enums import Precision

        kwargs.setdefault("max_length", 8)
        kwargs.setdefault("choices", Precision.choices)
        kwargs.setdefault("default", Precision.DAY)
        super().__init__(*args, **kwargs)
