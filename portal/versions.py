"""The versions of all tables: each changes with every commit that changes its table, whoever wrote and by what means.

Triggers count, so that no operation, command or repair by hand can forget to. A page that was made from version 7
of the tables that it read may be shown again for as long as these are at 7. They are read from the database itself
each time: that costs a fifth of a millisecond, and nothing is ever stale.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache, cached_property, lru_cache
from typing import Any

from django.apps import apps
from django.db import Error, connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from portal import jobs
from portal.lost import is_lost
from portal.models import ContentVersion

TABLE = ContentVersion._meta.db_table
PREFIX = "content_version_of_"
BEFORE = "content_version_"
"""What names of triggers began with before tables were counted apart."""
EVERY = ""
"""Counts as every table: what was written while there were no triggers."""
READ = "SELECT counted, CAST(SUM(number) AS bigint) FROM portal_contentversion GROUP BY counted"
FOLD_EVERY = 60
MORE_TABLES = re.compile(r'"\s*,\s*"\w+"\s*(?:WHERE|$)')
"""Tables with a comma between them, the last of which has neither FROM nor JOIN before it."""

# Written too often to count, or about accounts alone. A page that reads one of these is never kept.
UNCOUNTED = frozenset(
    {
        "meetings.publication",
        "portal.apikey",
        "portal.auditseal",
        "portal.contentversion",
        "portal.feedtoken",
        "portal.mailpace",
        "portal.outboxattempt",
        "portal.outboxmessage",
        "portal.recoverycode",
        "portal.searchchange",
        "portal.searchrow",
        "portal.session",
        "portal.systemstate",
        "portal.user",
        "account.emailaddress",
        "account.emailconfirmation",
        "auth.group",
        "auth.permission",
        "contenttypes.contenttype",
        "otp_totp.totpdevice",
    }
)

# Beside the records: what people are told, what they read and choose for themselves.
BESIDE = frozenset(
    {
        "groups.change",
        "groups.changecount",
        "groups.follow",
        "groups.invitation",
        "groups.removal",
        "groups.seen",
        "meetings.announcement",
        "meetings.announcementwords",
        "meetings.answer",
        "meetings.notice",
        "meetings.noticechoice",
        "meetings.reminderchoice",
        "meetings.reminderplan",
        "meetings.rowversion",
        "meetings.scheduleedit",
        "portal.auditevent",
    }
)

POSTGRESQL = """
CREATE OR REPLACE FUNCTION portal_contentversion_count_table() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO portal_contentversion (transaction, counted, number)
    VALUES (pg_current_xact_id()::text::bigint, TG_TABLE_NAME, 1)
    ON CONFLICT (transaction, counted) DO UPDATE SET number = portal_contentversion.number + 1;
    RETURN NULL;
END $$
"""
SQLITE = """
INSERT INTO portal_contentversion ("transaction", counted, number) VALUES (0, '{table}', 1)
ON CONFLICT ("transaction", counted) DO UPDATE SET number = number + 1
"""


@dataclass(frozen=True)
class Version:
    """The number of each table. A table that nobody has written since it is counted has none."""

    of: Mapping[str, int]

    @cached_property
    def whole(self) -> int:
        """Of everything: it grows with each commit."""
        return sum(self.of.values())

    @cached_property
    def records(self) -> int:
        """Of the records alone."""
        return sum(number for table, number in self.of.items() if table not in beside())

    def moved(self, since: Version, tables: Iterable[str]) -> set[str]:
        """Those of `tables` that were written since; all of them, where it is not known which were."""
        if self.of.get(EVERY) != since.of.get(EVERY):
            return set(tables)
        return {table for table in tables if self.of.get(table) != since.of.get(table)}

    def __hash__(self) -> int:
        return hash(self.whole)


def current() -> Version:
    """The versions that are committed now."""
    connection.health_check_done = True  # type: ignore[attr-defined]  # this question finds out as well as another one whether anybody answers
    try:
        return _read()
    except Error as error:
        if not is_lost(error):
            raise
        connection.close()  # the server was restarted since: a new connection, or the error
        return _read()


def _read() -> Version:
    with connection.cursor() as cursor:
        cursor.execute(READ)
        return Version(dict(cursor.fetchall()))


def fold(now: datetime) -> None:
    """Put the rows of many transactions into one for each table; the sums stay."""
    with transaction.atomic():
        found: dict[str, list[ContentVersion]] = {}
        for row in ContentVersion.objects.select_for_update(skip_locked=connection.vendor == "postgresql"):
            found.setdefault(row.counted, []).append(row)
        for rows in found.values():
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


@cache
def beside() -> frozenset[str]:
    """Those of them that are no records."""
    return frozenset(apps.get_model(label)._meta.db_table for label in BESIDE)


@lru_cache(maxsize=4096)
def read_by(sql: str) -> tuple[str, frozenset[str] | None]:
    """The statement, one copy of it however often it is asked, and the tables that it reads; None where it may be
    more than a question, or where one of them is not counted."""
    tables = frozenset(re.findall(r'\b(?:FROM|JOIN)\s+"?(\w+)', sql, re.IGNORECASE))
    plain = sql.lstrip("(").startswith("SELECT ") and " FOR UPDATE" not in sql and not MORE_TABLES.search(sql)
    if not plain or not tables or not counted() >= tables:
        return sql, None
    return sql, tables


def set_triggers(using: str, **_kwargs: Any) -> None:
    """After migrations: triggers on each counted table, and none elsewhere. SQLite drops them with each rebuild."""
    database = connections[using]
    with database.cursor() as cursor:
        present = set(database.introspection.table_names(cursor))
        if TABLE not in present:
            return
        wanted = {
            name: (table, statement)
            for table in counted()
            if table in present
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
    # Beyond whatever it was: what was written meanwhile went uncounted.
    now = {"number": time.time_ns() // 1000}
    ContentVersion.objects.using(using).update_or_create(transaction=0, counted=EVERY, defaults=now)


def _statements(vendor: str, table: str) -> dict[str, str]:
    """By its name, what makes a trigger."""
    name = f"{PREFIX}{table}"
    if vendor == "postgresql":
        made = (
            f"CREATE TRIGGER {name} AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION portal_contentversion_count_table()"
        )
        return {name: made}
    count = SQLITE.format(table=table)
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
        cursor.execute(postgresql if database.vendor == "postgresql" else sqlite, [f"{BEFORE}%"])
        return list(cursor.fetchall())
