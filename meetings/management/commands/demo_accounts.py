"""`manage.py demo_accounts`: who can sign in to a portal with demo data, one `role: e-mail / password` a line."""

from typing import Any

from django.core.management.base import BaseCommand

from meetings.demo.accounts import PASSWORD, existing_accounts
from meetings.demo.gate import refuse_unless_demo


class Command(BaseCommand):
    """Says nothing where there are none."""

    help = "List the demo accounts with their password."

    def handle(self, *args: Any, **options: Any) -> None:
        refuse_unless_demo()
        for account in existing_accounts():
            self.stdout.write(f"{account.role}: {account.email} / {PASSWORD}")
