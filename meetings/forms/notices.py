"""How a reader wants to be told: each kind of notice, and the days of reminders."""

from __future__ import annotations

from typing import Any

from crispy_forms.layout import Div, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.enums import Delivery, NoticeKind
from meetings.forms.editing import BareForm
from portal.lib.numbers import NumbersError, read_numbers


class NoticesForm(BareForm):
    """One choice a kind; the names of the boxes are those of the kinds."""

    days_before = forms.CharField(
        label=_("Days before a deadline on which you are reminded"),
        required=False,
        max_length=80,
        help_text=_("Such as 14, 7, 3, 1, 0. Left empty: as your groups have it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in NoticeKind:
            self.fields[kind.value] = forms.ChoiceField(label=kind.label, choices=Delivery.choices)
        kinds = [kind.value for kind in NoticeKind]
        self.helper.layout = Layout(Div(*kinds, css_class="choices"), "days_before")

    def clean_days_before(self) -> str:
        """Numbers between commas."""
        typed = str(self.cleaned_data["days_before"])
        try:
            read_numbers(typed, most=366)
        except NumbersError as error:
            raise forms.ValidationError(_("Expected numbers of days such as 14, 7, 3, 1, 0.")) from error
        return typed.strip()
