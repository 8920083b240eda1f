"""What a record said, and says, in the words of its form and the language of the page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import DateField, DateTimeField, Field, Model, TimeField
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from groups.forms.factory import form_for
from groups.pages.dates import on, page_language
from groups.queries.history import Facts, numbers_of
from groups.records.kinds import RecordKind
from portal.fields import MultilingualField
from portal.lib.dates import city_of, format_hour
from portal.lib.multilingual import LANGUAGES, Multilingual

Names = Mapping[tuple[type[Model], Any], str]
Line = dict[str, Any]


def when(moment: dt.datetime, zone: str | None) -> str:
    """Day, hour and place of the hour: the reader's own, or UTC."""
    there = moment.astimezone(ZoneInfo(zone or "UTC"))
    place = city_of(zone, page_language()) if zone else "UTC"
    return f"{on(there.date())}, {format_hour(there.time(), page_language())} ({place})"


def lines_between(kind: RecordKind, old: Facts, new: Facts, names: Names) -> list[Line]:
    """The fields that differ, old and new, as a list of lines; a text has one for each language in which it differs."""
    boxes: Any = form_for(kind)
    lines: list[Line] = []
    for name in kind.fields:
        field: Any = kind.model._meta.get_field(name)
        if name in old or name in new:
            label = str(boxes.base_fields[name].label or field.verbose_name)
            lines += _lines(field, label, old, new, names)
    return lines


def said_of(kind: RecordKind, facts: Facts, names: Names) -> dict[str, str]:
    """What each field said, for the sentence that it can no longer be chosen."""
    fields = ((name, kind.model._meta.get_field(name)) for name in kind.fields if name in facts)
    return {name: _said(field, facts, names) for name, field in fields if not isinstance(field, MultilingualField)}


def _lines(field: Any, label: str, old: Facts, new: Facts, names: Names) -> Iterator[Line]:
    if isinstance(field, MultilingualField):
        before, after = (Multilingual(facts.get(field.name) or {}) for facts in (old, new))
        for language in LANGUAGES:
            was, now = (Multilingual({language: text.get(language, "")}) for text in (before, after))
            if was != now:
                yield {"label": f"{label} ({_own_name(language)})", "old": was, "new": now}
        return
    if is_same(field, old, new):
        return
    yield {"label": label, "old": _said(field, old, names), "new": _said(field, new, names)}


def is_same(field: Any, old: Facts, new: Facts) -> bool:
    """Whether both say the same: the same others, where their numbers are known, whatever these are called."""
    if field.is_relation and (mine := numbers_of(field, old)) and (other := numbers_of(field, new)):
        return set(mine) == set(other)
    return bool((old.get(field.name) or None) == (new.get(field.name) or None))


def _said(field: Any, facts: Facts, names: Names) -> str:
    value = facts.get(field.name)
    if value is None or value == "" or value == []:
        return ""
    if field.is_relation:
        return _others(field, facts, names)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, list):
        return ", ".join(_own_name(one) if one in LANGUAGES else str(one) for one in value)
    return _plain(field, value)


def _others(field: Any, facts: Facts, names: Names) -> str:
    """By what they are called now; by what the log calls them, once they are gone."""
    unknown = _("a record that you may not see")
    numbers = numbers_of(field, facts)
    found = [names.get((field.related_model, number)) for number in numbers]
    if not numbers or None in found:
        said = facts.get(field.name)
        return ", ".join(map(str, said)) if isinstance(said, list) else str(said)
    return ", ".join(name or unknown for name in found)


def _plain(field: Field[Any, Any], value: Any) -> str:
    if isinstance(field, DateTimeField):
        return when(field.to_python(value), None)
    if isinstance(field, DateField):
        return on(field.to_python(value))
    if isinstance(field, TimeField):
        return format_hour(field.to_python(value), page_language())
    return str(value)


def _own_name(language: str) -> str:
    name: str = get_language_info(language)["name_local"]
    return name[:1].lower() + name[1:] if language != "en" else name
