"""The form of a schedule's title, span and notes, in the language of the page; other languages stay as they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.forms.editing import BareForm

LONGEST = 2000


class HeadingForm(BareForm):
    """`content`: the heading as it is, a record of the format; there is always a field for one note more."""

    title = forms.CharField(label=gettext_lazy("Title"), required=False, max_length=500)
    span_wording = forms.CharField(
        label=gettext_lazy("Span, as printed in the heading"), required=False, max_length=200
    )

    def __init__(self, *args: Any, content: Mapping[str, Any], language: str, **kwargs: Any) -> None:
        self.content, self.language = content, language
        notes = list(content["notes"])
        initial: dict[str, Any] = {name: content[name].get(language, "") for name in ("title", "span_wording")}
        initial |= {f"note-{number}": note["text"].get(language, "") for number, note in enumerate(notes)}
        initial |= {f"on-title-{number}": note["on_title"] for number, note in enumerate(notes)}
        super().__init__(*args, initial={f"on-title-{len(notes)}": True} | initial, **kwargs)
        for number in range(len(notes) + 1):
            words = {"number": number + 1}
            label = _("Note %(number)s") % words if number < len(notes) else _("Another note")
            self.fields[f"note-{number}"] = forms.CharField(
                label=label, required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2})
            )
            self.fields[f"on-title-{number}"] = forms.BooleanField(
                label=_("It is a footnote of the title"), required=False
            )
        self.fields["reason"] = forms.CharField(label=_("Why it is proposed"), required=False, max_length=500)
        for name in ("title", "span_wording"):
            if shown := self._elsewhere(content[name]):
                self.fields[name].help_text = shown

    def _elsewhere(self, text: Mapping[str, str]) -> str:
        """What it says in another language, where it says nothing in this one."""
        return "" if self.language in text else next(iter(text.values()), "")

    def heading(self) -> dict[str, Any]:
        """The heading as the form would have it."""
        data = self.cleaned_data
        found = {name: self._with(self.content[name], data[name]) for name in ("title", "span_wording")}
        notes = [*self.content["notes"], {"text": {}, "on_title": True}]
        written = [
            {"text": self._with(note["text"], data[f"note-{number}"]), "on_title": data[f"on-title-{number}"]}
            for number, note in enumerate(notes)
        ]
        return {**found, "notes": [note for note in written if note["text"]]}

    def _with(self, text: Mapping[str, str], words: str) -> dict[str, str]:
        others = {language: value for language, value in text.items() if language != self.language}
        return {**others, self.language: words} if words else others
