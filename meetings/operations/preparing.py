"""Prepare a notice again that was not to be sent, as long as what it says differs from what people were last told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from groups.permissions import may_edit
from meetings.enums import AnnouncementState, NoticeKind
from meetings.models import Announcement, Schedule
from meetings.operations.errors import RefusedError
from meetings.operations.last_told import OF_MEETINGS
from meetings.operations.still_untold import (
    Told,
    of_deadline,
    of_election,
    of_meeting,
    of_order,
    of_outcome,
    of_plan,
)
from meetings.operations.waiting import take_up
from portal import audit
from portal.actors import Actor


@dataclass(frozen=True, slots=True)
class Rule:
    """How notices of a kind are prepared again.

    `told` gives what people know instead of it, `while_waits` the kinds of which none may wait for the same row, since
    it will tell the same; and those that this one tells with it are `taken_up`, as when it was noted first.
    """

    told: Callable[[Announcement, datetime], Told | None]
    while_waits: tuple[NoticeKind, ...]
    taken_up: tuple[NoticeKind, ...] = ()


AGAIN = {
    NoticeKind.CONVENED: Rule(of_meeting, OF_MEETINGS, (NoticeKind.ORDER,)),
    NoticeKind.CHANGED: Rule(of_meeting, OF_MEETINGS),
    NoticeKind.CALLED_OFF: Rule(of_meeting, OF_MEETINGS),
    NoticeKind.ORDER: Rule(of_order, (NoticeKind.ORDER, NoticeKind.CONVENED)),
    NoticeKind.ELECTION: Rule(of_election, (NoticeKind.ELECTION,)),
    NoticeKind.OUTCOME: Rule(of_outcome, (NoticeKind.OUTCOME,)),
    NoticeKind.PLAN: Rule(of_plan, (NoticeKind.PLAN,)),
    NoticeKind.DEADLINE: Rule(of_deadline, (NoticeKind.DEADLINE,)),
}
"""Every kind that waits for somebody to send it."""


@transaction.atomic
def prepare_again(*, actor: Actor, now: datetime, announcement: Announcement) -> Announcement:
    """The same notice anew, which waits for somebody to send it; from what people were last told."""
    if not may_edit(actor, announcement.schedule.term.body.organization_id):
        raise RefusedError(_("Only the secretariat sends notices."))
    schedule = Schedule.objects.select_for_update(of=("self",)).get(pk=announcement.schedule_id)
    announcement.schedule.revision, announcement.schedule.corrigendum = schedule.revision, schedule.corrigendum
    before = told_before(announcement, now)
    if before is None:
        raise RefusedError(_("People know it already, it is no longer so, or a notice of it waits: look again."))
    for each in _waiting_beside(announcement, AGAIN[NoticeKind(announcement.kind)].taken_up):
        take_up(each, now, actor)
    made = Announcement.objects.create(
        kind=announcement.kind,
        event=announcement.event,
        schedule=announcement.schedule,
        entry=announcement.entry,
        before=before,
        after=announcement.after,
        reason=announcement.reason,
        created_at=now,
        created_by_id=actor.user_id,
    )
    audit.record(
        actor=actor,
        verb="notice prepared again",
        subject=announcement.entry or announcement.schedule,
        at=now,
        before={"state": announcement.state, "event": announcement.event},
        after={"state": "waiting", "event": announcement.event},
        reason=announcement.reason,
    )
    return made


def told_before(given: Announcement, now: datetime) -> dict[str, Any] | None:
    """What a notice prepared again would compare with; None where it may not be."""
    rule = AGAIN.get(NoticeKind(given.kind))
    if given.state != AnnouncementState.DISCARDED or rule is None or _waiting_beside(given, rule.while_waits):
        return None
    return rule.told(given, now)


def _waiting_beside(given: Announcement, kinds: tuple[NoticeKind, ...]) -> list[Announcement]:
    """What waits of the same row, or of the same plan."""
    found = Announcement.objects.filter(schedule=given.schedule_id, entry=given.entry_id, kind__in=kinds)
    return list(found.filter(state=AnnouncementState.WAITING))
