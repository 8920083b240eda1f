"""Which number the next version of a schedule bears."""

from __future__ import annotations

from django.utils.translation import gettext as _

from meetings.enums import ScheduleState
from meetings.models import Schedule


def was_adopted(schedule: Schedule) -> bool:
    """Whether a meeting has adopted it before, in this or an earlier version."""
    return schedule.state in (ScheduleState.ADOPTED, ScheduleState.CLOSED) or schedule.versions.exists()


def nothing_to_adopt() -> str:
    """What is said, in the editor and by the deed, where the table differs in nothing from the version in force."""
    return _("Nothing to adopt: the table is as adopted.")


def next_revision(schedule: Schedule) -> int | None:
    """The revision that changes of now will be in; None before the first adoption, which marks nothing as changed."""
    return schedule.revision + 1 if was_adopted(schedule) else None
