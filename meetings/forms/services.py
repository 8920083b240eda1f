"""The form of what the house arranges for a meeting."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from portal.lib.multilingual import LANGUAGES


class InterpretationForm(forms.Form):
    """Into which languages the meeting is interpreted; none ticked means that it is not."""

    languages = forms.MultipleChoiceField(
        label=_("Interpretation into"), required=False, widget=forms.CheckboxSelectMultiple
    )
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        languages = self.fields["languages"]
        assert isinstance(languages, forms.MultipleChoiceField)
        languages.choices = [(code, _capital(str(get_language_info(code)["name_translated"]))) for code in LANGUAGES]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
