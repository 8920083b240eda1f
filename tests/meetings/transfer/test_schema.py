"""The declarations cover the models, and the schema in the repository is what they say."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from jsonschema import Draft202012Validator

import meetings.transfer
from groups.models import (
    Accreditation,
    Change,
    ChangeCount,
    Follow,
    Invitation,
    Removal,
    SecretariatAssignment,
    Seen,
)
from meetings.demo.load import FOLDER
from meetings.models import (
    Announcement,
    AnnouncementWords,
    Notice,
    NoticeChoice,
    Publication,
    ReminderChoice,
    RowVersion,
    ScheduleEdit,
)
from meetings.transfer import text
from meetings.transfer.read import read
from meetings.transfer.records import SPECS
from meetings.transfer.schema import PATH, schema
from tests.meetings.transfer.records import record

NEVER_EXPORTED = {
    Accreditation,
    Announcement,
    AnnouncementWords,
    Change,
    ChangeCount,
    Follow,
    Invitation,
    Notice,
    NoticeChoice,
    Publication,
    ReminderChoice,
    Removal,
    RowVersion,
    ScheduleEdit,
    SecretariatAssignment,
    Seen,
}
NOT_IN_THE_FILE = {
    "id",
    "position",
    "symbol_key",
    "user",
    "recorded_by",
    "proposed_by",
    "version",
    "edit_count",
    "told_at",
}


def valid(data: Any) -> bool:
    return Draft202012Validator(schema()).is_valid(data)


def test_every_model_of_a_record_is_declared() -> None:
    models = {model for app in ("groups", "documents", "meetings") for model in apps.get_app_config(app).get_models()}
    assert models - NEVER_EXPORTED == {spec.model for spec in SPECS.values()}


@pytest.mark.parametrize("kind", SPECS)
def test_every_field_of_the_model_is_declared(kind: str) -> None:
    spec = SPECS[kind]
    names = {field.name for field in (*spec.model._meta.fields, *spec.model._meta.many_to_many)}
    above = {spec.owner, spec.nest}
    through = {"parents"} if kind == "body" else set()
    declared = {part.name for part in spec.parts if part not in spec.children}
    assert names - NOT_IN_THE_FILE - above - through == declared


def test_schema_in_the_repository_is_that_of_the_declarations() -> None:
    assert PATH.read_text(encoding="utf-8") == text.write(schema())
    Draft202012Validator.check_schema(schema())


def test_schema_takes_a_record_and_refuses_others() -> None:
    data = record()
    assert valid(data)
    data["bodies"][0]["colour"] = "blue"
    assert not valid(data)
    data = record()
    data["shared"]["bodies"][0]["terms"] = []
    assert not valid(data)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.json")), ids=lambda path: path.stem)
def test_schema_takes_the_demo_files(path: Path) -> None:
    errors = Draft202012Validator(schema()).iter_errors(json.loads(path.read_text(encoding="utf-8")))
    assert [f"{error.json_path}: {error.message}" for error in errors] == []


def test_example_of_the_description_can_be_read() -> None:
    described = (Path(meetings.transfer.__file__).parent / "FORMAT.md").read_text(encoding="utf-8")
    example = re.search(r"```json\n(.*?)```", described, re.DOTALL)
    assert example is not None
    data = json.loads(example[1])
    assert valid(data)
    assert read(data).term_keys == {"water/2025"}
