"""What people must be told of a deed is noted with it, and waits until somebody sends it; several edits are one notice.

A deadline that gets another date calls off the reminders of the old one. Who was reminded already is told of the new
date by the notice that waits to be sent to all who are asked, where one does; else without being asked for, as where
somebody decides not to send that notice: a reminder of a wrong date would be ours. Either way once. That there is no
date any more goes by itself to all who were told of one, by whatever way.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from meetings.deadlines.reading import due_of, zone_of
from meetings.drafts.difference import Difference
from meetings.drafts.rows import State
from meetings.enums import OFF, AnnouncementState, NoticeKind
from meetings.models import Announcement, Deadline, Entry, Extension, Schedule
from meetings.notices.facts import Event, event_between, facts_of, says_the_same
from meetings.notices.reading import due_facts
from meetings.operations.announcing_agendas import note_agenda
from meetings.operations.last_told import is_known, last_told
from meetings.operations.moved_dates import TAKEN_BACK, Why, date_told, follow_date
from meetings.operations.table import Table
from meetings.operations.waiting import take_up, wait, waiting_of
from meetings.queries.extended import last_extension
from portal.actors import Actor
from portal.lib.deadlines import Due

OF_THE_PLAN = ("adopted", "issued")
"""Deeds whose rows are told with the plan itself, as one."""
ANNOUNCED = ("extended",)
"""Deeds that make a notice of the new date to all who are asked."""
TAKEN_BACK_BY = ("extension taken back",)
"""Deeds that give the date before an extension back."""
DECIDED = ("extended", TAKEN_BACK)
"""Notices of a date that somebody decided."""
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
            _note_deadline(table, row.entry, old, new, verb)
            continue
        event = None if verb in OF_THE_PLAN else event_between(old, new)
        back = verb == "undone" and _is_as_told(table, row.entry, facts_of(new))
        if event and not back:
            _note_event(table, row.entry, event, old, new)
        note_agenda(table, row.entry, old, new, with_plan=verb in OF_THE_PLAN)


def _note_event(table: Table, entry: Entry, event: Event, old: Mapping[str, Any], new: Mapping[str, Any]) -> None:
    """From what people were last told; nothing where they know already what they would be told, and nothing waits."""
    before, after = facts_of(old), {**facts_of(new), **_issued(table, event)}
    told = last_told(entry) if event[0] in NEW_IN else None
    if told is not None and is_known(event, told, after):
        for each in waiting_of(entry, tuple(NEW_IN)):
            take_up(each, table.now, table.actor)
        return
    _note(table, entry, event, told or before, after)


def _issued(table: Table, event: Event) -> dict[str, str]:
    """The day on which a record came out where its body meets: corrections are counted from it."""
    if event[1] != "record":
        return {}
    zone = ZoneInfo(table.schedule.term.body.venue_zone)
    return {"issued": table.now.astimezone(zone).date().isoformat()}


def _is_as_told(table: Table, entry: Entry, facts: dict[str, Any]) -> bool:
    """Whether a deed undone leaves the meeting as people know it; what waited to tell otherwise is taken up."""
    waiting = list(waiting_of(entry, tuple(NEW_IN)))
    if not waiting or waiting[0].before != facts:
        return False
    for each in waiting:
        take_up(each, table.now, table.actor)
    return True


def note_plan(table: Table, changes: Difference, *, again: bool, on: dt.date) -> None:
    """That the plan was adopted, or amended by the rows of `changes` and of versions that nobody was told of."""
    schedule = table.schedule
    waiting = Announcement.objects.filter(schedule=schedule, kind=NoticeKind.PLAN, state=AnnouncementState.WAITING)
    waiting.update(state=AnnouncementState.DISCARDED, decided_at=table.now, decided_by_id=table.actor.user_id)
    Announcement.objects.create(
        kind=NoticeKind.PLAN,
        event="amended" if again else "adopted",
        schedule=schedule,
        after={
            "revision": schedule.revision,
            "corrigendum": schedule.corrigendum,
            "on": on.isoformat(),
            **_since_told(schedule, set(changes.keys)),
        },
        reason=table.reason,
        created_at=table.now,
        created_by_id=table.actor.user_id,
    )


def _since_told(schedule: Schedule, keys: set[str]) -> dict[str, Any]:
    """The rows changed since the version that people were last told of, where others lie between, and its numbers."""
    plans = Announcement.objects.filter(schedule=schedule, kind=NoticeKind.PLAN)
    told = plans.filter(state=AnnouncementState.SENT, decided_at__isnull=False).order_by("-decided_at").first()
    untold = list(plans.filter(pk__gt=told.pk).exclude(state=AnnouncementState.SENT)) if told else []
    if told is None or not untold:
        return {"keys": sorted(keys)}
    since = {name: told.after.get(name, 0) for name in ("revision", "corrigendum")}
    return {"keys": sorted(keys.union(*(each.after.get("keys", ()) for each in untold))), "since": since}


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
        same.event, same.after, same.reason = name, after, table.said or table.reason or same.reason
        same.save(update_fields=["event", "after", "reason"])
        return
    wait(table, entry, kind, name, before=before, after=after)


def _note_deadline(table: Table, entry: Entry, old: Mapping[str, Any], new: Mapping[str, Any], verb: str) -> None:
    if _date(old) == _date(new):
        return
    found = Deadline.objects.filter(entry=entry).select_related("entry__schedule__term__body__organization")
    deadline = found.first()
    if deadline is not None:
        withdrawn = _due_in(old, deadline) if verb in TAKEN_BACK_BY else None
        waits = _follow_notice(table, deadline, withdrawn)
        why = Why(table.reason, table.reasons) if withdrawn else Why(table.said)
        waits = waits or verb in ANNOUNCED
        follow_date(deadline=deadline, now=table.now, waits=waits, why=why, withdrawn=withdrawn)


def _due_in(content: Mapping[str, Any], deadline: Deadline) -> Due:
    """The day and hour that a row said."""
    at = (content.get("deadline") or {}).get("at")
    return Due(dt.date.fromisoformat(content["end"]), dt.time.fromisoformat(at) if at else None, zone_of(deadline))


def _follow_notice(table: Table, deadline: Deadline, withdrawn: Due | None) -> bool:
    """Who was told of another date by a notice is told of this one by the next, once somebody sends it; if one waits.

    What waits says the date that holds now, and is taken up where that is what people know or nothing stands any more.
    `withdrawn`: the date of an extension that was taken back.
    """
    due, entry = due_of(deadline), deadline.entry
    now_due = due_facts(due) if due and entry.status not in OFF and entry.withdrawn_in is None else None
    waiting = waiting_of(entry, (NoticeKind.DEADLINE,)).first()
    if waiting and now_due in (None, waiting.before.get("due")):
        take_up(waiting, table.now, table.actor)
        return False
    if waiting:
        _say(waiting, deadline, now_due, date_told(deadline, table.now))
        return True
    if now_due is None:
        return False
    sent = Announcement.objects.filter(entry=entry, kind=NoticeKind.DEADLINE, state=AnnouncementState.SENT)
    told = sent.order_by("decided_at", "pk").last()
    if told is None or told.after.get("due") == now_due:
        return False
    event = TAKEN_BACK if withdrawn and told.after.get("due") == due_facts(withdrawn) else "changed"
    after = {"due": now_due, **({"reasons": dict(table.reasons)} if table.reasons else {})}
    wait(table, entry, NoticeKind.DEADLINE, event, before={"due": told.after["due"]}, after=after)
    return True


def _say(waiting: Announcement, deadline: Deadline, due: dict[str, Any] | None, told: Due | None) -> None:
    """The date that holds now, which no decision gave unless it is that of the last extension; that it is another one,
    where anybody was reminded of one that nobody had announced."""
    waiting.after = {**waiting.after, "due": due}
    if waiting.event in DECIDED:
        waiting.event = "extended" if _is_of(last_extension(deadline), due_of(deadline)) else "changed"
    if not waiting.before and told and due_facts(told) != due:
        waiting.event, waiting.before = "changed", {"due": due_facts(told)}
    waiting.save(update_fields=["event", "before", "after"])


def _is_of(given: Extension | None, due: Due | None) -> bool:
    return given is not None and due is not None and (given.new_day, given.new_hour) == (due.day, due.at)


def _date(content: Mapping[str, Any]) -> tuple[Any, ...]:
    due = content.get("deadline") or {}
    stands = content.get("withdrawn_in") is None, str(content.get("status", "scheduled"))
    return content.get("end"), content.get("precision"), due.get("at"), due.get("zone"), *stands
