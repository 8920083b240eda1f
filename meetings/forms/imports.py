"""The form that takes a schedule: pasted or as a file."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from meetings.imports.limits import LARGEST


class SourceForm(forms.Form):
    """A table pasted from Word, Excel or a page, or a file. `markup` is filled by the script that catches the paste."""

    pasted = forms.CharField(
        label=_("Paste the schedule"),
        help_text=_("A table from Word, Excel or a web page, or plain lines that begin with dates."),
        required=False,
        strip=False,
        max_length=1_000_000,
        widget=forms.Textarea(attrs={"rows": 12, "data-paste-markup": "id_markup"}),
    )
    markup = forms.CharField(required=False, strip=False, max_length=LARGEST, widget=forms.HiddenInput())
    file = forms.FileField(
        label=_("or choose a file"),
        help_text=_("Word (.docx), Excel (.xlsx), CSV, HTML or plain text, up to 5 MB."),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".docx,.xlsx,.csv,.tsv,.txt,.html,.htm"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def clean(self) -> dict[str, Any]:
        """One of the two, and no larger than a schedule is."""
        cleaned: dict[str, Any] = super().clean() or {}
        file = cleaned.get("file")
        if not file and not (cleaned.get("pasted") or "").strip():
            self.add_error("pasted", _("Paste a schedule or choose a file."))
        if file and file.size > LARGEST:
            self.add_error("file", _("The file is larger than 5 MB."))
        return cleaned

    def content(self) -> tuple[bytes | str, str]:
        """What is to be read, and the name of the file it was in."""
        file: UploadedFile | None = self.cleaned_data.get("file")
        if file:
            return file.read(), file.name or ""
        return self.cleaned_data.get("markup") or self.cleaned_data["pasted"], ""
