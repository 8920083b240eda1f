"""`manage.py restore FOLDER`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from portal.backups.copies import restore
from portal.backups.manifest import BackupError
from portal.lib.numbers import counted


class Command(BaseCommand):
    """Into an empty database, with web and workers stopped; mail stays held until `manage.py outbox release`."""

    help = "Make an empty portal what a backup holds: checked file by file, with its mail held back."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which, and what of it is let in again."""
        parser.add_argument("folder", type=Path)
        parser.add_argument("--keep-sessions", action="store_true", help="who was signed in then stays so")
        parser.add_argument("--trust-audit", action="store_true", help="take the audit trail as it is, unverified")
        parser.add_argument("--revoke-feeds", action="store_true", help="private calendars need new addresses")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        """Read it back, and say what comes next."""
        try:
            made = restore(
                folder,
                timezone.now(),
                keep_sessions=options["keep_sessions"],
                keep_feeds=not options["revoke_feeds"],
                trust_audit=options["trust_audit"],
            )
        except BackupError as error:
            raise CommandError(str(error)) from error
        held = f"{counted(sum(made.rows.values()), 'row')} and {counted(len(made.files), 'file')}"
        self.stdout.write(f"{held} of {made.made_at} are back and verified.")
        if options["trust_audit"]:
            self.stdout.write("Whether the audit trail is whole was not asked: see `manage.py audit verify`.")
        self.stdout.write("Mail is paused. See `manage.py outbox status`, then `manage.py outbox release`.")
