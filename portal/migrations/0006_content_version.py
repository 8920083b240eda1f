"""The table whose rows add up to the version of all content; `portal.versions` sets the triggers that write it."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from portal import versions


def keep_triggers(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """They come after all tables are there."""


def drop_triggers(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """A trigger without this table would refuse every write."""
    versions.remove_triggers(schema_editor.connection)


class Migration(migrations.Migration):
    """The table alone."""

    dependencies = [("portal", "0005_outbox_attempts_append_only")]
    operations = [
        migrations.CreateModel(
            name="ContentVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("transaction", models.BigIntegerField(unique=True)),
                ("number", models.BigIntegerField()),
            ],
        ),
        migrations.RunPython(keep_triggers, drop_triggers),
    ]
