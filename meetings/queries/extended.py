"""The last extension of each deadline: the one that its date may rest on."""

from __future__ import annotations

from collections.abc import Collection

from meetings.models import Deadline, Extension, Schedule


def last_extension(deadline: Deadline | None) -> Extension | None:
    """The last one that a deadline was given."""
    return None if deadline is None else deadline.extensions.order_by("at", "pk").last()


def extensions_in(schedule: Schedule, keys: Collection[str] | None = None) -> dict[str, Extension]:
    """The same of the rows of a schedule, by key: of all, or of those named."""
    found = Extension.objects.filter(deadline__entry__schedule=schedule).order_by("at", "pk")
    if keys is not None:
        found = found.filter(deadline__entry__key__in=keys)
    return {each.deadline.entry.key: each for each in found.select_related("deadline__entry")}
