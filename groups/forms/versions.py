"""What a browser would send of a record's form: as the record stands, or as its facts in the audit trail say it was."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import NON_FIELD_ERRORS
from django.db.models import Field, Model
from django.forms.models import model_to_dict
from django.utils import translation
from django.utils.translation import gettext as _

from groups.forms.factory import RecordForm, form_for
from groups.records.facts import ids_of
from groups.records.kinds import RecordKind
from portal.actors import Actor

Facts = Mapping[str, Any]
GONE = "invalid_choice", "invalid_pk_value"


def form_of(kind: RecordKind, record: Model, values: Mapping[str, Any], *, actor: Actor, seen: str) -> RecordForm:
    """The form of `record`, filled with `values` by field as if somebody had typed them."""
    blank = form_for(kind)(None, instance=record, actor=actor)
    sent: dict[str, Any] = {"seen": seen}
    for name in kind.fields:
        sent |= _sent(blank, name, values.get(name))
    return form_for(kind)(sent, instance=record, actor=actor)


def values_of(kind: RecordKind, record: Model, facts: Facts) -> dict[str, Any]:
    """The values of the form's fields as the facts have them; those that they do not know stay as they are."""
    values = model_to_dict(record, kind.fields) if record.pk else {}
    return {**values, **{name: value_in(kind, name, facts) for name in kind.fields if name in facts}}


def value_in(kind: RecordKind, name: str, facts: Facts) -> Any:
    """One field's value. A relation is its number; rows from before numbers were kept know what it was called alone."""
    field: Any = kind.model._meta.get_field(name)
    if field.many_to_many:
        return facts.get(ids_of(name), facts[name])
    if field.is_relation:
        return facts.get(field.attname, facts[name])
    assert isinstance(field, Field)
    return field.to_python(facts[name])


def _sent(form: RecordForm, name: str, value: Any) -> dict[str, Any]:
    box = form.fields[name]
    shown = box.prepare_value(_by_name(box, value))
    widget: Any = box.widget
    if isinstance(widget, forms.MultiWidget):
        parts: Any = getattr(widget, "widgets_names")  # noqa: B009 the stubs do not know it
        return {f"{name}{part}": text for part, text in zip(parts, widget.decompress(shown) or (), strict=True)}
    if isinstance(widget, forms.CheckboxInput):
        return {name: "on"} if shown else {}
    if isinstance(widget, forms.SelectMultiple | forms.CheckboxSelectMultiple):
        return {name: [str(one) for one in shown or []]}
    if isinstance(widget, forms.Select):
        return {name: "" if shown is None else str(shown)}
    return {name: widget.format_value(shown) or ""}


def _by_name(box: forms.Field, value: Any) -> Any:
    """The number of the one choice that is called so, where only its name is known; else the name, which is refused."""
    if not isinstance(box, forms.ModelChoiceField) or box.queryset is None:
        return value
    if isinstance(value, list):
        return [_number_of(box, one) for one in value]
    return _number_of(box, value)


def _number_of(box: forms.ModelChoiceField[Any], value: Any) -> Any:
    if not isinstance(value, str):
        return value
    with translation.override(settings.LANGUAGE_CODE):  # the log's
        found = [choice.pk for choice in box.queryset or () if str(choice) == value]
    return found[0] if len(found) == 1 else value


def refusal_of(form: RecordForm, names: Mapping[str, str]) -> str:
    """Why a filled form was refused, in sentences; `names` say what a field that can no longer be chosen was called."""
    sentences = []
    for name, errors in form.errors.as_data().items():
        label = str(form.fields[name].label or "") if name in form.fields else ""
        for error in errors:
            if error.code in GONE and names.get(name):
                told = _("%(field)s: “%(name)s” can no longer be chosen.") % {"field": label, "name": names[name]}
            else:
                said = " ".join(str(message) for message in error.messages)
                told = said if name == NON_FIELD_ERRORS or not label else f"{label}: {said}"
            sentences.append(told)
    return " ".join(sentences)
