"""One text typed in each language: a labelled box for each, in one group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from portal.lib.multilingual import LANGUAGES, Multilingual


class MultilingualWidget(forms.MultiWidget):
    """A box for each language, named in itself and carrying its `lang`."""

    use_fieldset = True

    def __init__(self, *, long: bool = False, attrs: Mapping[str, Any] | None = None) -> None:
        def box(language: str) -> forms.Widget:
            about = {"lang": language, "dir": "auto"}
            return forms.Textarea({**about, "rows": 3}) if long else forms.TextInput(about)

        super().__init__({language: box(language) for language in LANGUAGES}, dict(attrs or {}))

    def decompress(self, value: Any) -> list[str]:
        texts = value if isinstance(value, Mapping) else {}
        return [texts.get(language, "") for language in LANGUAGES]

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        subwidgets = self.get_context(name, value, attrs)["widget"]["subwidgets"]
        rows = (
            (box["attrs"].get("id", ""), language, _own_name(language), self._box(box, renderer))
            for language, box in zip(LANGUAGES, subwidgets, strict=True)
        )
        label = '<div class="tongue"><label class="form-label" for="{}" lang="{}">{}</label>{}</div>'
        return format_html('<div class="tongues">{}</div>', format_html_join("", label, rows))

    def _box(self, box: dict[str, Any], renderer: Any) -> SafeString:
        return self._render(box["template_name"], {"widget": box}, renderer)  # type: ignore[attr-defined]


def _own_name(language: str) -> str:
    name = get_language_info(language)["name_local"]
    return name[:1].upper() + name[1:]


class MultilingualFormField(forms.MultiValueField):
    """Gives `Multilingual`; required means at least one language."""

    def __init__(self, *, long: bool = False, **kwargs: Any) -> None:
        for unused in ("encoder", "decoder", "max_length", "empty_value"):
            kwargs.pop(unused, None)
        required = kwargs.pop("required", True)
        kwargs["widget"] = MultilingualWidget(long=long)
        boxes = [forms.CharField(required=False) for _language in LANGUAGES]
        super().__init__(boxes, require_all_fields=False, required=False, **kwargs)
        self.one_at_least = required

    def compress(self, data_list: Sequence[str]) -> Multilingual:
        return Multilingual(dict(zip(LANGUAGES, data_list or [""] * len(LANGUAGES), strict=True)))

    def clean(self, value: Any) -> Multilingual:
        texts: Multilingual = super().clean(value) or Multilingual()
        if self.one_at_least and not texts:
            raise ValidationError(_("Write it in one language at least."), code="required")
        return texts

    def has_changed(self, initial: Any, data: Any) -> bool:
        return Multilingual(initial or {}) != self.compress(data)
