"""`manage.py move_database --to URL`: from SQLite to PostgreSQL, or back."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from portal import environment
from portal.actors import SYSTEM
from portal.backups.manifest import BackupError
from portal.backups.moving import move
from portal.outbox import holds
from portal.outbox.reasons import Why


class Command(BaseCommand):
    """With web and workers stopped. The old database stays as it is, but sends no more mail."""

    help = "Copy everything into an empty database of another kind, and compare it row by row."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to."""
        parser.add_argument("--to", required=True, metavar="URL", help="as in DATABASE_URL")

    def handle(self, *args: Any, to: str, **options: Any) -> None:
        """Move, compare, and leave the old one silent."""
        try:
            rows = move(environment.database_of(to), self.stderr.write)
        except (BackupError, ImproperlyConfigured) as error:
            raise CommandError(str(error)) from error
        holds.hold(actor=SYSTEM, reason=Why.DATABASE_MOVED, now=timezone.now())
        self.stdout.write(f"{sum(rows.values())} rows in {len(rows)} tables, the same in both.")
        self.stdout.write(
            "Set DATABASE_URL to the new address and start the portal; the old database sends no more mail."
        )
