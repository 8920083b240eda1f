"""What becomes of a meeting takes effect at once: people must know. The next revision of the plan says so too."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meetings.drafts.acts import (
    Act,
    Part,
    Wish,
    bad_parts,
    changes_of,
    items_of,
    lacking,
    new_start,
    refusal,
    split_rows,
    with_items,
    without_items,
)
from meetings.drafts.content import merged, paths, without
from meetings.drafts.dates import AS_PRINTED
from meetings.drafts.keys import walk
from meetings.drafts.rows import EditableRow, State
from meetings.models import DraftChange, Schedule
from meetings.operations.effects import in_effect, leave_trace
from meetings.operations.errors import Fault, InvalidError, RefusedError
from meetings.operations.table import LONGEST_REASON, Table, opened
from meetings.operations.writing import write
from meetings.permissions import may_keep_house
from meetings.queries.consequences import has_come
from meetings.queries.hanging import hanging
from meetings.transfer.entries import Content
from portal.actors import Actor
from portal.lib.multilingual import Multilingual

Rows = dict[str, EditableRow]


@transaction.atomic
def convene(*, actor: Actor, now: datetime, schedule: Schedule, key: str, seen: str, reason: str = "") -> Rows:
    """Call the meeting. It needs a day, an hour, a place or mode, and a matter; InvalidError says what is missing."""
    table = opened(actor, now, schedule, reason)
    if not table.in_force:
        raise RefusedError(_("Circulate the schedule before you convene a meeting of it."))
    found = lacking(_content(table, key, seen))
    if found:
        raise InvalidError([Fault(problem.place, problem.says) for problem in found])
    return _done(table, key, Wish(Act.CONVENE))


@transaction.atomic
def hold(*, actor: Actor, now: datetime, schedule: Schedule, key: str, seen: str, reason: str = "") -> Rows:
    """Record that the meeting was held."""
    table = opened(actor, now, schedule, reason)
    content = _content(table, key, seen)
    if not has_come(content, table.schedule, now):
        raise RefusedError(_("The day of this meeting has not come yet."))
    return _done(table, key, Wish(Act.HOLD))


@transaction.atomic
def postpone(
    *,
    actor: Actor,
    now: datetime,
    schedule: Schedule,
    key: str,
    seen: str,
    to: dt.date | None = None,
    sittings: Sequence[Mapping[str, Any]] | None = None,
    room: str | None = None,
    note: Mapping[str, str] | None = None,
    deadlines: Mapping[str, dt.date] | None = None,
    items_to: str | None = None,
    items: Sequence[str] | None = None,
    reason: str = "",
) -> Rows:
    """Put the meeting off: to a day, where it stands as scheduled while its old date keeps a trace, or until further
    notice, where it stays at its date, struck.

    `deadlines`: which ones follow, with their new days. `items_to`: the meeting that takes its agenda items, all or
    those of `items`.
    """
    table = opened(actor, now, schedule, reason)
    _content(table, key, seen)
    if sittings is not None or room is not None:
        _check_house(table)
    wish = Wish(Act.POSTPONE, to, sittings, room, note or {})
    return _done(table, key, wish, deadlines=deadlines, items_to=items_to, items=items)


@transaction.atomic
def cancel(
    *,
    actor: Actor,
    now: datetime,
    schedule: Schedule,
    key: str,
    seen: str,
    note: Mapping[str, str] | None = None,
    deadlines: Mapping[str, dt.date] | None = None,
    items_to: str | None = None,
    items: Sequence[str] | None = None,
    reason: str = "",
) -> Rows:
    """Call the meeting off; its agenda items may go to another one."""
    table = opened(actor, now, schedule, reason)
    _content(table, key, seen)
    return _done(table, key, Wish(Act.CANCEL, note=note or {}), deadlines=deadlines, items_to=items_to, items=items)


@transaction.atomic
def not_held(
    *,
    actor: Actor,
    now: datetime,
    schedule: Schedule,
    key: str,
    seen: str,
    note: Mapping[str, str] | None = None,
    deadlines: Mapping[str, dt.date] | None = None,
    items_to: str | None = None,
    items: Sequence[str] | None = None,
    reason: str = "",
) -> Rows:
    """Record that the meeting did not take place."""
    table = opened(actor, now, schedule, reason)
    _content(table, key, seen)
    return _done(table, key, Wish(Act.NOT_HELD, note=note or {}), deadlines=deadlines, items_to=items_to, items=items)


@transaction.atomic
def move(
    *,
    actor: Actor,
    now: datetime,
    schedule: Schedule,
    key: str,
    seen: str,
    to: dt.date | None = None,
    sittings: Sequence[Mapping[str, Any]] | None = None,
    room: str | None = None,
    note: Mapping[str, str] | None = None,
    deadlines: Mapping[str, dt.date] | None = None,
    reason: str = "",
) -> Rows:
    """Another day, other hours, another room (its key; empty for none), in one deed; its status stays.

    A new day carries the sittings along unless they are given; the old one keeps a trace. `note`: what readers of the
    notice are told of why.
    """
    table = opened(actor, now, schedule, reason)
    _content(table, key, seen)
    _check_house(table)
    return _done(table, key, Wish(Act.MOVE, to, sittings, room, note or {}), deadlines=deadlines)


@transaction.atomic
def split(
    *, actor: Actor, now: datetime, schedule: Schedule, key: str, seen: str, parts: Sequence[Part], reason: str = ""
) -> Rows:
    """Divide a meeting: the row stays its first part, each further part becomes a row with its sittings and items."""
    table = opened(actor, now, schedule, reason)
    content = _content(table, key, seen)
    _check_house(table)
    sentence = refusal(content, Wish(Act.SPLIT)) or bad_parts(content, parts)
    if sentence:
        raise RefusedError(sentence)
    first, others = split_rows(content, parts, table.taken())
    take(table, key, first)
    for row in others:
        table.put(row["key"], State(None, None))
        take(table, row["key"], row)
    return write(table, verb=str(Act.SPLIT))


def _content(table: Table, key: str, seen: str) -> Content:
    """The row that everyone reads; of one that is only proposed, what is proposed."""
    state = table.row(key, seen).state
    return state.live or state.effective or {}


def _check_house(table: Table) -> None:
    """Days, hours and rooms of a plan in force are the secretariat's; a chair proposes them in the table."""
    if table.in_force and not may_keep_house(table.actor, table.schedule):
        raise RefusedError(
            _("The secretariat settles the hours and rooms of a plan in force: propose the change in the table.")
        )


def _done(
    table: Table,
    key: str,
    wish: Wish,
    *,
    deadlines: Mapping[str, dt.date] | None = None,
    items_to: str | None = None,
    items: Sequence[str] | None = None,
) -> Rows:
    state = table.state(key)
    content = state.live or state.effective or {}
    sentence = refusal(content, wish)
    if sentence:
        raise RefusedError(sentence)
    changes = changes_of(content, wish)
    table.said = Multilingual(wish.note).pick((get_language() or "en")[:2]).text[:LONGEST_REASON]
    table.reason = table.reason or table.said
    table.load([*(deadlines or ()), *([items_to] if items_to else [])])
    take(table, key, changes)
    if table.in_force and (day := new_start(content, changes)):
        leave_trace(table, content, day, postponed=wish.act is Act.POSTPONE)
    _set_deadlines(table, content, table.state(key).live or {}, deadlines or {})
    if items_to:
        _hand_over(table, key, items_to, items)
    return write(table, verb=str(wish.act))


def take(table: Table, key: str, changes: Mapping[str, Any]) -> None:
    """Let changes take effect on what everyone reads, over whatever is proposed for the same fields."""
    state = table.state(key)
    live = in_effect(table, state.live or (state.change or {}).get("content") or {}, changes)
    change = state.change if state.live else None
    if change and change["kind"] == DraftChange.Kind.CHANGE:
        rest = without(change["content"], paths(changes))
        change = {**change, "content": rest} if rest else None
    table.put(key, State(live, change))


def _set_deadlines(table: Table, old: Content, new: Content, days: Mapping[str, dt.date]) -> None:
    """Each to its day; where that is the one that comes of a count in hours, to the hour of that count."""
    for key in days:
        row = table.rows.get(key)
        if row is None or row.live is None or row.live.content["kind"] != "deadline":
            raise RefusedError(_("There is no deadline “%(key)s” in this schedule.") % {"key": key})
    lives = {key: live for key in days if (live := table.state(key).live) is not None}
    hours = {each.key: each.at for each in hanging(table.schedule, old, new, lives) if each.new == days[each.key]}
    for key, on in days.items():
        dates = {**AS_PRINTED, "start": on.isoformat(), "end": on.isoformat(), "precision": "day"}
        at = hours.get(key)
        take(table, key, {**dates, "deadline": {"at": at.isoformat("minutes")}} if at else dates)


def _hand_over(table: Table, key: str, to: str, chosen: Sequence[str] | None) -> None:
    """Agenda items with their papers to another meeting, live and in what is proposed for either."""
    target = table.rows.get(to)
    if to == key or target is None or target.live is None or target.live.content.get("meeting") is None:
        raise RefusedError(_("There is no meeting “%(key)s” that could take the agenda items.") % {"key": to})
    source = table.state(key)
    items = items_of(source.live or {})
    wanted = {item["key"] for item in items} if chosen is None else set(chosen)
    moved = [item for item in items if item["key"] in wanted]
    _check_moved(table, source.live or {}, moved, wanted)
    if not moved:
        return
    changed = {key: lambda content: without_items(content, wanted), to: lambda content: with_items(content, moved)}
    for row, rewrite in changed.items():
        state = table.state(row)
        take(table, row, {"meeting": {"items": rewrite(state.live or {})}})
        proposed = ((state.change or {}).get("content") or {}).get("meeting") or {}
        if state.change and "items" in proposed:
            content = merged(state.change["content"], {"meeting": {"items": rewrite({"meeting": proposed})}})
            table.put(row, State(table.state(row).live, {**state.change, "content": content}))


def _check_moved(table: Table, content: Content, moved: list[Content], wanted: set[str]) -> None:
    if len(moved) < len(wanted):
        raise RefusedError(_("Only items at the top of this meeting's agenda go to another meeting."))
    keys = {item["key"] for item in walk(moved)}
    outcomes = (content.get("meeting") or {}).get("outcomes") or []
    if any(str(outcome.get("item") or "").rpartition("/")[2] in keys for outcome in outcomes):
        raise RefusedError(_("An agenda item on which the meeting concluded something stays with it."))
