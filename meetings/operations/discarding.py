"""Decide that a notice is not sent."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from meetings.enums import AnnouncementState, NoticeKind
from meetings.models import Announcement, Deadline, Notice
from meetings.notices.reading import due_from, reasons_in
from meetings.operations.hanging import told_of_hanging
from meetings.operations.moved_dates import NO_REASON, PAUSE, TAKEN_BACK, Why, tell_reminded
from meetings.operations.notices import decide
from portal.actors import Actor


@transaction.atomic
def discard(*, actor: Actor, now: datetime, announcement: Announcement) -> int:
    """Nobody is told of it, but for who was reminded of a date that has moved: gives how many these are.

    Our own reminder has told them what is no longer so. While the notice waited, it was to tell them. Those reminded of
    a deadline that moved with a meeting are told of that by themselves already.
    """
    decide(actor, now, announcement, AnnouncementState.DISCARDED)
    deadline = deadline_of(announcement)
    if deadline:
        back = announcement.event == TAKEN_BACK
        withdrawn = due_from(announcement.before) if back else None
        why = Why(announcement.reason, reasons_in(announcement.after)) if back else NO_REASON
        return tell_reminded(deadline=deadline, now=now, why=why, withdrawn=withdrawn)
    return len({notice.user_id for notice in told_of_hanging(announcement)})


def told_all_the_same(announcement: Announcement) -> QuerySet[Notice]:
    """The copies of who was told though it was not sent."""
    decided = announcement.decided_at
    if announcement.state != AnnouncementState.DISCARDED or not decided:
        return Notice.objects.none()
    if announcement.kind != NoticeKind.DEADLINE:
        return told_of_hanging(announcement).filter(at__lte=decided + PAUSE)
    found = Notice.objects.filter(entry=announcement.entry_id, kind=NoticeKind.DEADLINE, announcement=None)
    return found.filter(at=decided + PAUSE).select_related("user").order_by("user__name", "pk")


def deadline_of(announcement: Announcement) -> Deadline | None:
    """The deadline whose date it tells of."""
    if announcement.kind != NoticeKind.DEADLINE:
        return None
    found = Deadline.objects.filter(entry=announcement.entry_id or 0)
    return found.select_related("entry__schedule__term__body__organization").first()
