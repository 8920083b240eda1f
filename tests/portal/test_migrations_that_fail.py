"""Migrations that fail leave search as it was: what is written afterwards is noted and found, whatever was missed."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from groups.models import Body
from portal import versions
from portal.models import SearchChange
from portal.search.index import machinery
from portal.search.index.upkeep import catch_up
from tests import make

pytestmark = pytest.mark.django_db(transaction=True)

FAILING = """
from django.db import migrations


def fail(apps, editor):
    body = {{"organization_id": {house}, "slug": "meanwhile", "name": {{"en": "Written"}}, "kind": "working_group"}}
    apps.get_model("groups", "Body").objects.create(**body)
    if editor.connection.vendor == "sqlite":
        editor._remake_table(apps.get_model("groups", "Parentage"))  # as its migrations do, which drops all triggers
    raise ZeroDivisionError


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("groups", "{newest}")]
    operations = [migrations.RunPython(fail)]
"""


def _triggers() -> dict[str, str]:
    with connection.cursor() as cursor:
        return dict(machinery._triggers(connection, cursor))


def _noted() -> set[tuple[str, int]]:
    return set(SearchChange.objects.values_list("kind", "object_id"))


@pytest.fixture
def _fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: object) -> None:
    """An app that has no migrations is given one, which writes unseen and then fails."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM django_migrations WHERE app = 'groups' ORDER BY name DESC LIMIT 1")
        newest = cursor.fetchone()[0]
    package = tmp_path / "migrations_that_fail"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "0001_fails.py").write_text(FAILING.format(house=make.organization().pk, newest=newest))
    monkeypatch.syspath_prepend(str(tmp_path))
    settings.MIGRATION_MODULES = {"crispy_forms": "migrations_that_fail"}  # type: ignore[attr-defined]


@pytest.mark.usefixtures("_fails")
def test_failed_migration_leaves_the_triggers_and_has_made_anew_what_it_wrote() -> None:
    before, counting = _triggers(), dict(versions._triggers(connection))
    assert before
    assert counting
    catch_up(10_000)
    with pytest.raises(ZeroDivisionError):
        call_command("migrate", interactive=False, verbosity=0)
    assert (_triggers(), dict(versions._triggers(connection))) == (before, counting)
    meanwhile = Body.objects.get(slug="meanwhile")
    assert ("body", meanwhile.pk) in _noted()
    SearchChange.objects.all().delete()
    meanwhile.name = {"en": "Written again"}
    meanwhile.save()
    assert ("body", meanwhile.pk) in _noted()


def test_portal_that_is_made_ready_mends_what_killed_migrations_left() -> None:
    before = _triggers()
    with connection.cursor() as cursor:
        for name, table in before.items():
            cursor.execute(machinery._removal(connection.vendor, name, table))
    SearchChange.objects.all().delete()
    body = make.body()
    assert not _noted()
    machinery.set_up(connection.alias)
    assert _triggers() == before
    assert ("body", body.pk) in _noted()
