"""`manage.py prepare`: everything between a fresh DATA_DIR, or a newer version, and a portal that can serve."""

import hashlib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from groups.models import Body
from portal import versions
from portal.search.index import machinery, upkeep


class Command(BaseCommand):
    """Each step looks first whether there is anything to do, so that a second start takes seconds."""

    help = "Migrate, load the demo data into an empty portal, collect static files."

    def handle(self, *args: Any, **options: Any) -> None:
        """In this order, since each step needs the one before."""
        self.migrate()
        self.seed()
        self.collect()

    def migrate(self) -> None:
        """Bring the tables up to date."""
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stderr.write("Preparing the database")
            call_command("migrate", interactive=False, verbosity=0)
        else:
            # Migrations that were killed left the index and the versions of pages without some of their triggers.
            machinery.set_up(connection.alias)
            versions.set_triggers(connection.alias)

    def seed(self) -> None:
        """A portal with nothing in it shows the demo groups, unless it is one that others reach."""
        if settings.DEMO and not Body.objects.exists():
            self.stderr.write("Loading the demo data")
            call_command("seed_demo", verbosity=0)
            upkeep.work(timezone.now())  # so that the first search finds everything

    def collect(self) -> None:
        """Hash and compress the static files again when one of them has changed."""
        stamp, now = Path(settings.STATIC_ROOT) / ".collected", fingerprint()
        if not stamp.exists() or stamp.read_text() != now:
            self.stderr.write("Collecting static files")
            call_command("collectstatic", interactive=False, verbosity=0)
            stamp.write_text(now)


def fingerprint() -> str:
    """What the static files are made from: name, size and time of each."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            facts = Path(storage.path(name)).stat()
            digest.update(f"{name} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return digest.hexdigest()
