"""Count each table by itself: a page depends on those that it read, and on no other."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from portal import versions


def begin_again(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Triggers write the table as it was; new ones, and a number beyond all earlier ones, come after all migrations."""
    versions.remove_triggers(schema_editor.connection)
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("DELETE FROM portal_contentversion")
        if schema_editor.connection.vendor == "postgresql":
            cursor.execute("DROP FUNCTION IF EXISTS portal_contentversion_count()")
            cursor.execute("DROP FUNCTION IF EXISTS portal_contentversion_count_table()")


class Migration(migrations.Migration):
    """Triggers go first, since they would refuse every write while the table changes."""

    dependencies = [("portal", "0015_audit_seals")]
    operations = [
        migrations.RunPython(begin_again, begin_again),
        migrations.RemoveConstraint(model_name="contentversion", name="content_version_once_a_transaction"),
        migrations.RemoveField(model_name="contentversion", name="beside"),
        migrations.AddField(
            model_name="contentversion",
            name="counted",
            field=models.CharField(default="", max_length=63),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="contentversion",
            constraint=models.UniqueConstraint(fields=("transaction", "counted"), name="content_version_once_a_table"),
        ),
    ]
