"""`manage.py restore FOLDER`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from portal.backups.copies import restore
from portal.backups.manifest import BackupError


class Command(BaseCommand):
    """Into an empty database, with web and workers stopped; mail stays held until `manage.py outbox release`."""

    help = "Make an empty portal what a backup holds: checked file by file, with its mail held back."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which, and what of it is let in again."""
        parser.add_argument("folder", type=Path)
        parser.add_argument("--keep-sessions", action="store_true", help="who was signed in then stays so")
        parser.add_argument("--revoke-feeds", action="store_true", help="private calendars need new addresses")

    def handle(self, *args: Any, folder: Path, keep_sessions: bool, revoke_feeds: bool, **options: Any) -> None:
        """Read it back, and say what comes next."""
        try:
            made = restore(folder, timezone.now(), keep_sessions=keep_sessions, keep_feeds=not revoke_feeds)
        except BackupError as error:
            raise CommandError(str(error)) from error
        rows = sum(made.rows.values())
        self.stdout.write(f"{rows} rows and {len(made.files)} files of {made.made_at} are back and verified.")
        self.stdout.write("Mail is paused. See `manage.py outbox status`, then `manage.py outbox release`.")
