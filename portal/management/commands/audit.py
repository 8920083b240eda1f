"""`manage.py audit`: whether the audit trail is what was sealed."""

from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from portal import seals
from portal.lib.numbers import counted

NAMED = 100


class Command(BaseCommand):
    """What it finds goes to standard output; the exit code is 1 where anything does not agree."""

    help = "Verify the seals of the audit trail, tell the last one, or seal what is new: verify, head, seal."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One deed a call."""
        deeds = parser.add_subparsers(dest="deed", required=True)
        verifying = deeds.add_parser("verify", help="compute all seals anew and name what does not agree")
        verifying.add_argument("--head", default="", metavar="HASH", help="noted elsewhere: must be among the seals")
        deeds.add_parser("head", help="the last hash, to be kept where nobody here can write")
        deeds.add_parser("seal", help="seal what is new now, as the worker does each minute")

    def handle(self, *args: Any, deed: str, **options: Any) -> None:
        """Do it."""
        getattr(self, deed)(timezone.now(), options)

    def verify(self, now: datetime, options: dict[str, Any]) -> None:
        """Every fault in a line, then the sum."""
        found = seals.verify(known=options["head"])
        for fault in found.faults[:NAMED]:
            self.stdout.write(fault)
        self.stdout.write(
            f"{counted(found.rows, 'row')} under {counted(found.seals, 'seal')}; "
            f"{counted(found.unsealed, 'row')} {'is' if found.unsealed == 1 else 'are'} not sealed yet."
        )
        if found.faults:
            raise CommandError(f"The audit trail is not what was sealed: {counted(len(found.faults), 'fault')}.")
        self.stdout.write(f"All agree. Head: {found.head or '-'}")

    def head(self, now: datetime, options: dict[str, Any]) -> None:
        """The hash first, since programs read it."""
        last = seals.head()
        if last is None:
            raise CommandError("Nothing is sealed yet.")
        at = f"{last.at:%Y-%m-%d %H:%M:%S} UTC"
        self.stdout.write(f"{last.hash} seal {last.number}, up to row {last.last_id}, of {at}")

    def seal(self, now: datetime, options: dict[str, Any]) -> None:
        """All there is, however long it takes."""
        sealed = seals.seal(now, seconds=float("inf"), patience=60.0)
        self.stdout.write(f"{counted(sealed, 'row')} sealed.")
