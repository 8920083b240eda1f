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
from typing import Any, NamedTuple

from django.apps import apps
from django.db import InterfaceError, OperationalError, connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from portal import jobs
from portal.models import ContentVersion

TABLE = ContentVersion._meta.db_table
PREFIX = "content_version_"
READ = """
SELECT CAST(COALESCE(SUM(CASE WHEN beside = 0 THEN number ELSE 0 END), 0) AS bigint),
    CAST(COALESCE(SUM(number), 0) AS bigint)
FROM portal_contentversion
"""
FOLD_EVERY = 60

# Written too often to count, or about accounts alone. A page that reads one of these is never kept.
UNCOUNTED = frozenset(
    {
        "meetings.publication",
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

# Written often, and not read by the pages of groups, schedules, meetings and papers: these outlive such writes.
BESIDE = frozenset(
    {
        "groups.change",
        "groups.changecount",
        "groups.follow",
        "groups.invitation",
        "groups.seen",
        "meetings.announcement",
        "meetings.announcementwords",
        "meetings.answer",
        "meetings.notice",
        "meetings.noticechoice",
        "meetings.reminderchoice",
        "meetings.reminderplan",
        "meetings.scheduleedit",
        "portal.auditevent",
    }
)

POSTGRESQL = """
CREATE OR REPLACE FUNCTION portal_contentversion_count() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO portal_contentversion (transaction, beside, number)
    VALUES (pg_current_xact_id()::text::bigint, TG_ARGV[0]::smallint, 1)
    ON CONFLICT (transaction, beside) DO UPDATE SET number = portal_contentversion.number + 1;
    RETURN NULL;
END $$
"""
SQLITE = """
INSERT INTO portal_contentversion ("transaction", beside, number) VALUES (0, {beside}, 1)
ON CONFLICT ("transaction", beside) DO UPDATE SET number = number + 1
"""


class Version(NamedTuple):
    """Of the records alone, and of everything."""

    records: int
    whole: int


def current() -> Version:
    """The version that is committed now."""
    connection.health_check_done = True  # type: ignore[attr-defined]  # this question finds out as well as another one whether anybody answers
    try:
        return _read()
    except (OperationalError, InterfaceError):
        connection.close()  # the server was restarted since: a new connection, or the error
        return _read()


def _read() -> Version:
    with connection.cursor() as cursor:
        cursor.execute(READ)
        return Version(*cursor.fetchone())


def fold(now: datetime) -> None:
    """Put the rows of many transactions into one for each sum; the sums stay."""
    with transaction.atomic():
        found = list(ContentVersion.objects.select_for_update(skip_locked=connection.vendor == "postgresql"))
        for beside in (0, 1):
            rows = [row for row in found if row.beside == beside]
            if len(rows) > 1:
                ContentVersion.objects.filter(pk__in=[row.pk for row in rows[1:]]).delete()
                rows[0].number = sum(row.number for row in rows)
                rows[0].transaction = -rows[0].pk  # no transaction has this number, not even after a restore elsewhere
                rows[0].save(update_fields=["number", "transaction"])


jobs.register("content-version", every=FOLD_EVERY, run=fold)


@cache
def counted() -> dict[str, int]:
    """The tables whose changes count: 0 for records, 1 for those beside them."""
    return {
        model._meta.db_table: int(model._meta.label_lower in BESIDE)
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and model._meta.label_lower not in UNCOUNTED
    }


class Watch:
    """Around the making of a page, as `connection.execute_wrapper`: whether all that it read is counted, and how."""

    def __init__(self) -> None:
        self.is_kept = True
        self.is_of_records = True

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        """A page that writes, or reads what is not counted, has to be made each time."""
        read = _read_by(sql)
        self.is_kept = self.is_kept and read is not None
        self.is_of_records = self.is_of_records and read == 0
        return execute(sql, params, many, context)


@lru_cache(maxsize=4096)
def _read_by(sql: str) -> int | None:
    """0 for a question about records, 1 for one about what is beside them too, None for anything else."""
    tables = re.findall(r'\b(?:FROM|JOIN)\s+"?(\w+)', sql)
    if not sql.startswith("SELECT ") or " FOR UPDATE" in sql or not counted().keys() >= set(tables):
        return None
    return max((counted()[table] for table in tables), default=0)


def set_triggers(using: str, **_kwargs: Any) -> None:
    """After migrations: triggers on each counted table, and none elsewhere. SQLite drops them with each rebuild."""
    database = connections[using]
    with database.cursor() as cursor:
        present = set(database.introspection.table_names(cursor))
        if TABLE not in present:
            return
        wanted = {
            name: (table, statement)
            for table, beside in counted().items()
            if table in present
            for name, statement in _statements(database.vendor, table, beside).items()
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
    # Beyond whatever it was: what was written meanwhile went uncounted.
    now = {"number": time.time_ns() // 1000}
    ContentVersion.objects.using(using).update_or_create(transaction=0, beside=0, defaults=now)


def _statements(vendor: str, table: str, beside: int) -> dict[str, str]:
    """By its name, what makes a trigger."""
    name = f"{PREFIX}{beside}_{table}"
    if vendor == "postgresql":
        made = (
            f"CREATE TRIGGER {name} AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION portal_contentversion_count({beside})"
        )
        return {name: made}
    count = SQLITE.format(beside=beside)
    return {
        f"{name}_{verb}": f"CREATE TRIGGER {name}_{verb} AFTER {verb.upper()} ON {table} BEGIN {count}; END"
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
