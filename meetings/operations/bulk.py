"""Many rows in one deed: moved together, repeated by a rule, carried over from another term."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from groups.models import Mandate, Post
from groups.permissions import serves
from meetings.drafts.copies import Renamed, carried, fresh
from meetings.drafts.dates import MOST, Rule, onto_same_weekday, shifted, term_shift
from meetings.drafts.keys import entry_key
from meetings.drafts.rows import EditableRow
from meetings.enums import OFF
from meetings.models import Schedule
from meetings.operations.edits import add, first_day, lay, rows_named
from meetings.operations.errors import RefusedError
from meetings.operations.table import opened
from meetings.operations.writing import write
from meetings.permissions import schedule_visible
from meetings.queries.drafts import is_internal
from meetings.transfer.entries import Content, load_entries, term_key
from portal.actors import Actor


@transaction.atomic
def move_rows(
    *,
    actor: Actor,
    now: datetime,
    schedule: Schedule,
    seen: Mapping[str, str],
    days: int = 0,
    weeks: int = 0,
    next_same_weekday: dt.date | None = None,
    reason: str = "",
) -> dict[str, EditableRow]:
    """Move the rows named (key to version seen) by days and weeks, or each to its own weekday on or after a day.

    All of them or none; a row without a day stays where it is.
    """
    table = opened(actor, now, schedule, reason)
    for key, content in rows_named(table, seen):
        lay(table, key, moved(content, days=days, weeks=weeks, next_same_weekday=next_same_weekday))
    return write(table)


def moved(content: Content, *, days: int = 0, weeks: int = 0, next_same_weekday: dt.date | None = None) -> Content:
    """The changes that move a row by days and weeks, or to its own weekday on or after a day."""
    step = onto_same_weekday(content, next_same_weekday) if next_same_weekday else days + weeks * 7
    return shifted(content, step)


@transaction.atomic
def repeat_row(
    *, actor: Actor, now: datetime, schedule: Schedule, key: str, seen: str, rule: Rule, reason: str = ""
) -> dict[str, EditableRow]:
    """Copies of a row on the days that a rule gives after it: what is planned, not what happened."""
    table = opened(actor, now, schedule, reason)
    taken = table.taken()
    for copy in repeated(table.row(key, seen).state.effective or {}, rule):
        copy["key"] = entry_key(str(copy["kind"]), copy.get("start"), taken)
        add(table, copy, taken)
    return write(table, verb="added")


def repeated(content: Content, rule: Rule) -> list[Content]:
    """The rows that a rule makes of one, with its key still; RefusedError where it gives no day, or too many."""
    first = first_day(content)
    days = list(rule.days(first))
    if not days:
        raise RefusedError(_("The rule gives no day after the row's own."))
    if len(days) > MOST:
        raise RefusedError(_("The rule gives %(count)s days: at most %(most)s.") % {"count": len(days), "most": MOST})
    copies = []
    for day in days:
        copies.append(fresh(content))
        _move(copies[-1], (day - first).days)
    return copies


@transaction.atomic
def copy_term(
    *,
    actor: Actor,
    now: datetime,
    from_schedule: Schedule,
    to_schedule: Schedule,
    shift: int | None = None,
    reason: str = "",
) -> dict[str, EditableRow]:
    """The plan of another term, its dates `shift` days later; by default the whole weeks between the terms' beginnings.

    What was postponed, cancelled or withdrawn is left out, and what the new plan has under the same key.
    """
    table = opened(actor, now, to_schedule, reason)
    taken = table.taken()
    for copy in copies_of(actor, from_schedule, to_schedule, taken, shift):
        add(table, copy, taken)
    return write(table, verb="copied")


def copies_of(
    actor: Actor, from_schedule: Schedule, to_schedule: Schedule, taken: Collection[str], shift: int | None = None
) -> list[Content]:
    """The rows that another term's plan would bring, but for those whose keys are taken."""
    if not Schedule.objects.filter(schedule_visible(actor), pk=from_schedule.pk).exists():
        raise RefusedError(_("There is no such plan to copy."))
    days = _shift(from_schedule, to_schedule) if shift is None else shift
    everything = serves(actor, from_schedule.term.body.organization_id)
    keys: dict[str, str] = {}
    copies = []
    for content in _rows_to_copy(from_schedule):
        if not everything and is_internal(content):
            continue
        copy = fresh(content)
        _move(copy, days)
        keys[content["key"]] = copy["key"] = _carried_key(content, copy, {*taken, *keys.values()})
        copies.append(copy)
    renamed = _renamed(from_schedule, to_schedule, keys)
    return [carried(copy, renamed) for copy in copies if copy["key"] not in taken]


def _move(copy: Content, days: int) -> None:
    changes = shifted(copy, days)
    if "meeting" in changes:
        copy["meeting"] = {**copy["meeting"], **changes.pop("meeting")}
    copy.update(changes)
    if copy.get("precision") not in (None, "", "day") and days:
        copy.update(_whole_span(copy, days))


def _whole_span(copy: Content, days: int) -> Content:
    """A month, quarter, half or year: the same one as many years later as the days come to."""
    start, end = dt.date.fromisoformat(copy["start"]), dt.date.fromisoformat(copy["end"])
    years = round(days / 365.25)
    last = (end + dt.timedelta(days=1)).replace(year=(end + dt.timedelta(days=1)).year + years) - dt.timedelta(days=1)
    return {"start": start.replace(year=start.year + years).isoformat(), "end": last.isoformat()}


def _shift(old: Schedule, new: Schedule) -> int:
    if old.term.began is None or new.term.began is None:
        raise RefusedError(_("Say by how many days the dates move: one of the two terms has no beginning."))
    return term_shift(old.term.began, new.term.began)


def _rows_to_copy(schedule: Schedule) -> list[Content]:
    rows = [live.content for live in load_entries(schedule).values()]
    off = {str(status) for status in OFF}
    return [
        row
        for row in rows
        if row.get("status") not in off and not row.get("trace_of") and row.get("withdrawn_in") is None
    ]


def _carried_key(content: Content, copy: Content, taken: set[str]) -> str:
    """The same key, unless it is a date: then that of the new date."""
    key = str(content["key"])
    if content.get("start") and str(content["start"]) in key:
        return entry_key(str(copy["kind"]), copy.get("start"), taken)
    return key


def _renamed(old: Schedule, new: Schedule, entries: Mapping[str, str]) -> Renamed:
    """Keys of the old term to those of the new one, where the new one has the same."""
    before, after = f"{term_key(old)}#", f"{term_key(new)}#"
    known = {
        "entry": entries,
        "mandate": _same(Mandate.objects.filter(term=new.term)),
        "post": _same(Post.objects.filter(term=new.term)),
    }

    def renamed(kind: str, key: str) -> str | None:
        if not key.startswith(before):
            return key
        name = known[kind].get(key.removeprefix(before))
        return f"{after}{name}" if name else None

    return renamed


def _same(rows: object) -> dict[str, str]:
    return {key: key for key in rows.values_list("key", flat=True)}  # type: ignore[attr-defined]
