"""Deadlines set by a rule, moved with what they hang on once somebody says so, fixed, counted again. Each takes
effect at once and is marked for the next revision of the plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from groups.models import Term
from meetings.deadlines.reading import anchor_at, rule_of
from meetings.drafts.dates import AS_PRINTED
from meetings.drafts.keys import entry_key
from meetings.drafts.rows import EditableRow, State
from meetings.enums import DeadlineAnchor, EntryKind
from meetings.models import Deadline, DeadlineRule, Entry, Schedule
from meetings.models.fields import joined
from meetings.operations.answers import note_addressees
from meetings.operations.effects import in_effect
from meetings.operations.errors import RefusedError
from meetings.operations.states import take
from meetings.operations.table import Table, opened
from meetings.operations.writing import write
from meetings.queries.deadlines import Calendars, Counted, counted_one, told_of, with_anchors
from meetings.queries.rules import names_who_owes, who_owes
from meetings.transfer.entries import Content, term_key
from meetings.transfer.keybook import keys_of
from portal.actors import Actor
from portal.lib.deadlines import Due, UncountableError, due

Rows = dict[str, EditableRow]


@transaction.atomic
def set_by_rule(
    *, actor: Actor, now: datetime, schedule: Schedule, rule: DeadlineRule, meetings: Sequence[str], reason: str = ""
) -> Rows:
    """A deadline by the rule for each of the meetings (keys of rows), owed by whom the rule names. RefusedError for one
    that has no day, for one that the rule is not in force for, and for one that has this deadline already."""
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
        try:
            found = due(rule_of(rule), anchor, calendars.of(entry), zone)
        except UncountableError as error:
            raise RefusedError(_("From “%(row)s” this rule leads to no day.") % {"row": entry.text}) from error
        key = entry_key("deadline", found.day.isoformat(), taken)
        taken.add(key)
        content = _content(table, rule, entry, found, key)
        table.put(key, State(in_effect(table, {}, content) if table.in_force else content, None))
        keys.append(key)
    if not keys:
        raise RefusedError(_("Choose the meetings that the rule is applied to."))
    rows = write(table, verb="set by rule")
    made = Deadline.objects.filter(entry__schedule=schedule, entry__key__in=keys)
    made.update(ruled_by=rule)
    if names_who_owes(rule):
        for deadline in made.order_by("pk"):
            note_addressees(actor, now, deadline)
    return rows


def _anchors(schedule: Schedule, keys: Sequence[str], rule: DeadlineRule) -> list[Entry]:
    rows = Entry.objects.filter(schedule=schedule, key__in=keys, kind=EntryKind.MEETING)
    found = list(
        rows.select_related("meeting__room", "schedule__term__body__organization")
        .prefetch_related("meeting__sittings")
        .order_by("start", "position", "pk")
    )
    if len(found) < len(set(keys)):
        raise RefusedError(_("One of the meetings is not in this schedule any more."))
    versions = DeadlineRule.objects.filter(organization=rule.organization_id, body=rule.body_id, key=rule.key)
    double = Deadline.objects.filter(anchor_entry__in=found, ruled_by__in=versions, entry__withdrawn_in=None).first()
    if double:
        raise RefusedError(_("This deadline is set already: %(row)s.") % {"row": double.entry.text})
    return found


def _content(table: Table, rule: DeadlineRule, entry: Entry, found: Due, key: str) -> Content:
    day = found.day.isoformat()
    hung = {
        "kind": str(rule.kind),
        "anchor": str(DeadlineAnchor.ENTRY),
        "anchor_entry": f"{term_key(table.schedule)}#{entry.key}",
        **_counting(rule),
        "zone": rule.zone,
        "addressees": dict(rule.addressees),
        **_owing(rule, table.schedule.term),
        **hour_at(found.at),
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


def _owing(rule: DeadlineRule, term: Term) -> Content:
    """Whom the rule names, as a record says it: part of the deed, so that it is undone with it."""
    standings, delegations, posts = who_owes(rule, term)
    said = {
        "owing_standings": joined(standings),
        "owing_delegations": sorted(keys_of("delegation", [each.pk for each in delegations]).values()),
        "owing_posts": sorted(keys_of("post", [each.pk for each in posts]).values()),
    }
    return {name: value for name, value in said.items() if value}


@transaction.atomic
def follow(
    *, actor: Actor, now: datetime, schedule: Schedule, keys: Mapping[str, Due | None], reason: str = ""
) -> Rows:
    """Take the dates that the rules give now, each as it was seen with its hour and zone, None for one that has no date
    until what it hangs on has one. RefusedError where the rule gives another by now. A rule that was corrected counts
    from now on."""
    table = opened(actor, now, schedule, reason)
    table.load(keys)
    corrected: dict[int, DeadlineRule] = {}
    for deadline in deadlines_of(schedule, keys):
        counted = counted_one(deadline, now)
        _seen(counted, keys[deadline.entry.key], stands=counted.by_rule is not None)
        if counted.rule:
            corrected[deadline.pk] = counted.rule
        counting = {**_counting(counted.rule), "zone": counted.rule.zone} if counted.rule else {}
        day, at = (counted.by_rule.day, counted.by_rule.at) if counted.by_rule else (None, deadline.at)
        take(table, deadline.entry.key, {**dates_at(day), "deadline": {**counting, **hour_at(at)}})
    rows = write(table, verb="followed its rule")
    for pk, rule in corrected.items():
        Deadline.objects.filter(pk=pk).update(ruled_by=rule)
    return rows


@transaction.atomic
def keep(*, actor: Actor, now: datetime, schedule: Schedule, keys: Mapping[str, Due | None], reason: str = "") -> Rows:
    """Let the recorded dates stand whatever the rule gives, each beside the date that was seen proposed: from now on
    they do not move with it. RefusedError where another is proposed by now, or none: nobody said what becomes of that.
    """
    table = opened(actor, now, schedule, reason)
    table.load(keys)
    for deadline in deadlines_of(schedule, keys):
        _seen(counted_one(deadline, now), keys[deadline.entry.key])
        take(table, deadline.entry.key, {"deadline": {"fixed": True}})
    return write(table, verb="fixed")


def _seen(counted: Counted, shown: Due | None, *, stands: bool = False) -> None:
    """What is proposed is what was shown; `stands`: or is what is recorded."""
    row = counted.deadline.entry.text
    if told_of(counted.by_rule) != told_of(shown):
        raise RefusedError(
            _("By now the rule gives another date, hour or time zone for “%(row)s”: look at it again.") % {"row": row}
        )
    if not counted.moves and not stands:
        raise RefusedError(_("By now no other date is proposed for “%(row)s”: look at it again.") % {"row": row})


@transaction.atomic
def count_again(*, actor: Actor, now: datetime, schedule: Schedule, key: str, reason: str = "") -> Rows:
    """Let a date that was fixed be counted by its rule again: what that gives is proposed, and moves nothing by itself.
    RefusedError for one that nothing counts."""
    table = opened(actor, now, schedule, reason)
    table.load([key])
    deadline = deadlines_of(schedule, [key])[0]
    if not deadline.fixed or deadline.anchor == DeadlineAnchor.DATE:
        raise RefusedError(_("No rule was kept from counting “%(row)s”.") % {"row": deadline.entry.text})
    take(table, key, {"deadline": {"fixed": False}})
    return write(table, verb="counted again")


def deadlines_of(schedule: Schedule, keys: Mapping[str, Any] | Sequence[str]) -> list[Deadline]:
    """Those of the rows, with what they hang on; RefusedError where one is gone."""
    found = list(with_anchors(Deadline.objects.filter(entry__schedule=schedule, entry__key__in=list(keys))))
    if len(found) < len(set(keys)):
        raise RefusedError(_("One of the deadlines is not in this schedule any more."))
    return found


def _counting(rule: DeadlineRule) -> Content:
    said = {name: str(getattr(rule, name)) for name in ("edge", "direction", "unit", "count", "roll")}
    return {**said, "offset": rule.offset}


def dates_at(day: dt.date | None) -> Content:
    """No day leaves the row with its wording alone."""
    if day is None:
        return {"start": None, "end": None, "precision": "", "weekday_printed": None, "year_inferred": False}
    return {**AS_PRINTED, "start": day.isoformat(), "end": day.isoformat(), "precision": "day"}


def hour_at(at: dt.time | None) -> Content:
    """The cut-off hour as a record has it."""
    return {"at": at.strftime("%H:%M") if at else None}
