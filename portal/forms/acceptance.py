"""The form that takes up an invitation: a new account with its password, language and zone."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import password_validators_help_text_html, validate_password
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from groups.models import Invitation
from groups.pages.dates import page_language
from portal.forms.preferences import zone_choices
from portal.models import User


class AcceptanceForm(forms.Form):
    """Name, password, language and zone of the account that the invitation opens."""

    name = forms.CharField(label=_("Your name"), max_length=200, widget=forms.TextInput({"autocomplete": "name"}))
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        help_text=password_validators_help_text_html,
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=[(code, capfirst(name)) for code, name in settings.LANGUAGES]
    )
    zone = forms.ChoiceField(
        label=_("Your time zone"),
        required=False,
        help_text=_("Hours are always shown in the venue’s zone; yours stand beside them where they differ."),
    )

    def __init__(self, *args: Any, invitation: Invitation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.invitation = invitation
        choices = zone_choices(page_language(), timezone.now().date())
        zone = self.fields["zone"]
        assert isinstance(zone, forms.ChoiceField)
        zone.choices = [("", _("Venue time only")), *choices]
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if password := cleaned.get("password"):
            account = User(email=self.invitation.email, name=cleaned.get("name", ""))
            try:
                validate_password(password, account)
            except ValidationError as error:
                self.add_error("password", error)
        return cleaned
