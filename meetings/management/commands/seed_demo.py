"""`manage.py seed_demo`: the demo groups and the demo accounts; again and again without harm."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from meetings.demo.accounts import PASSWORD, make_accounts
from meetings.demo.gate import refuse_unless_demo
from meetings.demo.load import load_demo
from meetings.demo.news import tell_news
from meetings.transfer.errors import TransferError


class Command(BaseCommand):
    """Not for a portal in real use: the passwords of the accounts are public."""

    help = "Load the demo groups and accounts that are not there yet."

    def handle(self, *args: Any, **options: Any) -> None:
        refuse_unless_demo()
        quiet = options["verbosity"] == 0
        try:
            for done in load_demo(timezone.now()):
                if not quiet:
                    self.stdout.write(f"{done.group}: {done.created.total()} records")
        except TransferError as error:
            raise CommandError(f"The demo data cannot be loaded. {error}") from error
        for account in make_accounts():
            if not quiet:
                self.stdout.write(f"{account.role}: {account.email} / {PASSWORD}")
        tell_news(timezone.now())
