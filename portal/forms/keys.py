"""A new key of the reading API."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from portal.enums import KeyScope


class KeyForm(forms.Form):
    """What it is for, what it opens, and until when."""

    name = forms.CharField(
        label=_("What it is for"), max_length=80, help_text=_("Such as the program or the site that reads with it.")
    )
    scope = forms.ChoiceField(label=_("What it opens"), choices=KeyScope.choices, initial=KeyScope.PUBLIC)
    expires_on = forms.DateField(
        label=_("Last day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Left empty, the key opens until you withdraw it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "key_%s", **kwargs})
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
