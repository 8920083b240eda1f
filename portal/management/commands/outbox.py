"""`manage.py outbox`: what the mail is doing, for who runs the portal."""

from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from portal import clock
from portal.actors import SYSTEM
from portal.enums import OutboxState
from portal.models import OutboxMessage
from portal.outbox import holds
from portal.outbox.figures import explain, figures
from portal.outbox.reasons import Why, reason_of

LISTED = 50


class Command(BaseCommand):
    """Each deed is a function of the outbox; here are only its words."""

    help = "Show and steer the mail: status, list, explain, hold, release, retry, accept, trust-clock."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One deed a call."""
        deeds = parser.add_subparsers(dest="deed", required=True)
        deeds.add_parser("status", help="counts and ages")
        listing = deeds.add_parser("list", help="the newest messages of an address or in a state")
        listing.add_argument("--to", help="an e-mail address")
        listing.add_argument("--state", choices=OutboxState.values)
        for name, text in (
            ("explain", "every decision about one message: why it went, late, or not at all"),
            ("retry", "send a message that failed, or that may have gone out, once more"),
            ("accept", "a message that may have gone out did"),
        ):
            deeds.add_parser(name, help=text).add_argument("id", type=int)
        holding = deeds.add_parser("hold", help="let nothing leave until it is released")
        holding.add_argument("--reason", default=Why.HELD_BY_OPERATOR)
        releasing = deeds.add_parser(
            "release", help="decide about what is held, kind by kind, and let mail leave again"
        )
        releasing.add_argument("--all", action="store_true", help="release every kind without asking")
        releasing.add_argument("--kind", action="append", default=[], help="release this kind")
        releasing.add_argument("--cancel", action="append", default=[], help="give this kind up")
        deeds.add_parser("trust-clock", help="the clock is right, whatever it did")

    def handle(self, *args: Any, deed: str, **options: Any) -> None:
        """Do it."""
        getattr(self, deed.replace("-", "_"))(timezone.now(), options)

    def status(self, now: datetime, options: dict[str, Any]) -> None:
        """Counts and ages."""
        for name, value in figures(now).items():
            self.stdout.write(f"{name:12} {value if value is not None else '-'}")
        for kind, number in holds.held_by_kind().items():
            self.stdout.write(f"held {kind}: {number}")

    def list(self, now: datetime, options: dict[str, Any]) -> None:
        """One line a message."""
        rows = OutboxMessage.objects.order_by("-id")
        rows = rows.filter(recipient__iexact=options["to"]) if options["to"] else rows
        rows = rows.filter(state=options["state"]) if options["state"] else rows
        for row in rows[:LISTED]:
            self.stdout.write(
                f"{row.pk} {row.state} {row.kind} {row.recipient} {reason_of(row) or row.last_error}".rstrip()
            )

    def explain(self, now: datetime, options: dict[str, Any]) -> None:
        """The whole story."""
        message = OutboxMessage.objects.filter(pk=options["id"]).first()
        if message is None:
            raise CommandError(f"There is no message {options['id']}.")
        self.stdout.write("\n".join(explain(message)))

    def retry(self, now: datetime, options: dict[str, Any]) -> None:
        """Once more."""
        if not holds.retry(options["id"], actor=SYSTEM, now=now):
            raise CommandError("Only a message that failed or is unconfirmed can be sent once more.")
        self.stdout.write("It goes out with the next run.")

    def accept(self, now: datetime, options: dict[str, Any]) -> None:
        """It is there."""
        if not holds.accept(options["id"], actor=SYSTEM, now=now):
            raise CommandError("Only a message that is unconfirmed can be accepted as sent.")
        self.stdout.write("It counts as sent.")

    def hold(self, now: datetime, options: dict[str, Any]) -> None:
        """Nothing leaves."""
        number = holds.hold(actor=SYSTEM, reason=options["reason"], now=now)
        self.stdout.write(f"Mail is paused; {number} messages are held.")

    def release(self, now: datetime, options: dict[str, Any]) -> None:
        """By the options, or by asking."""
        for kind, number in holds.held_by_kind().items():
            decision = self.decision(kind, number, options)
            if decision == "release":
                self.stdout.write(f"{kind}: {holds.release(kind, actor=SYSTEM, now=now)} released.")
            elif decision == "cancel":
                gone = holds.call_off(kind, actor=SYSTEM, now=now)
                self.stdout.write(f"{kind}: {gone} cancelled.")
            else:
                self.stdout.write(f"{kind}: {number} stay held.")
        holds.resume(actor=SYSTEM, now=now)
        self.stdout.write("Mail leaves again.")

    def decision(self, kind: str, number: int, options: dict[str, Any]) -> str:
        """What is to become of one kind."""
        if kind in options["cancel"]:
            return "cancel"
        if options["all"] or kind in options["kind"]:
            return "release"
        if options["kind"] or options["cancel"]:
            return "keep"
        answer = input(f"{kind}: {number} held. release, cancel or keep? ").strip().lower()
        return {"r": "release", "c": "cancel"}.get(answer[:1], "keep")

    def trust_clock(self, now: datetime, options: dict[str, Any]) -> None:
        """Plan again."""
        clock.confirm(now)
        self.stdout.write(f"The hour is {now:%Y-%m-%d %H:%M:%S} UTC; planning goes on.")
