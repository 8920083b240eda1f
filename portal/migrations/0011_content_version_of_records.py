"""Count what stands beside the records by itself: notices and marks of reading are written far more often."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from portal import versions


def drop_triggers(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """They write the table as it was; new ones come after all migrations."""
    versions.remove_triggers(schema_editor.connection)


class Migration(migrations.Migration):
    """Triggers go first, since they would refuse every write while the table changes."""

    dependencies = [("portal", "0010_api_keys")]
    operations = [
        migrations.RunPython(drop_triggers, drop_triggers),
        migrations.AddField(model_name="contentversion", name="beside", field=models.SmallIntegerField(db_default=0)),
        migrations.AlterField(model_name="contentversion", name="transaction", field=models.BigIntegerField()),
        migrations.AddConstraint(
            model_name="contentversion",
            constraint=models.UniqueConstraint(
                fields=("transaction", "beside"), name="content_version_once_a_transaction"
            ),
        ),
    ]
