"""`manage.py export_group SLUG [--term T] -o FILE.json`: a group's whole record as one file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from meetings.transfer import text
from meetings.transfer.errors import TransferError
from meetings.transfer.export import export_group


class Command(BaseCommand):
    """Writes the file only when the record is complete."""

    help = "Write a group's whole record, with its subgroups, as a JSON file."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="the group's address, such as gtc-casa")
        parser.add_argument("--term", help="this term alone")
        parser.add_argument("-o", "--output", default="-", help="the file to write; - is standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            written = text.write(export_group(options["slug"], options["term"]))
        except TransferError as error:
            raise CommandError(str(error)) from error
        if options["output"] == "-":
            self.stdout.write(written, ending="")
            return
        try:
            Path(options["output"]).write_text(written, encoding="utf-8")
        except OSError as error:
            raise CommandError(f"{options['output']} cannot be written: {error.strerror}.") from error
