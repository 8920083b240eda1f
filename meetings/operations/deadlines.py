"""Deadlines set by a rule, moved with what they hang on once somebody says so, fixed, extended. Each takes effect at
once and is marked for the next revision of the plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from meetings.deadlines.reading import anchor_at, due_of, rule_of
from meetings.drafts.dates import AS_PRINTED
from meetings.drafts.keys import entry_key
from meetings.drafts.rows import EditableRow, State
from meetings.enums import DeadlineAnchor, EntryKind
from meetings.models import Deadline, DeadlineRule, Entry, Extension, Meeting, Schedule
from meetings.notices.reading import due_facts
from meetings.operations.announcing import note_deadline
from meetings.operations.effects import in_effect
from meetings.operations.errors import RefusedError
from meetings.operations.states import take
from meetings.operations.table import Table, opened
from meetings.operations.writing import write
from meetings.queries.deadlines import Calendars, counted_one, with_anchors
from meetings.transfer.entries import Content, term_key
from portal import audit
from portal.actors import Actor
from portal.lib.deadlines import Due, due

Rows = dict[str, EditableRow]


@transaction.atomic
def set_by_rule(
    *, actor: Actor, now: datetime, schedule: Schedule, rule: DeadlineRule, meetings: Sequence[str], reason: str = ""
) -> Rows:
    """A deadline by the rule for each of the meetings (keys of rows). RefusedError for one that has no day, for one
    that the rule is not in force for, and for one that has this deadline already."""
    table = opened(actor, now, schedule, reason)
    if rule.organization_id != schedule.term.body.organization_id or rule.body_id not in (None, schedule.term.body_id):
        raise RefusedError(_("This rule belongs to another body."))
    calendars = Calendars(table.schedule)
    taken = table.taken()
    keys = []
    for entry in _anchors(schedule, meetings, rule):
        anchor = anchor_at(entry)
        if anchor is None or not rule.covers(anchor.first):
            raise RefusedError(_("“%(row)s” has no day that this rule could count from.") % {"row": entry.text})
        zone = rule.zone or schedule.term.body.venue_zone
        found = due(rule_of(rule), anchor, calendars.of(entry), zone)
        key = entry_key("deadline", found.day.isoformat(), taken)
        taken.add(key)
        content = _content(table, rule, entry, found, key)
        table.put(key, State(in_effect(table, {}, content) if table.in_force else content, None))
        keys.append(key)
    if not keys:
        raise RefusedError(_("Choose the meetings that the rule is applied to."))
    rows = write(table, verb="set by rule")
    Deadline.objects.filter(entry__schedule=schedule, entry__key__in=keys).update(ruled_by=rule)
    return rows


def _anchors(schedule: Schedule, keys: Sequence[str], rule: DeadlineRule) -> list[Entry]:
    rows = Entry.objects.filter(schedule=schedule, key__in=keys, kind=EntryKind.MEETING)
    found = list(
        rows.select_related("meeting__room").prefetch_related("meeting__sittings").order_by("start", "position", "pk")
    )
    if len(found) < len(set(keys)):
        raise RefusedError(_("One of the meetings is not in this schedule any more."))
    double = Deadline.objects.filter(anchor_entry__in=found, ruled_by=rule, entry__withdrawn_in=None).first()
    if double:
        raise RefusedError(_("This deadline is set already: %(row)s.") % {"row": double.entry.text})
    return found


def _content(table: Table, rule: DeadlineRule, entry: Entry, found: Due, key: str) -> Content:
    day = found.day.isoformat()
    hung = {
        "kind": str(rule.kind),
        "anchor": str(DeadlineAnchor.ENTRY),
        "anchor_entry": f"{term_key(table.schedule)}#{entry.key}",
        **{name: str(getattr(rule, name)) for name in ("edge", "direction", "unit", "count", "roll")},
        "offset": rule.offset,
        "zone": rule.zone,
        "addressees": dict(rule.addressees),
        **_hour(found.at),
    }
    return {
        "key": key,
        "kind": "deadline",
        "start": day,
        "end": day,
        "precision": "day",
        "text": dict(rule.name),
        "audience": str(entry.audience),
        "deadline": hung,
    }


@transaction.atomic
def follow(*, actor: Actor, now: datetime, schedule: Schedule, keys: Mapping[str, dt.date], reason: str = "") -> Rows:
    """Take the dates that the rules give now, each as it was seen; RefusedError where the rule gives another by now."""
    table = opened(actor, now, schedule, reason)
    table.load(keys)
    for deadline in _deadlines(schedule, keys):
        counted = counted_one(deadline)
        if counted.by_rule is None or counted.by_rule.day != keys[deadline.entry.key]:
            raise RefusedError(_("By now the rule gives another date for “%(row)s”.") % {"row": deadline.entry.text})
        _put(table, deadline.entry.key, counted.by_rule.day, counted.by_rule.at)
    return write(table, verb="followed its rule")


@transaction.atomic
def keep(*, actor: Actor, now: datetime, schedule: Schedule, keys: Sequence[str], reason: str = "") -> Rows:
    """Let the recorded dates stand whatever the rule gives: from now on they do not move with it."""
    table = opened(actor, now, schedule, reason)
    table.load(keys)
    for deadline in _deadlines(schedule, keys):
        take(table, deadline.entry.key, {"deadline": {"fixed": True}})
    return write(table, verb="fixed")


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
    """Give more time. Who decided it and why are kept with the old date; from then on the date is a decision's."""
    table = opened(actor, now, schedule, next(iter(reason.values()), ""))
    table.load([key])
    deadline = next(iter(_deadlines(schedule, [key])))
    old = due_of(deadline)
    new = Due(day, at, old.zone if old else schedule.term.body.venue_zone)
    if not decided_by.strip() or not any(text.strip() for text in reason.values()):
        raise RefusedError(_("Say who decided the extension and why."))
    if old and new.instant <= old.instant:
        raise RefusedError(_("An extension gives more time: expected a later date or hour."))
    extension = Extension.objects.create(
        deadline=deadline,
        old_day=old.day if old else None,
        old_hour=old.at if old else None,
        new_day=day,
        new_hour=at,
        decided_by=decided_by.strip(),
        decided_at=decided_at,
        reason=dict(reason),
        at=now,
        recorded_by_id=actor.user_id,
    )
    take(table, key, {**_dates(day), "deadline": {**_hour(at), "fixed": True}})
    write(table, journal=False, verb="extended")
    deadline.refresh_from_db()
    note_deadline(
        actor=actor,
        now=now,
        deadline=deadline,
        event="extended",
        before={"due": due_facts(old)} if old else {},
        reason=table.reason,
    )
    after = {"day": day.isoformat(), "hour": at.isoformat() if at else None, "by": extension.decided_by}
    audit.record(
        actor=actor,
        verb="extended",
        subject=deadline,
        at=now,
        before={"day": str(extension.old_day), "hour": str(extension.old_hour)},
        after=after,
        reason=table.reason,
        action=table.group,
    )
    return extension


def _deadlines(schedule: Schedule, keys: Mapping[str, Any] | Sequence[str]) -> list[Deadline]:
    found = list(with_anchors(Deadline.objects.filter(entry__schedule=schedule, entry__key__in=list(keys))))
    if len(found) < len(set(keys)):
        raise RefusedError(_("One of the deadlines is not in this schedule any more."))
    return found


def _put(table: Table, key: str, day: dt.date, at: dt.time | None) -> None:
    take(table, key, {**_dates(day), "deadline": _hour(at)})


def _dates(day: dt.date) -> Content:
    return {**AS_PRINTED, "start": day.isoformat(), "end": day.isoformat(), "precision": "day"}


def _hour(at: dt.time | None) -> Content:
    return {"at": at.strftime("%H:%M") if at else None}
