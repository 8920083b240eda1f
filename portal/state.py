"""Facts about the installation that every process shares: read, and change by compare-and-set."""

from collections.abc import Callable
from typing import Any

from django.db import transaction

from portal.models import SystemState

MAIL_PAUSED = "mail_paused"
CLOCK = "clock"
MOST_TRIES = 20


def read(key: str) -> dict[str, Any]:
    """What is known under a name; nothing when it was never said."""
    found = SystemState.objects.filter(key=key).values_list("value", flat=True).first()
    return dict(found or {})


def write(key: str, value: dict[str, Any]) -> None:
    """Say it, whatever was said before."""
    change(key, lambda _before: value)


def change(key: str, turn: Callable[[dict[str, Any]], dict[str, Any]]) -> dict[str, Any]:
    """Turn the fact into another, as often as somebody else was quicker; gives what stands now.

    `turn` may run several times, and must do nothing but say the new value.
    """
    for _try in range(MOST_TRIES):
        row = SystemState.objects.filter(key=key).first()
        if row is None:
            with transaction.atomic():
                row, _is_new = SystemState.objects.get_or_create(key=key)
        after = turn(dict(row.value))
        if after == row.value:
            return after
        mine = SystemState.objects.filter(key=key, version=row.version)
        if mine.update(value=after, version=row.version + 1):
            return after
    raise RuntimeError(f"The fact {key!r} changes faster than it can be written.")
