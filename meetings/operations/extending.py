"""More time for a deadline, by a decision; and an extension that was recorded in error, taken back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from meetings.deadlines.reading import standing_of
from meetings.models import Deadline, Extension, Meeting, Schedule, ScheduleEdit
from meetings.notices.reading import due_facts
from meetings.operations.announcing import note_deadline
from meetings.operations.deadlines import dates_at, deadlines_of, hour_at
from meetings.operations.errors import RefusedError
from meetings.operations.states import take
from meetings.operations.table import opened
from meetings.operations.undoing import EXTENDED, EXTENSION_TAKEN_BACK
from meetings.operations.writing import write
from portal import audit
from portal.actors import Actor
from portal.lib.deadlines import Due

FARTHEST = 731
"""Two years: who means more sets another deadline."""


@transaction.atomic
def extend(
    *,
    actor: Actor,
    now: datetime,
    schedule: Schedule,
    key: str,
    day: dt.date,
    at: dt.time | None,
    decided_by: str,
    decided_at: Meeting | None = None,
    reason: Mapping[str, str],
) -> Extension:
    """Give more time. Who decided it and why are kept with the old date; from then on the date is a decision's.

    Undo goes no farther back than this: an extension is taken back as what it is.
    """
    table = opened(actor, now, schedule, next(iter(reason.values()), ""))
    table.load([key])
    deadline = next(iter(deadlines_of(schedule, [key])))
    old = _date_of(deadline)
    _check_reach(day, old, now, schedule)
    new = Due(day, at, old.zone)
    if not decided_by.strip() or not any(text.strip() for text in reason.values()):
        raise RefusedError(_("Say who decided the extension and why."))
    if new.instant <= old.instant:
        raise RefusedError(_("An extension gives more time: expected a later date or hour."))
    extension = Extension.objects.create(
        deadline=deadline,
        old_day=old.day,
        old_hour=old.at,
        new_day=day,
        new_hour=at,
        decided_by=decided_by.strip(),
        decided_at=decided_at,
        reason=dict(reason),
        at=now,
        recorded_by_id=actor.user_id,
    )
    take(table, key, {**dates_at(day), "deadline": {**hour_at(at), "fixed": True}})
    write(table, verb=EXTENDED)
    deadline.refresh_from_db()
    note_deadline(
        actor=actor,
        now=now,
        deadline=deadline,
        event="extended",
        before={"due": due_facts(old)},
        reason=table.reason,
    )
    after = {"day": day.isoformat(), "hour": at.isoformat() if at else None, "by": extension.decided_by}
    audit.record(
        actor=actor,
        verb=EXTENDED,
        subject=deadline,
        at=now,
        before={"day": str(extension.old_day), "hour": str(extension.old_hour)},
        after=after,
        reason=table.reason,
        action=table.group,
    )
    return extension


def _date_of(deadline: Deadline) -> Due:
    """The one that stands; RefusedError where none does."""
    due = standing_of(deadline)
    if not isinstance(due, Due):
        raise RefusedError(_("There is no date to extend."))
    return due


def _check_reach(day: dt.date, old: Due, now: datetime, schedule: Schedule) -> None:
    today = now.astimezone(ZoneInfo(schedule.term.body.venue_zone)).date()
    if (day - max(today, old.day)).days > FARTHEST:
        raise RefusedError(_("Expected a date within two years of the old date or of today."))


@transaction.atomic
def take_back(*, actor: Actor, now: datetime, given: Extension, reason: Mapping[str, str]) -> None:
    """Take the last extension back that was recorded in error: the old date and hour return, and are told like any
    other date. RefusedError where the date was changed since, or another extension follows."""
    deadline, schedule = given.deadline, given.deadline.entry.schedule
    reasons = {language: text.strip() for language, text in reason.items() if text.strip()}
    table = opened(actor, now, schedule, next(iter(reasons.values()), ""))
    table.reasons = reasons
    if not reasons:
        raise RefusedError(_("Say why the extension is taken back."))
    key = deadline.entry.key
    table.load([key])
    deadline = deadlines_of(schedule, [key])[0]
    if deadline.extensions.order_by("at", "pk").last() != given:
        raise RefusedError(_("Another extension follows this one: take that back first."))
    if (deadline.entry.end, deadline.at) != (given.new_day, given.new_hour):
        raise RefusedError(_("The date was changed after it was extended: change it by hand."))
    counting = {"fixed": _was_fixed(given, key)}
    take(table, key, {**dates_at(given.old_day), "deadline": {**hour_at(given.old_hour), **counting}})
    before = {"day": str(given.new_day), "hour": str(given.new_hour), "by": given.decided_by}
    after = {"day": str(given.old_day), "hour": str(given.old_hour)}
    given.delete()
    write(table, verb=EXTENSION_TAKEN_BACK)
    audit.record(
        actor=actor,
        verb=EXTENSION_TAKEN_BACK,
        subject=deadline,
        at=now,
        before=before,
        after=after,
        reason=table.reason,
        action=table.group,
    )


def _was_fixed(given: Extension, key: str) -> bool:
    """Whether the date was fixed before it was extended; where nothing tells, it stays so until somebody says."""
    edits = ScheduleEdit.objects.filter(schedule=given.deadline.entry.schedule, entry_key=key, at=given.at)
    edit = edits.exclude(before={}).order_by("pk").last()
    live = ((edit.before if edit else {}).get("live") or {}).get("deadline")
    return bool(live.get("fixed", False)) if live is not None else True
