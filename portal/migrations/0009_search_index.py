"""The rows that search looks through; `portal.search.index.machinery` adds each engine's own index and the triggers."""

import datetime

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def keep_machinery(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """It comes after all tables are there."""


def drop_machinery(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """A trigger without these tables would refuse every write."""
    from portal.search.index import machinery

    machinery.remove(schema_editor.connection)


class Migration(migrations.Migration):
    """The tables alone."""

    dependencies = [("portal", "0008_hours_of_the_venue_alone")]
    operations = [
        migrations.CreateModel(
            name="SearchChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=12)),
                ("object_id", models.BigIntegerField()),
            ],
            options={"indexes": [models.Index(fields=["kind", "object_id"], name="search_change_of")]},
        ),
        migrations.CreateModel(
            name="SearchRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=12)),
                ("object_id", models.BigIntegerField()),
                ("body_id", models.BigIntegerField(null=True)),
                ("within_id", models.BigIntegerField(null=True)),
                ("on", models.DateField(default=datetime.date(1, 1, 1))),
                ("title", models.TextField(blank=True)),
                ("text", models.TextField(blank=True)),
                ("tokens", models.TextField(blank=True)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("kind", "object_id"), name="search_row_once")],
                "indexes": [
                    models.Index(
                        models.F("kind"),
                        models.OrderBy(models.F("on"), descending=True),
                        models.F("object_id"),
                        name="search_row_newest",
                    )
                ],
            },
        ),
        migrations.RunPython(keep_machinery, drop_machinery),
    ]
