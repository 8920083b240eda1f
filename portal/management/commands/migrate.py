"""`manage.py migrate`: Django's, which leaves search and kept pages as they were where it fails."""

from typing import Any

from django.core.management.commands import migrate

from portal import versions
from portal.search.index import machinery


class Command(migrate.Command):
    """What was set aside for the migrations, or went with a table, is put back by their end, or else here."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Whatever stopped them, a signal from the keyboard too."""
        try:
            super().handle(*args, **options)
        except BaseException:
            machinery.put_back(options["database"])
            versions.set_triggers(options["database"])
            raise
