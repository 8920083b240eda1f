"""How a record's form is laid out: texts in all languages over the whole width, short boxes two by two."""

from __future__ import annotations

from collections.abc import Sequence

from crispy_forms.layout import Column, Layout, Row
from django import forms

from portal.forms.multilingual import MultilingualFormField

WIDE = (forms.Textarea, forms.SelectMultiple, forms.CheckboxSelectMultiple)
HALF = "col-md-6"


def layout_for(fields: dict[str, forms.Field]) -> Layout:
    """Pairs of neighbours; a date keeps its precision beside it."""
    rows: list[object] = []
    waiting: list[str] = []
    names = list(fields)
    for place, name in enumerate(names):
        following = names[place + 1] if place + 1 < len(names) else ""
        if _is_wide(fields[name]):
            rows += _flush(waiting)
            rows.append(name)
            continue
        if following.endswith("_precision") or following == "precision":
            rows += _flush(waiting)
        waiting.append(name)
        if len(waiting) == 2:
            rows += _flush(waiting)
    return Layout(*rows, *_flush(waiting))


def _flush(waiting: list[str]) -> Sequence[object]:
    if not waiting:
        return []
    row = Row(*(Column(name, css_class=HALF) for name in waiting))
    waiting.clear()
    return [row]


def _is_wide(field: forms.Field) -> bool:
    return isinstance(field, MultilingualFormField) or isinstance(field.widget, (*WIDE, forms.HiddenInput))
