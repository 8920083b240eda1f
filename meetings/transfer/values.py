"""Plain fields between Python and JSON, and what each may be."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import models

from portal.fields import MultilingualField
from portal.lib.multilingual import LANGUAGES

LARGEST = 32767
DATE = r"^\d{4}-\d{2}-\d{2}$"
TIME = r"^\d{2}:\d{2}(:\d{2})?$"
INSTANT = r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?Z$"


class UnexpectedError(ValueError):
    """Says what was expected."""


def to_json(value: Any) -> Any:
    """As it stands in the file."""
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
        case date():
            return value.isoformat()
        case time():
            return value.isoformat("seconds" if value.second else "minutes")
        case dict():
            return {key: to_json(value[key]) for key in sorted(value)}
        case list():
            return [to_json(item) for item in value]
        case str() | bool() | int() | float() | None:
            return value
    return {language: value[language] for language in value}


def from_json(column: models.Field[Any, Any], data: Any) -> Any:
    """As Python has it; UnexpectedError where it is not what the field takes."""
    if data is None:
        if column.null:
            return None
        raise UnexpectedError(f"expected {expectation(column)}, got null")
    value = _typed(column, data)
    try:
        value = column.clean(value, None)
    except ValidationError as error:
        raise UnexpectedError(
            f"expected {expectation(column)}, got {shortened(data)} ({' '.join(error.messages)})"
        ) from error
    if column.name == "zone" and value and not is_zone(value):
        raise UnexpectedError(f"expected the name of a time zone such as America/Lima, got {shortened(data)}")
    return value


def _typed(column: models.Field[Any, Any], data: Any) -> Any:
    good: bool
    value = data
    match column:
        case MultilingualField():
            good = isinstance(data, dict) and all(isinstance(text, str) for text in data.values())
        case models.JSONField():
            good = _is_language_list(data) if takes_languages(column) else isinstance(data, dict)
        case models.BooleanField():
            good = isinstance(data, bool)
        case models.IntegerField():
            good = isinstance(data, int) and not isinstance(data, bool) and 0 <= data <= LARGEST
        case models.DateTimeField():
            good = isinstance(data, str) and (value := _moment(INSTANT, datetime, data)) is not None
        case models.DateField():
            good = isinstance(data, str) and (value := _moment(DATE, date, data)) is not None
        case models.TimeField():
            good = isinstance(data, str) and (value := _moment(TIME, time, data)) is not None
        case _:
            good = isinstance(data, str)
    if not good:
        raise UnexpectedError(f"expected {expectation(column)}, got {shortened(data)}")
    return value


def _moment(pattern: str, kind: Any, text: str) -> Any:
    try:
        return kind.fromisoformat(text) if re.match(pattern, text, re.ASCII) else None
    except ValueError:
        return None


def _is_language_list(data: Any) -> bool:
    return isinstance(data, list) and all(language in LANGUAGES for language in data) and len(set(data)) == len(data)


def takes_languages(column: models.Field[Any, Any]) -> bool:
    """Whether this JSON is a list of language codes; all other plain JSON is an object."""
    return isinstance(column, models.JSONField) and isinstance(column.get_default(), list)


def is_zone(name: str) -> bool:
    """Whether there is such a time zone."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


def expectation(column: models.Field[Any, Any]) -> str:
    """What the field takes, for a sentence."""
    if isinstance(column, MultilingualField):
        return 'a text for each language, such as {"en": "Chair"}'
    if takes_languages(column):
        return "a list of languages among en, es, fr, pt"
    if column.choices:
        return "one of " + ", ".join(str(value) for value, _ in column.flatchoices if value != "")
    for kind, wording in _EXPECTED:
        if isinstance(column, kind):
            return wording
    return f"a text of at most {column.max_length} characters" if column.max_length else "a text"


_EXPECTED: tuple[tuple[type[models.Field[Any, Any]], str], ...] = (
    (models.JSONField, "an object"),
    (models.BooleanField, "true or false"),
    (models.IntegerField, f"a whole number from 0 to {LARGEST}"),
    (models.DateTimeField, "an instant such as 2026-03-10T15:00:00Z"),
    (models.DateField, "a date such as 2026-03-10"),
    (models.TimeField, "an hour such as 14:30"),
    (models.SlugField, "letters, digits, hyphens and underscores"),
    (models.URLField, "an address such as https://example.org/"),
)


def shortened(data: Any) -> str:
    """A value in a sentence, at a bearable length."""
    text = repr(data) if not isinstance(data, bool | None) else {True: "true", False: "false", None: "null"}[data]
    return text if len(text) <= 80 else f"{text[:77]}..."
