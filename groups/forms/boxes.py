"""Which box a field of the record is typed into."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Field, Model, Q, QuerySet, URLField
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from groups.models import Organization
from groups.records.kinds import RecordKind
from portal.actors import Actor
from portal.fields import MultilingualField, within_years
from portal.lib.multilingual import LANGUAGES
from portal.middleware.reader import known_zones

OF_LANGUAGES = ("languages", "interpretation")
OF_ONE_LANGUAGE = ("language", "original_language", "language_of_source")
# Relations whose models leave it to Django to make a name, which is then in English.
RELATIONS = {
    "parent": _("Under"),
    "other": _("Other end of the relation"),
    "body": _("Body"),
    "delegation": _("Delegation"),
    "person": _("Person"),
    "provision": _("Provision"),
    "user": _("Account"),
}
DATED = {
    "DateField": (forms.DateInput, {"type": "date"}, "%Y-%m-%d"),
    "TimeField": (forms.TimeInput, {"placeholder": "HH:MM", "inputmode": "numeric"}, "%H:%M"),
    "DateTimeField": (forms.DateTimeInput, {"type": "datetime-local", "step": "1"}, "%Y-%m-%dT%H:%M:%S"),
}


def box_for(field: Field[Any, Any], kind: RecordKind, **kwargs: Any) -> forms.Field | None:
    """The form's field for a model's field."""
    if isinstance(field, MultilingualField):
        return field.formfield(long=field.name in kind.long)
    if field.name in OF_LANGUAGES:
        return forms.MultipleChoiceField(
            choices=_languages(),
            widget=forms.CheckboxSelectMultiple,
            required=False,
            label=capfirst(field.verbose_name),
        )
    if field.name in OF_ONE_LANGUAGE:
        empty = [("", "---------")] if field.blank else []
        kwargs |= {"widget": forms.Select(choices=empty + _languages())}
    if dated := DATED.get(field.get_internal_type()):
        widget, attributes, written = dated
        kwargs["widget"] = widget(attributes, format=written)
    if field.get_internal_type() == "DateTimeField":
        kwargs["help_text"] = _("In UTC.")
    if isinstance(field, URLField):
        kwargs["assume_scheme"] = "https"
    if _has_its_own_number(field):
        kwargs["required"] = False
    box: forms.Field | None = field.formfield(**kwargs)
    if box is not None and field.name in RELATIONS and not isinstance(field.verbose_name, Promise):
        box.label = RELATIONS[field.name]
    if box is not None and field.name == "position":
        box.label = _("Order")
        box.help_text = _("Left empty, it comes last.")
    if isinstance(box, forms.DateField):
        box.validators.append(within_years)
    if box is not None and field.name == "zone":
        box.validators.append(known_zone)
        box.help_text = _("As in America/New_York.")
    return box


def known_zone(name: str) -> None:
    """An hour in a zone that nobody knows could not be shown."""
    if name not in known_zones():
        raise ValidationError(_("There is no such time zone; expected one such as America/New_York."))


def fill_numbers(kind: RecordKind, cleaned: dict[str, Any], record: Model) -> None:
    """Numbers left empty are what the record's model says; a place in an order is the last one."""
    for name in kind.fields:
        field = kind.model._meta.get_field(name)
        if isinstance(field, Field) and _has_its_own_number(field) and cleaned.get(name) is None:
            cleaned[name] = _last(kind, record) + 1 if name == "position" else field.get_default()


def _has_its_own_number(field: Field[Any, Any]) -> bool:
    return "IntegerField" in field.get_internal_type() and not field.null and field.has_default()


def _last(kind: RecordKind, record: Model) -> int:
    siblings = kind.model._default_manager.exclude(pk=record.pk)
    if kind.parent:
        siblings = siblings.filter(**{kind.parent: getattr(record, kind.parent)})
    return max(siblings.values_list("position", flat=True), default=-1)


def _languages() -> list[tuple[str, str]]:
    names = [(code, str(get_language_info(code)["name_local"])) for code in LANGUAGES]
    return [(code, name[:1].upper() + name[1:]) for code, name in names]


def choices_for(actor: Actor, kind: RecordKind, record: Model, name: str, offered: QuerySet[Any]) -> QuerySet[Any]:
    """What of `offered` the actor may know of and the record may name; what it names already stays."""
    narrowed = kind.narrow(record, name) if kind.narrow else None
    chosen = offered if narrowed is None else narrowed
    known = getattr(chosen, "known_to", None) or getattr(chosen, "visible_to", None)
    if known is not None:
        chosen = known(actor)
    elif chosen.model is Organization and not actor.is_admin:
        chosen = chosen.filter(pk__in=actor.secretariat_of)
    present = getattr(record, f"{name}_id", None)
    everything = chosen.model._default_manager.filter(Q(pk__in=chosen.values("pk")) | Q(pk=present))
    # Names are made of what a record belongs to; without a limit Django follows what every row has.
    return everything.select_related()
