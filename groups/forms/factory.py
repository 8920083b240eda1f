"""From a kind of record to its form: crispy, checked against the database's own constraints before it is asked."""

from __future__ import annotations

from typing import Any, cast

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Field
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from groups.forms.boxes import box_for, choices_for, fill_numbers
from groups.forms.choices import offer
from groups.forms.layout import layout_for
from groups.forms.sentences import sentence_for
from groups.records.facts import digest
from groups.records.kinds import RecordKind
from portal.actors import Actor
from portal.lib import symbols

STALE = _(
    "Somebody changed this record after you opened it. Open it again in another tab to see their version beside yours."
)


class RecordForm(forms.ModelForm):
    """The form of one kind; `kind` is set by `form_for`. Refuses to save over what somebody else changed meanwhile."""

    kind: RecordKind
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.initial["seen"] = digest(self.instance)
        if self.kind.address:
            self.fields[self.kind.address].required = False
            self.fields[self.kind.address].help_text = _("Left empty, it is made from the symbol or the name.")
        self.helper.layout = layout_for(self.fields)
        if "position" in self.fields and self.instance.pk is None:
            self.initial["position"] = None
        for name, choice in self.fields.items():
            if isinstance(choice, forms.ModelChoiceField) and choice.queryset is not None:
                offer(choice, choices_for(actor, self.kind, self.instance, name, choice.queryset))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        current = type(self.instance).objects.filter(pk=self.instance.pk).first() if self.instance.pk else None
        if current and cleaned.get("seen") != digest(current):
            raise ValidationError(STALE)
        fill_numbers(self.kind, cleaned, self.instance)
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
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]  # Django's own hook
        return excluded - {self.kind.parent, "symbol_key", self.kind.address}

    def _update_errors(self, errors: ValidationError) -> None:
        """A constraint's name means nothing to its reader: say what was expected."""
        if hasattr(errors, "error_dict"):
            errors.error_dict.pop("symbol_key", None)  # said already, beside the symbol
            made = self.kind.address
            if made and not self.cleaned_data.get(made) and {*self.errors, *errors.error_dict} - {made}:
                errors.error_dict.pop(made, None)  # left empty, as it may be: what it is made from is wanted
            for name in set(errors.error_dict) - {*self.fields, NON_FIELD_ERRORS}:
                errors.error_dict.setdefault(NON_FIELD_ERRORS, []).extend(errors.error_dict.pop(name))
            for messages in errors.error_dict.values():
                for message in messages:
                    message.message = str(sentence_for(str(message.message)))
        super()._update_errors(errors)  # type: ignore[misc]  # Django's own hook


def form_for(kind: RecordKind) -> type[RecordForm]:
    """The form class of a kind."""

    def make(field: Field[Any, Any], **kwargs: Any) -> forms.Field | None:
        return box_for(field, kind, **kwargs)

    made: Any = forms.modelform_factory(kind.model, form=RecordForm, fields=list(kind.fields), formfield_callback=make)
    made.kind = kind
    return cast("type[RecordForm]", made)
