"""Triggers that refuse to change or remove a row of the audit trail, whoever asks."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SQLITE = {
    verb: f"""
    CREATE TRIGGER portal_auditevent_no_{verb} BEFORE {verb.upper()} ON portal_auditevent
    BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END
    """
    for verb in ("update", "delete")
}
POSTGRESQL = [
    """
    CREATE FUNCTION portal_auditevent_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'the audit trail is append-only' USING ERRCODE = 'integrity_constraint_violation'; END $$
    """,
    """
    CREATE TRIGGER portal_auditevent_append_only BEFORE UPDATE OR DELETE ON portal_auditevent
    FOR EACH ROW EXECUTE FUNCTION portal_auditevent_append_only()
    """,
]


def refuse_changes(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Add the triggers of this database."""
    statements = POSTGRESQL if schema_editor.connection.vendor == "postgresql" else list(SQLITE.values())
    for statement in statements:
        schema_editor.execute(statement)


def allow_changes(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take them away again."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER portal_auditevent_append_only ON portal_auditevent")
        schema_editor.execute("DROP FUNCTION portal_auditevent_append_only()")
        return
    for verb in SQLITE:
        schema_editor.execute(f"DROP TRIGGER portal_auditevent_no_{verb}")


class Migration(migrations.Migration):
    """After the table."""

    dependencies = [("portal", "0001_initial")]
    operations = [migrations.RunPython(refuse_changes, allow_changes)]
