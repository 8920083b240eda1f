"""Who was reminded of the deadlines that hang on a meeting: their new dates are told whatever becomes of its notice."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from meetings.enums import AnnouncementState, DeadlineAnchor, NoticeKind
from meetings.models import AgendaItem, Announcement, Deadline, Notice, Schedule, ScheduleEdit
from meetings.operations.moved_dates import told
from meetings.queries.deadlines import awaiting
from portal.models import User

OF_MOVES = (NoticeKind.CONVENED, NoticeKind.CHANGED, NoticeKind.CALLED_OFF)
ALIVE = (AnnouncementState.WAITING, AnnouncementState.SENT)


@dataclass(frozen=True, slots=True)
class Reminded:
    """Who was reminded of a deadline. `by_notice`: a notice of it waits or was sent, so the next one tells them.

    `told`: they, and who knows the date only by a notice: that there is none any more all hear by themselves.
    """

    users: tuple[User, ...]
    by_notice: bool
    told: tuple[User, ...] = ()


def reminded_of(schedule: Schedule, keys: Collection[str], now: datetime) -> dict[str, Reminded]:
    """By the deadline's key, where anybody was told of its date."""
    deadlines = Deadline.objects.filter(entry__schedule=schedule, entry__key__in=keys)
    announced = set(
        Announcement.objects.filter(
            entry__schedule=schedule, entry__key__in=keys, kind=NoticeKind.DEADLINE, state__in=ALIVE
        ).values_list("entry__key", flat=True)
    )
    known = {}
    for deadline in deadlines.select_related("entry__schedule__term__body__organization"):
        found = told(deadline, now)
        everybody = tuple(sorted(found, key=str))
        if everybody:
            users = tuple(user for user in everybody if found[user].by_itself)
            known[deadline.entry.key] = Reminded(users, deadline.entry.key in announced, everybody)
    return known


def told_of_hanging(given: Announcement) -> QuerySet[Notice]:
    """What leaves by itself, or left, of deadlines of the meeting whose dates moved since the notice was prepared."""
    if given.kind not in OF_MOVES or given.entry_id is None:
        return Notice.objects.none()
    set_by_it = AgendaItem.objects.filter(meeting__entry=given.entry_id, deadline__isnull=False).values("deadline")
    found = Notice.objects.filter(kind=NoticeKind.DEADLINE, announcement=None, at__gte=given.created_at)
    hung = Q(entry__deadline__anchor_entry=given.entry_id) | Q(entry__in=set_by_it)
    found = found.filter(hung | Q(entry__schedule=given.schedule_id, entry__key__in=_of_the_next(given)))
    return found.select_related("user", "entry").order_by("user__name", "pk")


def _of_the_next(given: Announcement) -> set[str]:
    """Deadlines counted from the next meeting: where it is this one, or was until a deed on it moved them along."""
    if given.entry is None or given.schedule is None:
        return set()
    waiting = Deadline.objects.filter(entry__schedule=given.schedule, anchor=DeadlineAnchor.NEXT)
    keys = set(waiting.values_list("entry__key", flat=True))
    if not keys:
        return keys
    edits = ScheduleEdit.objects.filter(schedule=given.schedule, at__gte=given.created_at)
    deeds = edits.filter(entry_key=given.entry.key, undone=False).values("group")
    along = set(edits.filter(group__in=deeds, entry_key__in=keys).values_list("entry_key", flat=True))
    return along | awaiting(given.schedule, given.entry.key)
