from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.management import call_command
from django.db.models.signals import post_migrate, pre_migrate


class PortalConfig(AppConfig):
    """Makes the cache's table with the others, and knows Celery where there is a broker."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "portal"

    def ready(self) -> None:
        """Load what registers itself."""
        from portal import checks, clock, incidents, outbox, seals, versions, worker  # noqa: F401 they register
        from portal.forms import sign_in  # noqa: F401 as those
        from portal.search.index import machinery, upkeep  # noqa: F401 as those
        from portal.sessions import ending  # noqa: F401 as those

        pre_migrate.connect(machinery.set_aside, sender=self)
        post_migrate.connect(make_cache_table, sender=self)
        post_migrate.connect(versions.set_triggers, sender=self)
        post_migrate.connect(machinery.set_up, sender=self)
        if settings.REDIS_URL:
            from portal import celery  # noqa: F401 the app that shared tasks belong to


def make_cache_table(using: str, verbosity: int = 0, **_kwargs: Any) -> None:
    """`migrate` alone must be enough; nothing happens where the cache is Redis or the table is there."""
    call_command("createcachetable", database=using, verbosity=0)
