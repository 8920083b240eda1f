"""The version of all content: it changes with every commit that changes any, whoever wrote and by whatever means.

Triggers count, so that no operation, command or repair by hand can forget to. A page that was made from version 7
may be shown again for as long as the version is 7. It is read from the database itself each time: that costs a fifth
of a millisecond, and nothing is ever stale.
"""

import re
import time
from collections.abc import Callable
from datetime import datetime
from functools import cache, lru_cache
from typing import Any

from django.apps import apps
from django.db import InterfaceError, OperationalError, connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from portal import jobs
from portal.models import ContentVersion

TABLE = ContentVersion._meta.db_table
PREFIX = "content_version_of_"
READ = "SELECT CAST(COALESCE(SUM(number), 0) AS bigint) FROM portal_contentversion"
FOLD_EVERY = 60

# Written too often to count, or about accounts alone. A page that reads one of these is never kept.
UNCOUNTED = frozenset(
    {
        "portal.apikey",
        "portal.contentversion",
        "portal.feedtoken",
        "portal.mailpace",
        "portal.outboxattempt",
        "portal.outboxmessage",
        "portal.searchchange",
        "portal.searchrow",
        "portal.systemstate",
        "portal.user",
        "account.emailaddress",
        "account.emailconfirmation",
        "auth.group",
        "auth.permission",
        "contenttypes.contenttype",
        "sessions.session",
    }
)

POSTGRESQL = """
CREATE OR REPLACE FUNCTION portal_contentversion_count() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO portal_contentversion (transaction, number) VALUES (pg_current_xact_id()::text::bigint, 1)
    ON CONFLICT (transaction) DO UPDATE SET number = portal_contentversion.number + 1;
    RETURN NULL;
END $$
"""
SQLITE = """
INSERT INTO portal_contentversion ("transaction", number) VALUES (0, 1)
ON CONFLICT ("transaction") DO UPDATE SET number = number + 1
"""


def current() -> int:
    """The version that is committed now."""
    connection.health_check_done = True  # type: ignore[attr-defined]  # this question finds out as well as another one whether anybody answers
    try:
        return _read()
    except (OperationalError, InterfaceError):
        connection.close()  # the server was restarted since: a new connection, or the error
        return _read()


def _read() -> int:
    with connection.cursor() as cursor:
        cursor.execute(READ)
        return int(cursor.fetchone()[0])


def fold(now: datetime) -> None:
    """Put the rows of many transactions into one; their sum stays."""
    with transaction.atomic():
        rows = list(ContentVersion.objects.select_for_update(skip_locked=connection.vendor == "postgresql"))
        if len(rows) > 1:
            ContentVersion.objects.filter(pk__in=[row.pk for row in rows[1:]]).delete()
            rows[0].number = sum(row.number for row in rows)
            rows[0].transaction = -rows[0].pk  # no transaction has this number, not even after a restore elsewhere
            rows[0].save(update_fields=["number", "transaction"])


jobs.register("content-version", every=FOLD_EVERY, run=fold)


@cache
def counted() -> frozenset[str]:
    """The tables whose changes count."""
    models = apps.get_models(include_auto_created=True)
    return frozenset(
        model._meta.db_table for model in models if model._meta.managed and model._meta.label_lower not in UNCOUNTED
    )


class Watch:
    """Around the making of a page, as `connection.execute_wrapper`: whether all that it read is counted."""

    def __init__(self) -> None:
        self.is_kept = True

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        """A page that writes, or reads what is not counted, has to be made each time."""
        self.is_kept = self.is_kept and _reads_counted(sql)
        return execute(sql, params, many, context)


@lru_cache(maxsize=4096)
def _reads_counted(sql: str) -> bool:
    tables = re.findall(r'\b(?:FROM|JOIN)\s+"?(\w+)', sql)
    return sql.startswith("SELECT ") and " FOR UPDATE" not in sql and counted().issuperset(tables)


def set_triggers(using: str, **_kwargs: Any) -> None:
    """After migrations: triggers on each counted table, and none elsewhere. SQLite drops them with each rebuild."""
    database = connections[using]
    with database.cursor() as cursor:
        present = set(database.introspection.table_names(cursor))
        if TABLE not in present:
            return
        wanted = {
            name: (table, statement)
            for table in counted() & present
            for name, statement in _statements(database.vendor, table).items()
        }
        there = dict(_triggers(database))
        if wanted.keys() == there.keys():
            return
        if database.vendor == "postgresql":
            cursor.execute(POSTGRESQL)
        for name in sorted(there.keys() - wanted.keys()):
            cursor.execute(_removal(database.vendor, name, there[name]))
        for name in sorted(wanted.keys() - there.keys()):
            cursor.execute(wanted[name][1])
    ContentVersion.objects.using(using).update_or_create(transaction=0, defaults={"number": time.time_ns() // 1000})


def _statements(vendor: str, table: str) -> dict[str, str]:
    """By its name, what makes a trigger."""
    if vendor == "postgresql":
        made = (
            f"CREATE TRIGGER {PREFIX}{table} AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION portal_contentversion_count()"
        )
        return {f"{PREFIX}{table}": made}
    return {
        f"{PREFIX}{table}_{verb}": f"CREATE TRIGGER {PREFIX}{table}_{verb} AFTER {verb.upper()} ON {table} "
        f"BEGIN {SQLITE}; END"
        for verb in ("insert", "update", "delete")
    }


def remove_triggers(database: BaseDatabaseWrapper) -> None:
    """All of them."""
    with database.cursor() as cursor:
        for name, table in _triggers(database):
            cursor.execute(_removal(database.vendor, name, table))


def _removal(vendor: str, name: str, table: str) -> str:
    return f"DROP TRIGGER {name} ON {table}" if vendor == "postgresql" else f"DROP TRIGGER {name}"


def _triggers(database: BaseDatabaseWrapper) -> list[tuple[str, str]]:
    """Name and table of each."""
    postgresql = (
        "SELECT t.tgname, c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
        "JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = current_schema() AND t.tgname LIKE %s"
    )
    sqlite = "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s"
    with database.cursor() as cursor:
        cursor.execute(postgresql if database.vendor == "postgresql" else sqlite, [f"{PREFIX}%"])
        return list(cursor.fetchall())
