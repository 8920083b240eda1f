"""Model fields that several apps share."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import lru_cache, partialmethod
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.query_utils import DeferredAttribute
from django.db.models.signals import class_prepared
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal.lib.multilingual import LANGUAGES, Multilingual

LONGEST_REMEMBERED = 500


class Recorded(Multilingual):
    """A text of a record. Where only a string will do, as in the choices of a form, it is in the reader's language."""

    __slots__ = ()

    def __str__(self) -> str:
        return self.pick((get_language() or settings.LANGUAGE_CODE)[:2]).text


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


class PrecisionField(models.CharField):
    """How exactly the date beside it is known; the first day stands for a month, quarter, half or year."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        from portal.enums import Precision

        kwargs.setdefault("max_length", 8)
        kwargs.setdefault("choices", Precision.choices)
        kwargs.setdefault("default", Precision.DAY)
        super().__init__(*args, **kwargs)
