"""`manage.py reindex`: the whole index of search anew."""

import time
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection, transaction

from portal.search.index import upkeep


class Command(BaseCommand):
    """The index keeps itself; this is for the day when somebody doubts that."""

    help = "Make the index of search anew, all of it or nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        began = time.monotonic()
        with transaction.atomic():
            for kind, number in upkeep.rebuild():
                if options["verbosity"]:
                    self.stdout.write(f"{time.monotonic() - began:5.0f} s  {number} × {kind}")
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE portal_searchrow")  # without figures the next searches would be planned badly
