"""What waits for who makes schedules: proposals to adopt, drafts to circulate, meetings to convene or to settle."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from meetings.enums import EntryKind, EntryStatus, ScheduleState
from meetings.models import Entry, Schedule
from meetings.queries.convening import Convening, near_convening
from meetings.queries.upcoming import first_of, light
from portal.actors import Actor
from portal.enums import Precision

CONVENED_BEFORE = dt.timedelta(days=10)
"""A meeting this near that is not convened yet is somebody's work."""
SETTLED_WITHIN = dt.timedelta(days=60)
"""How far back a meeting of which nobody said what became is still asked about."""
MOST = 6


@dataclass(frozen=True, slots=True)
class Waiting:
    """Each the nearest first; schedules with `proposals`, the number of changes proposed to them.

    `convening`: by when meetings are to be convened that a rule says that of, by their numbers, seen from `today`.
    """

    proposed: list[Schedule] = field(default_factory=list)
    drafts: list[Schedule] = field(default_factory=list)
    to_convene: list[Entry] = field(default_factory=list)
    to_settle: list[Entry] = field(default_factory=list)
    convening: dict[int, Convening] = field(default_factory=dict)
    today: dt.date = dt.date.min


def waiting_for(actor: Actor, today: dt.date) -> Waiting:
    """Over the bodies whose schedules `actor` may draft; nothing, without a query, for everybody else."""
    if not (actor.is_admin or actor.secretariat_of or actor.chair_of):
        return Waiting()
    schedules = Schedule.objects.visible_to(actor).filter(_own(actor, "term__body")).select_related("term__body")
    running = schedules.filter(Q(term__ended=None) | Q(term__ended__gte=today)).exclude(state=ScheduleState.CLOSED)
    begun = Exists(Entry.objects.filter(schedule=OuterRef("pk")))
    counted: QuerySet[Any] = running.annotate(proposals=Count("draft_changes"), is_begun=begun)
    asked = counted.filter(Q(proposals__gt=0) | Q(is_begun=True, state=ScheduleState.DRAFT))
    found = list(asked.order_by("term__body__slug"))
    meetings = _meetings(actor)
    convening = near_convening(meetings, today, CONVENED_BEFORE)
    unsaid = (EntryStatus.TENTATIVE, EntryStatus.SCHEDULED, EntryStatus.CONVENED)
    past = meetings.filter(status__in=unsaid, end__range=(today - SETTLED_WITHIN, today - dt.timedelta(days=1)))
    return Waiting(
        [each for each in found if each.proposals][:MOST],
        [each for each in found if each.state == ScheduleState.DRAFT and each.is_begun][:MOST],
        _to_convene(meetings, convening, today),
        first_of(past, MOST, "-start", "pk"),
        convening,
        today,
    )


def _to_convene(meetings: QuerySet[Entry], convening: dict[int, Convening], today: dt.date) -> list[Entry]:
    """Those that are near, and those whose day to be convened is; that day counts as theirs."""
    soonest = sorted(convening, key=lambda pk: (convening[pk].until.day, pk))[:MOST]
    soon = meetings.filter(status=EntryStatus.SCHEDULED, start__range=(today, today + CONVENED_BEFORE))
    found = first_of(soon.exclude(pk__in=convening), MOST, "start", "pk")
    if soonest:
        found += light(meetings.filter(pk__in=soonest))
    days = {entry.pk: convening[entry.pk].until.day if entry.pk in convening else entry.start for entry in found}
    return sorted(found, key=lambda entry: (days[entry.pk] or today, entry.pk))[:MOST]


def _own(actor: Actor, body: str) -> Q:
    if actor.is_admin:
        return Q()
    return Q(**{f"{body}__organization__in": actor.secretariat_of}) | Q(**{f"{body}__in": actor.chair_of})


def _meetings(actor: Actor) -> QuerySet[Entry]:
    in_force = (ScheduleState.DRAFT, ScheduleState.CLOSED)
    return (
        Entry.objects.visible_to(actor)
        .filter(_own(actor, "schedule__term__body"), kind=EntryKind.MEETING, precision=Precision.DAY)
        .filter(trace_of=None, withdrawn_in=None)
        .exclude(schedule__state__in=in_force)
    )
