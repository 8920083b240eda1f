"""A trigger that refuses to change what was tried, whoever asks. Rows go only with their message."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SQLITE = """
CREATE TRIGGER portal_outboxattempt_no_update BEFORE UPDATE ON portal_outboxattempt
BEGIN SELECT RAISE(ABORT, 'what was tried stays as it was'); END
"""
POSTGRESQL = [
    """
    CREATE FUNCTION portal_outboxattempt_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'what was tried stays as it was' USING ERRCODE = 'integrity_constraint_violation'; END $$
    """,
    """
    CREATE TRIGGER portal_outboxattempt_append_only BEFORE UPDATE ON portal_outboxattempt
    FOR EACH ROW EXECUTE FUNCTION portal_outboxattempt_append_only()
    """,
]


def refuse_changes(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Add the trigger of this database."""
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else [SQLITE]:
        schema_editor.execute(statement)


def allow_changes(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take it away again."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER portal_outboxattempt_append_only ON portal_outboxattempt")
        schema_editor.execute("DROP FUNCTION portal_outboxattempt_append_only()")
        return
    schema_editor.execute("DROP TRIGGER portal_outboxattempt_no_update")


class Migration(migrations.Migration):
    """After the table."""

    dependencies = [("portal", "0004_outbox_kinds_and_attempts")]
    operations = [migrations.RunPython(refuse_changes, allow_changes)]
