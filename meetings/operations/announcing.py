"""What people must be told of a deed is noted with it, and waits until somebody sends it; several edits are one notice.

A deadline that gets another date calls off the reminders of the old one. Who was reminded already is told of the new
date without being asked for: a reminder of a wrong date would be ours.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from meetings.deadlines.reading import due_of
from meetings.drafts.difference import Difference
from meetings.drafts.rows import State
from meetings.enums import OFF, AnnouncementState, NoticeKind
from meetings.models import Announcement, Deadline, Entry
from meetings.notices.facts import Event, event_between, facts_of, says_the_same
from meetings.notices.reading import due_facts
from meetings.operations.announcing_agendas import note_agenda
from meetings.operations.moved_dates import follow_date
from meetings.operations.table import Table
from meetings.operations.waiting import take_up, wait, waiting_of
from portal.actors import Actor

OF_THE_PLAN = ("adopted", "issued")
"""Deeds whose rows are told with the plan itself, as one."""
NEW_IN = {
    NoticeKind.CHANGED: (NoticeKind.CONVENED,),
    NoticeKind.CONVENED: (NoticeKind.CHANGED, NoticeKind.CALLED_OFF),
    NoticeKind.CALLED_OFF: (NoticeKind.CONVENED, NoticeKind.CHANGED),
}
"""Which notices that still wait a new one takes up: nobody need be told what is no longer so."""


def note_rows(table: Table, before: Mapping[str, State], after: Mapping[str, State], verb: str) -> None:
    """What rows said to everyone and now say; nothing of a draft. Called when they are written."""
    if not table.in_force:
        return
    for key, state in after.items():
        old, new = before[key].live, state.live
        row = table.rows[key].live
        if row is None or old is None or new is None or old == new:
            continue
        if new.get("kind") == "deadline":
            _note_deadline(table, row.entry, old, new)
            continue
        event = None if verb in OF_THE_PLAN else event_between(old, new)
        back = verb == "undone" and _is_as_told(table, row.entry, facts_of(new))
        if event and not back:
            _note(table, row.entry, event, facts_of(old), facts_of(new))
        note_agenda(table, row.entry, old, new, with_plan=verb in OF_THE_PLAN)


def _is_as_told(table: Table, entry: Entry, facts: dict[str, Any]) -> bool:
    """Whether a deed undone leaves the meeting as people know it; what waited to tell otherwise is taken up."""
    waiting = list(waiting_of(entry, tuple(NEW_IN)))
    if not waiting or waiting[0].before != facts:
        return False
    for each in waiting:
        take_up(each, table.now, table.actor)
    return True


def note_plan(table: Table, changes: Difference, *, again: bool, on: dt.date) -> None:
    """That the plan was adopted, or amended by the rows of `changes`."""
    schedule = table.schedule
    waiting = Announcement.objects.filter(schedule=schedule, kind=NoticeKind.PLAN, state=AnnouncementState.WAITING)
    waiting.update(state=AnnouncementState.DISCARDED, decided_at=table.now, decided_by_id=table.actor.user_id)
    Announcement.objects.create(
        kind=NoticeKind.PLAN,
        event="amended" if again else "adopted",
        schedule=schedule,
        after={"revision": schedule.revision, "on": on.isoformat(), "keys": sorted(changes.keys)},
        reason=table.reason,
        created_at=table.now,
        created_by_id=table.actor.user_id,
    )


def note_deadline(
    *, actor: Actor, now: dt.datetime, deadline: Deadline, event: str, before: dict[str, Any], reason: str = ""
) -> Announcement | None:
    """That a deadline was set or extended, for all who are asked; it takes up what still waits of it."""
    due = due_of(deadline)
    if due is None:
        return None
    waiting = waiting_of(deadline.entry, (NoticeKind.DEADLINE,)).first()
    if waiting is not None:
        before = waiting.before or before
        take_up(waiting, now, actor)
    return Announcement.objects.create(
        kind=NoticeKind.DEADLINE,
        event=event,
        schedule=deadline.entry.schedule,
        entry=deadline.entry,
        before=before,
        after={"due": due_facts(due)},
        reason=reason,
        created_at=now,
        created_by_id=actor.user_id,
    )


def _note(table: Table, entry: Entry, event: Event, before: dict[str, Any], after: dict[str, Any]) -> None:
    kind, name = event
    same = waiting_of(entry, (kind,)).first()
    others = list(waiting_of(entry, NEW_IN.get(kind, ())))
    first = min([each for each in (same, *others) if each], key=lambda each: each.pk, default=None)
    if kind is NoticeKind.CHANGED and any(each.kind == NoticeKind.CONVENED for each in others):
        # Nobody was told of the meeting yet: the notice that convenes it says where and when it is now.
        others[0].after = after
        others[0].save(update_fields=["after"])
        return
    before = first.before if first and first.kind != NoticeKind.CONVENED else before
    for other in others:
        take_up(other, table.now, table.actor)
    if kind is NoticeKind.CHANGED and says_the_same(before, after):
        if same:
            take_up(same, table.now, table.actor)
        return
    if same:
        same.event, same.after, same.reason = name, after, table.reason or same.reason
        same.save(update_fields=["event", "after", "reason"])
        return
    wait(table, entry, kind, name, before=before, after=after)


def _note_deadline(table: Table, entry: Entry, old: Mapping[str, Any], new: Mapping[str, Any]) -> None:
    if _date(old) == _date(new):
        return
    found = Deadline.objects.filter(entry=entry).select_related("entry__schedule__term__body__organization")
    deadline = found.first()
    if deadline is not None:
        follow_date(deadline=deadline, now=table.now)
        _follow_notice(table, deadline)


def _follow_notice(table: Table, deadline: Deadline) -> None:
    """Who was told of another date by a notice is told of this one by the next, once somebody sends it.

    What waits says the date that holds now, and is taken up where that is what people know or nothing stands any more.
    """
    due, entry = due_of(deadline), deadline.entry
    now_due = due_facts(due) if due and entry.status not in OFF and entry.withdrawn_in is None else None
    waiting = waiting_of(entry, (NoticeKind.DEADLINE,)).first()
    if waiting and now_due in (None, waiting.before.get("due")):
        take_up(waiting, table.now, table.actor)
    elif waiting and waiting.after.get("due") != now_due:
        waiting.after = {"due": now_due}
        waiting.save(update_fields=["after"])
    if waiting or now_due is None:
        return
    sent = Announcement.objects.filter(entry=entry, kind=NoticeKind.DEADLINE, state=AnnouncementState.SENT)
    told = sent.order_by("decided_at", "pk").last()
    if told and told.after.get("due") != now_due:
        wait(table, entry, NoticeKind.DEADLINE, "changed", before={"due": told.after["due"]}, after={"due": now_due})


def _date(content: Mapping[str, Any]) -> tuple[Any, ...]:
    due = content.get("deadline") or {}
    stands = content.get("withdrawn_in") is None, str(content.get("status", "scheduled"))
    return content.get("end"), content.get("precision"), due.get("at"), due.get("zone"), *stands
