"""`manage.py backup FOLDER`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from portal.backups.copies import backup
from portal.backups.manifest import BackupError
from portal.lib.numbers import counted


class Command(BaseCommand):
    """The portal may run meanwhile."""

    help = "Copy database and files into a new folder, with a manifest of hashes and counts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to."""
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        """Make it, and say what it holds."""
        try:
            made = backup(folder, timezone.now())
        except BackupError as error:
            raise CommandError(str(error)) from error
        head = f" Head of the audit trail: {made.audit_head}." if made.audit_head else ""
        size = sum(file["size"] for file in made.files.values()) / 1e6
        held = f"{counted(sum(made.rows.values()), 'row')}, {counted(len(made.files), 'file')}"
        self.stdout.write(f"{folder}: {held}, {size:.1f} MB.{head}")
