"""For the account that nobody else answers for: whoever is root of the machine takes its second factor away."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from portal import second_factor
from portal.actors import SYSTEM
from portal.models import User


class Command(BaseCommand):
    """`manage.py reset_second_factor ADDRESS`: audited, told by mail, and every session of the account ends."""

    help = "Takes the second factor away from an account whose holder lost telephone and recovery codes."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address", help="the account's e-mail address")

    def handle(self, *args: Any, address: str, **options: Any) -> None:
        """Refuse what is no account, and say what was done."""
        account = User.objects.filter(email__iexact=address).first()
        if account is None:
            raise CommandError(f"There is no account of {address}.")
        done = second_factor.reset(actor=SYSTEM, now=timezone.now(), account=account)
        self.stdout.write("Taken away: they set up a new one after their password." if done else "There was none.")
