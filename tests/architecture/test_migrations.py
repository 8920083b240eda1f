"""The tables are what the models say, and each migration has a name and a way back."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, migrations
from django.db.migrations.loader import MigrationLoader

OURS = {"portal", "groups", "documents", "meetings"}


def ours() -> list[tuple[str, str, migrations.Migration]]:
    loader = MigrationLoader(connection)
    return [(app, name, made) for (app, name), made in loader.disk_migrations.items() if app in OURS]


@pytest.mark.django_db
def test_migrations_are_complete():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
    assert {app for app, _name, _made in ours()} == OURS


@pytest.mark.django_db
def test_migrations_have_names():
    assert [name for _app, name, _made in ours() if not re.fullmatch(r"\d{4}_[a-z][a-z0-9_]*", name)] == []
    assert [name for _app, name, _made in ours() if "_auto_" in name or "_alter_" in name] == []


@pytest.mark.django_db
def test_migrations_can_be_undone():
    stuck = [
        (app, name, operation.describe())
        for app, name, made in ours()
        for operation in made.operations
        if not operation.reversible
    ]
    assert stuck == []


def test_apps_keep_no_empty_modules():
    empty = [
        str(path)
        for app in OURS
        for path in Path(apps.get_app_config(app).path).rglob("*.py")
        if path.name != "__init__.py" and not path.read_text().strip()
    ]
    assert empty == []
