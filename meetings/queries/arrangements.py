"""Meetings with interpretation whose date nobody has confirmed."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet

from meetings.enums import Certainty, EntryStatus, ScheduleState
from meetings.models import Entry

AHEAD = (EntryStatus.TENTATIVE, EntryStatus.SCHEDULED)


def unconfirmed(first: dt.date, last: dt.date) -> QuerySet[Entry]:
    """Those within these days of schedules in force; a meeting that is convened has its date confirmed."""
    found = Entry.objects.filter(
        ~Q(certainty=Certainty.CONFIRMED) | Q(status=EntryStatus.TENTATIVE),
        kind="meeting",
        start__range=(first, last),
        precision="day",
        status__in=AHEAD,
        withdrawn_in=None,
        trace_of=None,
        meeting__isnull=False,
    )
    in_force = found.exclude(schedule__state__in=[ScheduleState.DRAFT, ScheduleState.CLOSED])
    with_services = in_force.exclude(meeting__interpretation=[])
    return with_services.select_related("schedule__term__body__organization", "meeting__room__venue").order_by(
        "start", "pk"
    )
