"""What a backup says of itself: what it holds, byte by byte, and which version of the portal made it."""

import hashlib
import importlib.metadata
import json
from collections.abc import Container, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Model

import portal
from portal.lib.numbers import counted
from portal.models import AuditSeal

NAME = "manifest.json"
FORMAT = 2
READ = {1, 2}
"""The first told no head of the audit trail."""
CHUNK = 1024 * 1024


class BackupError(Exception):
    """Why a backup cannot be made, read or trusted, in a sentence for who asked."""


@dataclass(frozen=True)
class Manifest:
    """Everything that restoring checks."""

    format: int
    version: str
    made_at: str
    database: str
    """The kind of database: sqlite or postgresql."""
    tzdata: str
    migrations: list[str]
    rows: dict[str, int]
    files: dict[str, dict[str, Any]]
    """By path in the backup: size in bytes and SHA-256."""
    audit_head: str = ""
    """The hash of the last seal of the audit trail."""

    def write(self, folder: Path) -> None:
        """Whole or not at all."""
        draft = folder / f"{NAME}.part"
        draft.write_text(json.dumps(asdict(self), indent=1, sort_keys=True) + "\n")
        draft.rename(folder / NAME)


def read(folder: Path) -> Manifest:
    """The manifest of a backup that was finished."""
    try:
        found = json.loads((folder / NAME).read_text())
    except FileNotFoundError:
        raise BackupError(f"{folder} is no backup, or one that was broken off: it has no {NAME}.") from None
    if found.get("format") not in READ:
        raise BackupError(f"{folder} is a backup of format {found.get('format')}; this portal reads {max(READ)}.")
    return Manifest(**found)


def describe(
    folder: Path, *, made_at: str, database: str, migrations: list[str], rows: dict[str, int], audit_head: str
) -> Manifest:
    """The manifest of what lies in a folder now."""
    return Manifest(
        format=FORMAT,
        version=portal.__version__,
        made_at=made_at,
        database=database,
        tzdata=importlib.metadata.version("tzdata"),
        migrations=migrations,
        rows=rows,
        audit_head=audit_head,
        files={str(path.relative_to(folder)): fingerprint(path) for path in files_in(folder)},
    )


def check_files(folder: Path, manifest: Manifest) -> None:
    """Every file is there, whole, and nothing else is."""
    found = {str(path.relative_to(folder)) for path in files_in(folder)} - {NAME}
    if missing := sorted(manifest.files.keys() - found):
        raise BackupError(f"The backup lacks {counted(len(missing), 'file')}, {missing[0]} among them.")
    if added := sorted(found - manifest.files.keys()):
        more = counted(len(added), "file")
        raise BackupError(f"The backup holds {more} that it does not know, {added[0]} among them.")
    for name, expected in manifest.files.items():
        if fingerprint(folder / name) != expected:
            raise BackupError(f"{name} in the backup is not what was written there.")


def files_in(folder: Path) -> Iterable[Path]:
    """Every file below a folder."""
    return sorted(path for path in folder.rglob("*") if path.is_file())


def fingerprint(path: Path) -> dict[str, Any]:
    """Size and SHA-256."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return {"size": path.stat().st_size, "sha256": digest.hexdigest()}


def tables() -> list[type[Model]]:
    """Every model with a table of its own, those between two others among them."""
    found = apps.get_models(include_auto_created=True)
    return [model for model in found if model._meta.managed and not model._meta.proxy]


def applied(connection: BaseDatabaseWrapper) -> list[str]:
    """The migrations that made the tables."""
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())


def head_of(cursor: Any, tables: Container[str]) -> str:
    """The hash of the audit trail's last seal, by a cursor of Django's or of SQLite's own."""
    seals = AuditSeal._meta.db_table
    if seals not in tables:
        return ""
    cursor.execute(f"SELECT hash FROM {seals} ORDER BY number DESC LIMIT 1")  # noqa: S608 ours
    found = cursor.fetchone()
    return str(found[0]) if found else ""


def rows_of(using: str) -> dict[str, int]:
    """How many rows each table has."""
    with connections[using].cursor() as cursor:
        there = set(connections[using].introspection.table_names(cursor))
        counts = {}
        for model in tables():
            table = model._meta.db_table
            if table in there:
                cursor.execute(f"SELECT count(*) FROM {connections[using].ops.quote_name(table)}")  # noqa: S608 ours
                counts[table] = cursor.fetchone()[0]
    return counts
