"""The two kinds of database: how each is copied while others write, and how a copy becomes a database again."""

import glob
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from portal.backups.manifest import BackupError, head_of, rows_of

SQLITE, POSTGRESQL = "database.sqlite3", "database"
JOBS = "2"


def dump(folder: Path) -> tuple[dict[str, int], str]:
    """Copy the database into the folder; gives the rows of each table and the audit trail's head, as in the copy."""
    if connection.vendor == "postgresql":
        return _dump_postgresql(folder / POSTGRESQL)
    target = folder / SQLITE
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(target)])
    return _described(target)


def load(folder: Path, then: Callable[[], None]) -> None:
    """Make the copy the portal's database, which must be empty, and run `then` in it before anybody else sees it.

    PostgreSQL shows the tables while they come: no process of the portal may run.
    """
    if connection.vendor == "postgresql":
        _load_postgresql(folder / POSTGRESQL)
        then()
    else:
        _load_sqlite(folder / SQLITE, then)


def is_empty() -> bool:
    """Whether there is nothing that a restore would bury."""
    if connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).exists():
        return True  # to ask would make the file
    return not connection.introspection.table_names()


def _dump_postgresql(target: Path) -> tuple[dict[str, int], str]:
    with transaction.atomic(), connection.cursor() as cursor:
        # Rows are counted in the very state that is dumped, however many are written meanwhile.
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = cursor.fetchone()[0]
        options = ["--format=directory", f"--jobs={JOBS}", "--no-owner", "--no-privileges", f"--snapshot={snapshot}"]
        _run("pg_dump", *options, f"--file={target}")
        rows = rows_of("default")
        return rows, head_of(cursor, rows)


def _load_postgresql(source: Path) -> None:
    name = connection.settings_dict["NAME"]
    options = [f"--jobs={JOBS}", "--no-owner", "--no-privileges", "--exit-on-error", f"--dbname={name}"]
    _run("pg_restore", *options, str(source))


def _run(tool: str, *arguments: str) -> None:
    """A tool of PostgreSQL; the password goes through the environment, where no list of processes shows it."""
    given: dict[str, Any] = connection.settings_dict
    options = given.get("OPTIONS", {})
    said = {
        "PGDATABASE": given["NAME"],
        "PGUSER": given["USER"],
        "PGPASSWORD": given["PASSWORD"],
        "PGHOST": given["HOST"] or options.get("host"),
        "PGPORT": str(given["PORT"] or options.get("port") or ""),
        **{f"PG{name.upper()}": options.get(name) for name in ("sslmode", "sslrootcert", "sslcert", "sslkey")},
    }
    environment = {**os.environ, **{name: value for name, value in said.items() if value}}
    ran = subprocess.run([_tool(tool), *arguments], env=environment, capture_output=True, text=True, check=False)
    if ran.returncode:
        raise BackupError(f"{tool} failed: {ran.stderr.strip()[-500:]}")


def _tool(name: str) -> str:
    found = sorted(glob.glob(f"/usr/lib/postgresql/*/bin/{name}"), key=lambda path: int(path.split("/")[4]))
    path = found[-1] if found else shutil.which(name)
    if not path:
        raise BackupError(f"{name} is not installed: it comes with PostgreSQL's client programs.")
    return path


def _load_sqlite(source: Path, then: Callable[[], None]) -> None:
    place = Path(connection.settings_dict["NAME"])
    draft = place.with_name(f"{place.name}.restoring")
    _forget(draft)
    shutil.copyfile(source, draft)
    draft.chmod(0o600)
    _check(draft)
    connection.close()
    connection.settings_dict["NAME"] = draft
    try:
        then()
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except BaseException:
        connection.close()
        _forget(draft)
        raise
    finally:
        connection.close()
        connection.settings_dict["NAME"] = place
    _forget(place)
    draft.rename(place)
    _forget(draft)


def _forget(path: Path) -> None:
    for name in (path, Path(f"{path}-wal"), Path(f"{path}-shm")):
        name.unlink(missing_ok=True)


def _check(path: Path) -> None:
    copy = sqlite3.connect(path)
    try:
        answer = copy.execute("PRAGMA integrity_check").fetchone()[0]
        dangling = copy.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.DatabaseError as error:
        raise BackupError(f"The copy of the database is broken: {error}.") from error
    finally:
        copy.close()
    if answer != "ok" or dangling:
        raise BackupError(f"The copy of the database is broken: {answer if answer != 'ok' else dangling}.")


def _described(path: Path) -> tuple[dict[str, int], str]:
    """Of a copy that no connection of the portal knows."""
    _check(path)
    copy = sqlite3.connect(path)
    try:
        names = [row[0] for row in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        ours = [name for name in rows_of("default") if name in names]
        rows = {name: copy.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in ours}  # noqa: S608 ours
        return rows, head_of(copy.cursor(), rows)
    finally:
        copy.close()
