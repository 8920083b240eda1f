"""Seals of the audit trail, as little to be changed as the trail itself; and no emptying or replacing of either."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

EVENTS, SEALS = "portal_auditevent", "portal_auditseal"
SAME = {EVENTS: "id = NEW.id", SEALS: "number = NEW.number OR hash = NEW.hash"}


def sqlite_triggers(table: str, *verbs: str) -> dict[str, str]:
    """By its name, what makes a trigger. REPLACE would remove a row without asking those that watch DELETE."""
    refuse = "SELECT RAISE(ABORT, 'the audit trail is append-only')"
    when = {"replace": f"INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE {SAME[table]})"}  # noqa: S608 ours
    return {
        f"{table}_no_{verb}": f"CREATE TRIGGER {table}_no_{verb} BEFORE {when.get(verb, f'{verb.upper()} ON {table}')} "
        f"BEGIN {refuse}; END"
        for verb in verbs
    }


SQLITE = sqlite_triggers(EVENTS, "replace") | sqlite_triggers(SEALS, "update", "delete", "replace")
POSTGRESQL = {
    f"{EVENTS}_no_truncate": f"BEFORE TRUNCATE ON {EVENTS} FOR EACH STATEMENT",
    f"{SEALS}_no_truncate": f"BEFORE TRUNCATE ON {SEALS} FOR EACH STATEMENT",
    f"{SEALS}_append_only": f"BEFORE UPDATE OR DELETE ON {SEALS} FOR EACH ROW",
}


def refuse_changes(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Add the triggers of this database."""
    if schema_editor.connection.vendor == "postgresql":
        for name, when in POSTGRESQL.items():
            schema_editor.execute(f"CREATE TRIGGER {name} {when} EXECUTE FUNCTION {EVENTS}_append_only()")
        return
    for statement in SQLITE.values():
        schema_editor.execute(statement)


def allow_changes(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take them away again."""
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    for name in POSTGRESQL if is_postgresql else SQLITE:
        table = f" ON {SEALS if name.startswith(SEALS) else EVENTS}" if is_postgresql else ""
        schema_editor.execute(f"DROP TRIGGER {name}{table}")


class Migration(migrations.Migration):
    """The rows that are there already are sealed by the job, not here: a million of them take a minute."""

    dependencies = [("portal", "0014_recovery_codes")]
    operations = [
        migrations.CreateModel(
            name="AuditSeal",
            fields=[
                ("number", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ("first_id", models.BigIntegerField()),
                ("last_id", models.BigIntegerField()),
                ("rows", models.PositiveIntegerField()),
                ("previous", models.CharField(blank=True, max_length=64)),
                ("hash", models.CharField(max_length=64, unique=True)),
                ("form", models.PositiveSmallIntegerField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "ordering": ("number",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("number", 1), ("previous", ""))
                        | (models.Q(("number__gt", 1)) & ~models.Q(("previous", ""))),
                        name="portal_audit_seal_follows_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("rows__gte", 1), ("rows__lte", models.F("last_id") - models.F("first_id") + 1)
                        ),
                        name="portal_audit_seal_counts_its_rows",
                    ),
                ],
            },
        ),
        migrations.RunPython(refuse_changes, allow_changes),
    ]
