"""The secretariat's own words for a notice, in each language of the interface."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.forms.editing import BareForm
from meetings.models.notices import LONGEST_SENTENCE, LONGEST_SUBJECT
from meetings.notices.message import OwnWords
from portal.lib.multilingual import LANGUAGES


class NoticeWordsForm(BareForm):
    """A subject and a sentence a language, none of them required; `seen` is the seal of what was seen."""

    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for language in LANGUAGES:
            subject = forms.TextInput({"lang": language})
            sentence = forms.Textarea({"lang": language, "rows": 2})
            self.fields[f"subject_{language}"] = forms.CharField(
                label=_("Subject"), required=False, max_length=LONGEST_SUBJECT, widget=subject
            )
            self.fields[f"sentence_{language}"] = forms.CharField(
                label=_("Sentence before the facts"), required=False, max_length=LONGEST_SENTENCE, widget=sentence
            )

    @property
    def words(self) -> dict[str, OwnWords]:
        """As the operation takes them."""
        data = self.cleaned_data
        return {each: OwnWords(data[f"subject_{each}"], data[f"sentence_{each}"]) for each in LANGUAGES}


def initial_of(words: Mapping[str, OwnWords], seen: str) -> dict[str, str]:
    """The form as it is first shown."""
    found = {"seen": seen}
    for language, each in words.items():
        found |= {f"subject_{language}": each.subject, f"sentence_{language}": each.sentence}
    return found
