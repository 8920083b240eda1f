"""`manage.py import_group FILE.json [--dry-run]`: a group's whole record from a file."""

from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from meetings.transfer.errors import TransferError
from meetings.transfer.operation import Import, import_group
from portal.actors import SYSTEM


class Command(BaseCommand):
    """Adds what is new, reports what differs, overwrites nothing."""

    help = "Add a group's record from a JSON file; nothing that is recorded already is changed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="the file that export_group wrote")
        parser.add_argument("--dry-run", action="store_true", help="check everything, write nothing")
        parser.add_argument("--keep", action="store_true", help="where the file differs, keep what is recorded here")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            content = Path(options["file"]).read_bytes()
        except OSError as error:
            raise CommandError(f"{options['file']} cannot be read: {error.strerror}.") from error
        try:
            result = import_group(
                actor=SYSTEM,
                now=timezone.now(),
                content=content,
                dry_run=options["dry_run"],
                keep=options["keep"],
            )
        except TransferError as error:
            raise CommandError(f"{options['file']}: {error}") from error
        self.tell(result, dry_run=options["dry_run"])

    def tell(self, result: Import, *, dry_run: bool) -> None:
        """What happened, or would."""
        terms = ", ".join(result.terms) or "no term"
        if result.created:
            self.stdout.write(f"{'Would create' if dry_run else 'Created'} in “{result.group}” ({terms}):")
            self.count(result.created)
        else:
            self.stdout.write(f"All of “{result.group}” ({terms}) is recorded here already: nothing to create.")
        if result.only_here:
            self.stdout.write("Recorded here and not in the file, left as it is:")
            self.count(result.only_here)
        for node in result.loose:
            self.stdout.write(f"Nothing in the group refers to {node.spec.label} “{node.key}” ({node.place}).")
        for remark in result.remarks:
            self.stdout.write(f"Kept although it contradicts itself: {remark}.")
        for difference in result.kept:
            self.stdout.write(f"Kept {difference}")

    def count(self, kinds: Counter[str]) -> None:
        """One line for each kind of record."""
        for kind, number in sorted(kinds.items()):
            self.stdout.write(f"  {number} × {kind}")
