"""Where the commands for demo and made-up data may run."""

from django.conf import settings
from django.core.management.base import CommandError


def refuse_unless_demo() -> None:
    """The passwords of their accounts are public: no portal that others reach may have them by mistake."""
    if not settings.DEMO:
        raise CommandError(
            f"This is a portal in use, at {settings.SITE_URL} (SITE_URL, ALLOWED_HOSTS or TRUSTED_PROXY_COUNT say that "
            "others reach it), and the accounts of this command have passwords that everybody knows. "
            "Set DEMO=yes if it is there to be looked at."
        )
