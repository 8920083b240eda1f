"""The forms of the second factor: a code, and the password once more."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from portal.models import User


class _PlainForm(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True


class CodeForm(_PlainForm):
    """What the app shows."""

    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        help_text=_("Six digits, which your app shows for half a minute."),
        widget=forms.TextInput({"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}),
    )


class AnyCodeForm(CodeForm):
    """The same, or a recovery code; so no keyboard of digits alone."""

    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        help_text=_("Six digits of your app, or one of your recovery codes."),
        widget=forms.TextInput({"autocomplete": "one-time-code", "autocapitalize": "characters", "autofocus": True}),
    )


class PasswordForm(_PlainForm):
    """The present password, for what its holder alone may do."""

    password = forms.CharField(
        label=_("Your password"), strip=False, widget=forms.PasswordInput({"autocomplete": "current-password"})
    )

    def __init__(self, *args: Any, account: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account = account

    def clean_password(self) -> str:
        """The account's own."""
        password: str = self.cleaned_data["password"]
        if not self.account.check_password(password):
            raise forms.ValidationError(_("This is not your password."))
        return password
