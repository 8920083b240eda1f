"""What the databases themselves do for the index: an engine for words each, and triggers that note every change."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from typing import Any

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from portal.search.index.sources import SOURCES, TABLES, touched

ROWS = "portal_searchrow"
CHANGES = "portal_searchchange"
WORDS = "portal_searchwords"
PREFIX = "search_change_of_"
FORM = 2
"""Of the rows: raised when they hold more than before, so that all are made anew."""
NOTE = f"INSERT INTO {CHANGES} (kind, object_id)"

# Words arrive folded and stemmed, so PostgreSQL is to do nothing to them: “simple”. A title weighs A. Without
# fastupdate a search never has to read a list of what was written lately.
POSTGRESQL = (
    f"""ALTER TABLE {ROWS} ADD COLUMN vector tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('simple'::regconfig, title), 'A')
        || setweight(to_tsvector('simple'::regconfig, text), 'C')
        || array_to_tsvector(string_to_array(tokens, ' '))
    ) STORED""",
    # One for each kind of row: a word that half of all papers hold must cost nothing among the rooms.
    *(
        f"CREATE INDEX search_row_words_{kind} ON {ROWS} USING gin (vector) WITH (fastupdate = off) "
        f"WHERE kind = '{kind}'"
        for kind in (*TABLES, "listed")
    ),
)
# Ten thousand words by number, so that the database knows common ones from rare ones and plans for each.
FIGURES = f"ALTER TABLE {ROWS} ALTER COLUMN vector SET STATISTICS 1000"
SQLITE = (
    f"""CREATE VIRTUAL TABLE {WORDS} USING fts5(
        title, text, tokens, content='{ROWS}', content_rowid='id',
        tokenize="unicode61 remove_diacritics 0 tokenchars '-:'"
    )""",
    f"INSERT INTO {WORDS}({WORDS}) VALUES ('rebuild')",  # noqa: S608 names of ours
)
_PUT = f"INSERT INTO {WORDS}(rowid, title, text, tokens) VALUES (NEW.id, NEW.title, NEW.text, NEW.tokens);"  # noqa: S608
_TAKE = (
    f"INSERT INTO {WORDS}({WORDS}, rowid, title, text, tokens) "  # noqa: S608
    "VALUES ('delete', OLD.id, OLD.title, OLD.text, OLD.tokens);"
)
FOLLOWING = {"insert": _PUT, "update": f"{_TAKE} {_PUT}", "delete": _TAKE}


def set_aside(using: str, plan: Sequence[object] = (), **_kwargs: Any) -> None:
    """Before migrations: SQLite rebuilds no table that a trigger of another one reads. `set_up` makes them again."""
    database = connections[using]
    if not plan or database.vendor != "sqlite":
        return
    with database.cursor() as cursor:
        cursor.execute(
            "SELECT tbl_name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s", [f"{PREFIX}%"]
        )
        _aside[using] = list(cursor.fetchall())
        for name, table in _triggers(database, cursor):
            cursor.execute(_removal(database.vendor, name, table))


_aside: dict[str, list[tuple[str, str]]] = {}
"""By database, the table and the text of each trigger while migrations run."""


def put_back(using: str) -> None:
    """After migrations that failed: what was set aside, as the version before goes on with the tables as they are."""
    triggers = _aside.pop(using, [])
    if not triggers:
        return
    database = connections[using]
    with transaction.atomic(using), database.cursor() as cursor:
        present = set(database.introspection.table_names(cursor))
        for table, statement in triggers:
            if table in present:
                cursor.execute(statement)
        _note_all(cursor, present)


def set_up(using: str, **_kwargs: Any) -> None:
    """After migrations: make what is missing, and have made anew whatever may have changed unseen."""
    _aside.pop(using, None)
    database = connections[using]
    with database.cursor() as cursor:
        present = set(database.introspection.table_names(cursor))
        if not {ROWS, CHANGES} <= present:
            return
        _make_engine(database, cursor)
        there = dict(_triggers(database, cursor))
        wanted = {
            name: statements
            for table in SOURCES.keys() & present
            for name, statements in _statements(database.vendor, table).items()
        }
        if wanted.keys() == there.keys():
            return
        for name in there.keys() - wanted.keys():
            cursor.execute(_removal(database.vendor, name, there[name]))
        for name in sorted(wanted.keys() - there.keys()):
            for statement in wanted[name]:
                cursor.execute(statement)
        if database.vendor == "postgresql":
            cursor.execute(FIGURES)
        _note_all(cursor, present)


def _note_all(cursor: Any, present: Collection[str]) -> None:
    for kind, table in TABLES.items():
        if table in present:
            cursor.execute(f"{NOTE} SELECT '{kind}', id FROM {table}")  # noqa: S608 names of ours


def remove(database: BaseDatabaseWrapper) -> None:
    """All of it, before the tables go."""
    with database.cursor() as cursor:
        for name, table in _triggers(database, cursor):
            cursor.execute(_removal(database.vendor, name, table))
        if database.vendor == "sqlite":
            cursor.execute(f"DROP TABLE IF EXISTS {WORDS}")


def _make_engine(database: BaseDatabaseWrapper, cursor: Any) -> None:
    if database.vendor == "postgresql":
        columns = {column.name for column in database.introspection.get_table_description(cursor, ROWS)}
        statements = () if "vector" in columns else POSTGRESQL
    else:
        made = WORDS in database.introspection.table_names(cursor)
        following = [
            f"CREATE TRIGGER IF NOT EXISTS {WORDS}_{verb} AFTER {verb.upper()} ON {ROWS} BEGIN {action} END"
            for verb, action in FOLLOWING.items()
        ]
        statements = (*(() if made else SQLITE), *following)
    for statement in statements:
        cursor.execute(statement)


def _statements(vendor: str, table: str) -> dict[str, tuple[str, ...]]:
    """By the name of the trigger, which changes with what it does, what makes it."""
    old, new = touched(table, "OLD"), touched(table, "NEW")
    by_verb = {"insert": new, "update": f"{old} UNION {new}", "delete": old}
    if vendor == "sqlite":
        return {
            _named(table, verb, select): (
                f"CREATE TRIGGER {_named(table, verb, select)} AFTER {verb.upper()} ON {table} "
                f"BEGIN {NOTE} {select}; END",
            )
            for verb, select in by_verb.items()
        }
    name = _named(table, "write", str(by_verb))
    branches = " ELSIF ".join(f"TG_OP = '{verb.upper()}' THEN {NOTE} {sql};" for verb, sql in by_verb.items())
    function = (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN IF {branches} END IF; RETURN NULL; END $$"
    )
    made = f"CREATE TRIGGER {name} AFTER INSERT OR UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
    return {name: (function, made)}


def _named(table: str, verb: str, does: str) -> str:
    digest = hashlib.blake2b(f"{FORM} {does}".encode(), digest_size=4).hexdigest()
    return f"{PREFIX}{table.replace('documents_', 'doc_')}_{verb}_{digest}"[:63]


def _removal(vendor: str, name: str, table: str) -> str:
    return f"DROP FUNCTION {name}() CASCADE" if vendor == "postgresql" else f"DROP TRIGGER {name}"


def _triggers(database: BaseDatabaseWrapper, cursor: Any) -> list[tuple[str, str]]:
    """Name and table of each."""
    postgresql = (
        "SELECT t.tgname, c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
        "JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = current_schema() AND t.tgname LIKE %s"
    )
    sqlite = "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s"
    cursor.execute(postgresql if database.vendor == "postgresql" else sqlite, [f"{PREFIX}%"])
    return list(cursor.fetchall())
