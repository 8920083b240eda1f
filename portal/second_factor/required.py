"""Of whom a second factor is asked: whoever can change what others read, or everybody who has an account."""

from django.conf import settings

from portal.actors import Actor

PROVED = "second_factor"
"""The session's key for the account whose second factor was shown in it."""


def is_asked_of(actor: Actor) -> bool:
    """Whether they may do nothing without one."""
    if not actor.user_id or settings.SECOND_FACTOR == "optional":
        return False
    writes = actor.is_admin or actor.secretariat_of or actor.editor_of or actor.chair_of
    return bool(writes) or settings.SECOND_FACTOR == "everybody"
