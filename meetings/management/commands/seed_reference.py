"""`manage.py seed_reference`: a large made-up house, to measure speed and load on."""

import datetime as dt
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction
from django.utils import timezone

from groups.models import Body
from meetings.demo.gate import refuse_unless_demo
from meetings.reference.build import build
from meetings.reference.people import DOMAIN, PASSWORD
from meetings.reference.scale import SCALES
from portal import jobs
from portal.models import User


class Command(BaseCommand):
    """Not for a portal in real use: the passwords of its accounts are public, and nothing removes it again."""

    help = "Make a large house of made-up records, the same at every run, to measure speed and load on."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--scale", choices=sorted(SCALES), default="house", help="how large (house)")
        parser.add_argument("--on", type=dt.date.fromisoformat, help="the day that is today in it (today)")
        parser.add_argument("--yes", action="store_true", help="even into a portal that is not empty")

    def handle(self, *args: Any, **options: Any) -> None:
        """All of it or nothing."""
        refuse_unless_demo()
        if User.objects.filter(email__endswith=f"@{DOMAIN}").exists():
            raise CommandError("The made-up house is in this portal already.")
        if Body.objects.exists() and not options["yes"]:
            raise CommandError("This portal holds records. To add the made-up house to them for good, say --yes.")
        began = time.monotonic()
        with transaction.atomic():
            for name in build(SCALES[options["scale"]], options["on"] or timezone.now().date()):
                if options["verbosity"]:
                    self.stdout.write(f"{time.monotonic() - began:5.0f} s  {name}")
        jobs.run("search-index", timezone.now())  # more than a search makes good before it answers
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")  # without figures the first pages would be planned badly
        if options["verbosity"]:
            self.stdout.write(f"Accounts: account-1@{DOMAIN} and on / {PASSWORD}; the first serve the houses.")
