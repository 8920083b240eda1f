"""`manage.py import_schedule FILE --group SLUG --term T [--dry-run] [--json]`: a schedule that others wrote."""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError
from django.utils import timezone

from groups.models import Term
from meetings.imports import Hints, Reading, UnreadableError, read_schedule
from meetings.operations.errors import RefusedError
from meetings.operations.imports import hints_for, import_rows
from portal.actors import SYSTEM


class Command(BaseCommand):
    """Standard output is the JSON of the reading alone, so that other programs can take it."""

    help = "Read a schedule from text, HTML, Word, Excel or CSV and add its rows to a term's draft schedule."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="the file: .docx, .xlsx, .csv, .html or plain text; - is standard input")
        parser.add_argument("--group", required=True, help="the group's address, such as gtc-casa")
        parser.add_argument("--term", required=True, help="the term, such as 2012-2013")
        parser.add_argument("--dry-run", action="store_true", help="read alone; the term need not exist yet")
        parser.add_argument("--json", action="store_true", help="write the JSON although rows are added")
        parser.add_argument("--replace", action="store_true", help="where the draft has rows, put these in their place")

    def handle(self, *args: Any, **options: Any) -> None:
        term = _term(options["group"], options["term"], needed=not options["dry_run"])
        if term is None and not options["dry_run"]:
            raise CommandError(f"There is no term “{options['term']}” of a group “{options['group']}”.")
        reading = _read(options["file"], hints_for(term) if term else Hints(term=options["term"]))
        if term is not None and not options["dry_run"]:
            self._import(term, reading, replace=options["replace"], quiet=options["json"])
        if options["dry_run"] or options["json"]:
            self.stdout.write(json.dumps(reading.as_json(), ensure_ascii=False, indent=2))

    def _import(self, term: Term, reading: Reading, *, replace: bool, quiet: bool) -> None:
        try:
            added = import_rows(
                actor=SYSTEM, now=timezone.now(), term=term, reading=reading, rows=reading.rows, replace=replace
            )
        except RefusedError as error:
            raise CommandError(str(error)) from error
        if not quiet:
            self.stdout.write(f"Added {added} rows to the draft schedule of “{term}”.")


def _term(slug: str, label: str, *, needed: bool) -> Term | None:
    """The term, if it is there; a mere reading goes without a database too."""
    try:
        return Term.objects.filter(body__slug=slug, label=label).first()
    except DatabaseError:
        if needed:
            raise
        return None


def _read(name: str, hints: Hints) -> Reading:
    try:
        if name == "-":
            return read_schedule(sys.stdin.buffer.read(), "", hints)
        return read_schedule(Path(name).read_bytes(), name, hints)
    except OSError as error:
        raise CommandError(f"{name} cannot be read: {error.strerror}.") from error
    except UnreadableError as error:
        raise CommandError(str(error)) from error
