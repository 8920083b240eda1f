"""The JSON Schema of the format, made from the declarations; `python manage.py transfer_schema` writes it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.db import models

from meetings.transfer import FORMAT
from meetings.transfer.records import SHARED, SPECS
from meetings.transfer.references import FORMS
from meetings.transfer.spec import Children, Part, Ref, Refs, Spec
from meetings.transfer.values import DATE, INSTANT, LARGEST, TIME, takes_languages
from portal.fields import MultilingualField
from portal.lib.multilingual import LANGUAGES

PATH = Path(__file__).with_name("schema.json")


def schema() -> dict[str, Any]:
    """The whole schema."""
    lists = {name: _list(kind if kind != "body" else "shared_body") for name, kind in SHARED.items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"A group's record, {FORMAT}",
        "type": "object",
        "properties": {
            "format": {"const": FORMAT},
            "group": {"type": "string", "description": "slug of the first of the bodies"},
            "terms": {"type": "array", "items": {"type": "string"}, "description": "labels of the group's terms"},
            "shared": {"type": "object", "properties": lists, "additionalProperties": False},
            "bodies": {**_list("body"), "minItems": 1, "description": "the group, then its subgroups"},
            "documents": _list("document"),
        },
        "required": ["format", "group", "terms", "shared", "bodies", "documents"],
        "additionalProperties": False,
        "$defs": {**_common(), "shared_body": _shared_body(), **{kind: _record(spec) for kind, spec in SPECS.items()}},
    }


def _common() -> dict[str, Any]:
    texts = {language: {"type": "string"} for language in LANGUAGES}
    return {
        "texts": {"type": "object", "properties": texts, "additionalProperties": False},
        "date": {"type": "string", "pattern": DATE},
        "time": {"type": "string", "pattern": TIME},
        "instant": {"type": "string", "pattern": INSTANT},
        "number": {"type": "integer", "minimum": 0, "maximum": LARGEST},
        "languages": {"type": "array", "items": {"enum": list(LANGUAGES)}, "uniqueItems": True},
    }


def _shared_body() -> dict[str, Any]:
    """A body that the file refers to: without its terms."""
    record = _record(SPECS["body"])
    del record["properties"]["terms"]
    return record


def _list(kind: str) -> dict[str, Any]:
    return {"type": "array", "items": {"$ref": f"#/$defs/{kind}"}}


def _record(spec: Spec) -> dict[str, Any]:
    required = [part.name for part in spec.parts if spec.is_required(part)]
    full: dict[str, Any] = {
        "type": "object",
        "properties": {part.name: _part(spec, part) for part in spec.parts},
        "additionalProperties": False,
    }
    if required:
        full["required"] = required
    if spec.bare:
        return {"anyOf": [{"type": "string", "description": f"the {spec.bare} alone"}, full]}
    return full


def _part(spec: Spec, part: Part) -> dict[str, Any]:
    if isinstance(part, Children):
        return _list(part.kind) if part.many else _or_null({"$ref": f"#/$defs/{part.kind}"})
    if isinstance(part, Refs):
        return {"type": "array", "items": _reference(part.to), "uniqueItems": True}
    if isinstance(part, Ref):
        return _reference(part.to) if spec.is_required(part) else _or_null(_reference(part.to))
    column = spec.column(part.name)
    return _or_null(_value(column)) if column.null else _value(column)


def _or_null(given: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [given, {"type": "null"}]}


def _reference(kind: str) -> dict[str, Any]:
    form = FORMS.get(kind) or SPECS[kind].identity[0]
    return {"type": "string", "minLength": 1, "description": f"{kind.replace('_', ' ')}: {form}"}


def _value(column: models.Field[Any, Any]) -> dict[str, Any]:
    if isinstance(column, MultilingualField):
        texts: dict[str, Any] = {"$ref": "#/$defs/texts"}
        return texts if column.blank else {**texts, "minProperties": 1}
    if takes_languages(column):
        return {"$ref": "#/$defs/languages"}
    for kind, given in _KINDS:
        if isinstance(column, kind):
            return dict(given)
    if column.choices:
        return {"enum": [value for value, _ in column.flatchoices] + ([""] if _adds_blank(column) else [])}
    length = {"maxLength": column.max_length} if column.max_length else {}
    least = {} if column.blank else {"minLength": 1}
    slug = {"pattern": "^[-a-zA-Z0-9_]*$"} if isinstance(column, models.SlugField) else {}
    return {"type": "string", **least, **length, **slug}


def _adds_blank(column: models.Field[Any, Any]) -> bool:
    return column.blank and all(value != "" for value, _ in column.flatchoices)


_KINDS: tuple[tuple[type[models.Field[Any, Any]], dict[str, Any]], ...] = (
    (models.JSONField, {"type": "object"}),
    (models.BooleanField, {"type": "boolean"}),
    (models.IntegerField, {"$ref": "#/$defs/number"}),
    (models.DateTimeField, {"$ref": "#/$defs/instant"}),
    (models.DateField, {"$ref": "#/$defs/date"}),
    (models.TimeField, {"$ref": "#/$defs/time"}),
)
