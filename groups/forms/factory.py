"""From a kind of record to its form: crispy, checked against the database's own constraints before it is asked."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Field, Model
from django.utils.text import slugify
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from groups.forms.sentences import sentence_for
from groups.records.facts import facts_of
from groups.records.kinds import RecordKind
from portal.fields import MultilingualField
from portal.lib import symbols
from portal.lib.multilingual import LANGUAGES


class RecordForm(forms.ModelForm):
    """The form of one kind; `kind` is set by `form_for`. Refuses to save over what somebody else changed meanwhile."""

    kind: RecordKind
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.initial["seen"] = digest(self.instance)
        if self.kind.address:
            self.fields[self.kind.address].required = False
            self.fields[self.kind.address].help_text = _("Left empty, it is made from the symbol or the name.")
        if self.kind.narrow:
            for name, choice in self.fields.items():
                if isinstance(choice, forms.ModelChoiceField):
                    narrowed = self.kind.narrow(self.instance, name)
                    choice.queryset = narrowed if narrowed is not None else choice.queryset

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        current = type(self.instance).objects.filter(pk=self.instance.pk).first() if self.instance.pk else None
        if current and cleaned.get("seen") and cleaned["seen"] != digest(current):
            raise ValidationError(
                _("Somebody changed this record after you opened it. Open it again to see their version beside yours.")
            )
        if self.kind.symbol:
            self._normalise(cleaned)
        if self.kind.address and not cleaned.get(self.kind.address):
            cleaned[self.kind.address] = self._address(cleaned)
        return cleaned

    def _normalise(self, cleaned: dict[str, Any]) -> None:
        """One identity for every spelling: the key is derived here, and a second record under it is refused."""
        printed = (cleaned.get(self.kind.symbol) or "").strip()
        read = symbols.parse(printed) if printed else None
        key = (read.key if read else symbols.normalise(printed)) if printed else None
        self.instance.symbol_key = key
        taken = type(self.instance).objects.filter(symbol_key=key).exclude(pk=self.instance.pk).first() if key else None
        if taken:
            self.add_error(
                self.kind.symbol,
                _("“%(given)s” is already registered as “%(printed)s”.") % {"given": printed, "printed": taken},
            )

    def _address(self, cleaned: dict[str, Any]) -> str:
        symbol = symbols.parse(cleaned.get("symbol") or "")
        if symbol:
            return symbol.url_key
        named = cleaned.get("acronym") or cleaned.get("name") or cleaned.get("title") or ""
        return slugify(str(named))[:80]

    def _get_validation_exclusions(self) -> set[str]:
        """Constraints that span the parent or the derived key are checked too, though no box shows these."""
        excluded: set[str] = super()._get_validation_exclusions()
        return excluded - {self.kind.parent, "symbol_key", self.kind.address}

    def _update_errors(self, errors: ValidationError) -> None:
        """A constraint's name means nothing to its reader: say what was expected."""
        if hasattr(errors, "error_dict"):
            for messages in errors.error_dict.values():
                for message in messages:
                    message.message = sentence_for(str(message.message))
        super()._update_errors(errors)


def digest(record: Model) -> str:
    """What the record says, as a short hash: "" for a new one."""
    if record.pk is None:
        return ""
    said = json.dumps(facts_of(record), sort_keys=True, default=str)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def form_for(kind: RecordKind) -> type[RecordForm]:
    """The form class of a kind."""

    def make(field: Field[Any, Any], **kwargs: Any) -> forms.Field | None:
        return _box(field, kind, **kwargs)

    made = forms.modelform_factory(kind.model, form=RecordForm, fields=list(kind.fields), formfield_callback=make)
    made.kind = kind
    return made


def _box(field: Field[Any, Any], kind: RecordKind, **kwargs: Any) -> forms.Field | None:
    if isinstance(field, MultilingualField):
        return field.formfield(long=field.name in kind.long)
    if field.name == "languages":
        names = [(code, get_language_info(code)["name_local"].capitalize()) for code in LANGUAGES]
        return forms.MultipleChoiceField(
            choices=names, widget=forms.CheckboxSelectMultiple, required=False, label=field.verbose_name.capitalize()
        )
    if field.get_internal_type() == "DateField":
        kwargs["widget"] = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    if field.get_internal_type() == "TimeField":
        kwargs["widget"] = forms.TimeInput({"placeholder": "HH:MM", "inputmode": "numeric"}, format="%H:%M")
    if field.name in ("position", "offset", "number", "corrigendum", "addendum", "stands_for"):
        kwargs["required"] = False
    box = field.formfield(**kwargs)
    if box is not None and field.name == "position":
        box.label = _("Order")
    return box
