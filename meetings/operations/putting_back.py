"""Put back an earlier state of a row, and take an earlier adopted version up as a draft."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from groups.permissions import serves
from meetings.deadlines.decided import DATE, HOUR, Dated, leaves, why_decided
from meetings.drafts.content import changes_between, tidied
from meetings.drafts.difference import COURSE, aspects_between
from meetings.drafts.frozen import NOT_THE_PLAN
from meetings.drafts.rows import EditableRow, State
from meetings.enums import EntryStatus
from meetings.models import Extension, Schedule, ScheduleVersion
from meetings.operations.edits import ADD, HAPPENED, WITHDRAW, lay
from meetings.operations.errors import RefusedError, StaleError
from meetings.operations.heading import lay_heading
from meetings.operations.table import Table, opened
from meetings.operations.writing import write
from meetings.queries.drafts import is_internal, rows_of
from meetings.queries.extended import extensions_in
from meetings.queries.heading import heading_of
from meetings.transfer.entries import Content
from portal.actors import Actor

MARKS = ("changed_in", "corrected_in")
"""Which version marks a row as changed is for adoption to say."""
WENT_ON = (EntryStatus.CONVENED, *COURSE)
"""A meeting that people were called to, or that took its course, is not called back by an older plan."""
Plan = dict[str, Content | None]


@transaction.atomic
def put_back_row(
    *, actor: Actor, now: datetime, schedule: Schedule, key: str, seen: str, content: Content, reason: str = ""
) -> EditableRow:
    """Make a row say what `content` says, which it said once; `seen` is empty for one that is gone.

    StaleError where somebody else changed it since, InvalidError where it names what is no longer there, RefusedError
    where it would take the date away that an extension set. `reason` is kept: why a clash was accepted.
    """
    table = opened(actor, now, schedule, reason)
    if is_internal(content) and not serves(actor, table.schedule.term.body.organization_id):
        raise RefusedError(_("There is no row “%(key)s” in this schedule.") % {"key": key})
    if seen:
        state = table.row(key, seen, {}).state
        wanted = as_it_was(state.effective or {}, content)
        if given := leaving(schedule, key, state.live or state.effective or {}, wanted):
            raise RefusedError(why_decided(given))
        _lay_back(table, key, state, wanted)
    elif key in table.taken():
        raise StaleError(key, None, content)
    else:
        table.put(key, _anew(table, content))
    return write(table, verb="put back")[key]


def as_it_was(now: Content, then: Content) -> Content:
    """What a row would say if it were put back: all of what it said but for the marks of versions.

    A meeting that was opened or held stays so: what happened is no plan.
    """
    kept = {name: now[name] for name in MARKS if name in now}
    if now.get("status") in HAPPENED:
        kept |= {name: now[name] for name in ("status", "status_note") if name in now}
    return {**{name: value for name, value in then.items() if name not in MARKS}, **kept}


def leaving(schedule: Schedule, key: str, now: Content, wanted: Content) -> Extension | None:
    """The extension whose date a row would leave, if it said `wanted`."""
    return _left(extensions_in(schedule, [key]).get(key), now, wanted)


def _left(given: Extension | None, now: Content, wanted: Content) -> Extension | None:
    return given if given is not None and leaves(given, Dated.said(now), Dated.said(wanted)) else None


@transaction.atomic
def take_up(
    *, actor: Actor, now: datetime, schedule: Schedule, version: ScheduleVersion, seen: int, reason: str = ""
) -> dict[str, EditableRow]:
    """Make the draft say what an adopted version says; the version itself stays as it is, and so does the one in force.

    `seen` counts the edits that there were. Meetings that were held stay, and so do dates that an extension set.
    RefusedError where nothing would change.
    """
    table = opened(actor, now, schedule, reason)
    if seen != table.schedule.edit_count:
        raise RefusedError(_("Somebody edited the schedule just now. Look at it again before you take a version up."))
    table.load()
    states = {key: row.state for key, row in table.rows.items()}
    everything = serves(actor, table.schedule.term.body.organization_id)
    for key, wanted in plan_of(version, states, everything=everything).items():
        _lay_plan(table, key, states.get(key, State(None, None)), wanted)
    found = heading_of(table.schedule)
    named = {name: version.content[name] for name in found.state.live or {} if name in version.content}
    retitled = any(named[name] != (found.state.effective or {}).get(name) for name in named)
    if not table.targets and not retitled:
        raise RefusedError(_("The draft says the same as this version."))
    written = write(table, verb="taken up")
    if retitled:
        lay_heading(table, found, named)
    return written


def plan_of(version: ScheduleVersion, states: Mapping[str, State], *, everything: bool) -> Plan:
    """What each row would say, by key, where that is something else than now; None for rows to be withdrawn."""
    plan: Plan = {}
    extended = extensions_in(version.schedule)
    frozen = {row["key"]: row for row in version.content["entries"] if not row.get("trace_of")}
    for key, content in frozen.items():
        now = (states[key].planned if key in states else None) or {}
        if content.get("withdrawn_in") is None and _may_be_laid(states.get(key), content, everything=everything):
            wanted = _as_planned(now, content)
            if now and _left(extended.get(key), states[key].live or now, wanted):
                wanted = _as_extended(now, wanted)
            if not now or now.get("withdrawn_in") is not None or aspects_between(now, wanted):
                plan[key] = wanted
    for key, state in states.items():
        standing = state.planned is not None and state.planned.get("withdrawn_in") is None
        kept = key in frozen and frozen[key].get("withdrawn_in") is None
        if standing and not kept and _may_be_laid(state, state.planned or {}, everything=everything):
            plan[key] = None
    return plan


def now_of(plan: Plan, states: Mapping[str, State]) -> list[Content]:
    """What the rows of a plan say now."""
    return [content for key in plan if key in states and (content := states[key].planned) is not None]


def states_of(schedule: Schedule) -> dict[str, State]:
    """How every row stands."""
    return {key: row.state for key, row in rows_of(schedule).items()}


def _may_be_laid(state: State | None, content: Content, *, everything: bool) -> bool:
    """No trace, nothing that happened, and nothing that the actor does not see."""
    sides = (state.effective, state.live) if state else (None, None)
    if not everything and is_internal(content, *sides):
        return False
    return not any(side and (side.get("trace_of") or side.get("status") in HAPPENED) for side in sides)


def _as_planned(now: Content, frozen: Content) -> Content:
    """A frozen row, with what no version keeps as it is now."""
    wanted = {name: value for name, value in frozen.items() if name not in MARKS}
    wanted |= {name: now[name] for name in MARKS if name in now}
    if now.get("status") in WENT_ON and frozen.get("status", EntryStatus.SCHEDULED) == EntryStatus.SCHEDULED:
        wanted["status"] = now["status"]
    for name in ("meeting", "deadline"):
        if name in now and name not in wanted and now.get("kind") == wanted.get("kind"):
            wanted[name] = now[name]  # the first versions kept rows without what hangs on them
    meeting, held = wanted.get("meeting"), now.get("meeting") or {}
    if meeting is not None:
        wanted["meeting"] = {**meeting, **{name: held[name] for name in NOT_THE_PLAN if name in held}}
    return wanted


def _as_extended(now: Content, wanted: Content) -> Content:
    """With the date as it is now."""
    kept = {name: value for name, value in wanted.items() if name not in DATE}
    kept |= {name: now[name] for name in DATE if name in now}
    due, held = kept.get("deadline") or {}, now.get("deadline") or {}
    counted = {name: value for name, value in due.items() if name not in HOUR}
    return {**kept, "deadline": {**counted, **{name: held[name] for name in HOUR if name in held}}}


def _lay_plan(table: Table, key: str, state: State, wanted: Content | None) -> None:
    if wanted is None:
        stays = table.in_force and state.live is not None
        table.put(key, State(state.live, table.proposal(key, WITHDRAW, {})) if stays else State(None, None))
    elif state.effective is None:
        table.put(key, _anew(table, wanted))
    else:
        _lay_back(table, key, state, wanted)


def _anew(table: Table, content: Content) -> State:
    wanted = tidied([{name: value for name, value in content.items() if name not in MARKS}])[0]
    return State(None, table.proposal(str(content["key"]), ADD, wanted)) if table.in_force else State(wanted, None)


def _lay_back(table: Table, key: str, state: State, wanted: Content) -> None:
    changes = changes_between(state.effective or {}, wanted)
    if changes or state.change is None or state.change["kind"] != WITHDRAW:
        lay(table, key, changes)
    else:  # its withdrawal alone was proposed
        table.put(key, State(state.live, None))
