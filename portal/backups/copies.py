"""Make a backup, and read one back."""

import os
import shutil
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from portal import seals
from portal.actors import SYSTEM
from portal.backups import databases, manifest
from portal.backups.manifest import BackupError, Manifest
from portal.lib.numbers import counted
from portal.models import FeedToken, Session
from portal.outbox import holds
from portal.outbox.reasons import Why

FILES = "files"


def backup(folder: Path, now: datetime) -> Manifest:
    """Copy database and files into a new folder, while the portal runs; gives what the copy holds."""
    if folder.exists() and any(folder.iterdir()):
        raise BackupError(f"{folder} is there already, and is not empty.")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    rows, head = databases.dump(folder)
    media = Path(settings.MEDIA_ROOT)
    if media.is_dir():
        shutil.copytree(media, folder / FILES)
    made = manifest.describe(
        folder,
        made_at=now.isoformat(),
        database=connection.vendor,
        migrations=manifest.applied(connection),
        rows=rows,
        audit_head=head,
    )
    made.write(folder)
    return made


def restore(
    folder: Path,
    now: datetime,
    *,
    keep_sessions: bool = False,
    keep_feeds: bool = True,
    trust_audit: bool = False,
) -> Manifest:
    """Make an empty portal what the backup holds, with its mail held back; gives the backup's manifest.

    With `trust_audit`, nobody asks whether the audit trail agrees with its seals: a trail that was altered before the
    copy was made must not keep the rest from coming back.
    """
    made = manifest.read(folder)
    _check_version(made)
    manifest.check_files(folder, made)
    if not databases.is_empty():
        raise BackupError("The portal's database is not empty. Restore into a new one, and keep this until you know.")
    media = Path(settings.MEDIA_ROOT)
    if media.is_dir() and any(media.iterdir()):
        raise BackupError(f"{media} is not empty. Restore into a new folder, and keep this until you know.")

    if settings.REDIS_URL:
        cache.clear()  # pages that were kept under a number which will be given again

    def settle() -> None:
        _check_rows(made)
        call_command("migrate", interactive=False, verbosity=0)
        if not trust_audit:
            _check_audit(made)
        holds.hold(actor=SYSTEM, reason=Why.RESTORED, now=now)
        if not settings.REDIS_URL:
            cache.clear()
        if not keep_sessions:
            Session.objects.all().delete()
        if not keep_feeds:
            FeedToken.objects.all().delete()

    _restore_files(folder / FILES, media)
    databases.load(folder, settle)
    return made


def _check_version(made: Manifest) -> None:
    """An older portal's tables can be brought up to date; a newer one's cannot be understood."""
    if made.database != connection.vendor:
        raise BackupError(
            f"The backup is of {made.database}, and this portal uses {connection.vendor}. "
            "Restore it there, then use move_database."
        )
    known = {f"{app}.{name}" for app, name in MigrationLoader(None, ignore_no_migrations=True).disk_migrations}
    replaced = [name for name in made.migrations if name not in known]
    if replaced:
        raise BackupError(f"The backup was made by a newer portal, {made.version}: it knows {replaced[0]}.")


def _check_rows(made: Manifest) -> None:
    found = manifest.rows_of("default")
    wrong = {name: (number, found.get(name)) for name, number in made.rows.items() if found.get(name) != number}
    if wrong:
        name, (expected, there) = next(iter(wrong.items()))
        raise BackupError(
            f"The backup and what was read of it differ in {counted(len(wrong), 'table')}: "
            f"{name} has {counted(there or 0, 'row')} instead of {expected}."
        )


def _check_audit(made: Manifest) -> None:
    found = seals.verify(known=made.audit_head)
    if found.faults:
        raise BackupError(
            f"The audit trail does not agree with its seals, in {counted(len(found.faults), 'place')}. "
            f"{found.faults[0]} "
            "To have the portal back all the same, restore into an empty one with --trust-audit."
        )


def _restore_files(source: Path, target: Path) -> None:
    """Beside their place first: files that are half there must not look whole."""
    if not source.is_dir():
        return
    draft = target.with_name(f"{target.name}.restoring")
    shutil.rmtree(draft, ignore_errors=True)
    shutil.copytree(source, draft)
    if target.is_dir():
        target.rmdir()
    os.rename(draft, target)
