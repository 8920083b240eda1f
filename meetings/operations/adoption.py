"""The life of a schedule: circulated, presented, adopted, revised, closed."""

from __future__ import annotations

import datetime as dt
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from meetings.changes.records import fact_of_schedule
from meetings.drafts.content import merged, tidied
from meetings.drafts.difference import Difference, difference
from meetings.drafts.rows import State
from meetings.enums import OFF, SCHEDULE_TRANSITIONS, EntryStatus, ScheduleState
from meetings.feeds.stamps import tell_of_state
from meetings.models import DraftChange, Meeting, Schedule, ScheduleVersion
from meetings.operations.announcing import note_plan
from meetings.operations.errors import RefusedError
from meetings.operations.heading import adopt_heading
from meetings.operations.revisions import nothing_to_adopt, was_adopted
from meetings.operations.table import Table, opened
from meetings.operations.telling import tell_of_schedule
from meetings.operations.versions import freeze, keep_base
from meetings.operations.writing import write
from meetings.queries.versions import last_version, retitled
from meetings.transfer.entries import Content
from portal import audit
from portal.actors import Actor
from portal.enums import Precision

FIELDS = ("state", "state_on", "state_precision", "decided_at", "revision", "corrigendum")


@transaction.atomic
def circulate(*, actor: Actor, now: datetime, schedule: Schedule, on: dt.date) -> Schedule:
    """Send the draft round: others read it from now on. Done again, it sends round what was proposed since."""
    return _issue(opened(actor, now, schedule), ScheduleState.CIRCULATED, on, None)


@transaction.atomic
def present(
    *, actor: Actor, now: datetime, schedule: Schedule, on: dt.date, at_meeting: Meeting | None = None
) -> Schedule:
    """Put the draft before a meeting, with what was proposed since it was circulated."""
    return _issue(opened(actor, now, schedule), ScheduleState.PRESENTED, on, at_meeting)


@transaction.atomic
def take_back(*, actor: Actor, now: datetime, schedule: Schedule, on: dt.date) -> Schedule:
    """Make it a draft again, which nobody else reads; what was proposed is in it."""
    return _issue(opened(actor, now, schedule), ScheduleState.DRAFT, on, None)


@transaction.atomic
def close(*, actor: Actor, now: datetime, schedule: Schedule, on: dt.date) -> Schedule:
    """End it with its term. Refused while changes are proposed: they are adopted or dropped first."""
    table = opened(actor, now, schedule)
    if DraftChange.objects.filter(schedule=table.schedule).exists():
        raise RefusedError(_("Changes are proposed to this schedule: adopt or drop them before it is closed."))
    return _issue(table, ScheduleState.CLOSED, on, None)


@transaction.atomic
def adopt(
    *,
    actor: Actor,
    now: datetime,
    schedule: Schedule,
    on: dt.date,
    at_meeting: Meeting | None,
    corrigendum: bool = False,
) -> ScheduleVersion:
    """Adopt the schedule with what is proposed: the first version, then rev. n, or with `corrigendum` corr. n.

    `at_meeting` approved it; only a corrigendum needs none. Rows that differ from the version in force are marked, the
    whole is frozen with its hash, nothing is proposed any more. RefusedError where nothing has changed.
    """
    table = opened(actor, now, schedule)
    _check_adoption(table, on, at_meeting, corrigendum=corrigendum)
    keep_base(table)
    again = was_adopted(table.schedule)
    base = last_version(table.schedule)
    before, was = _facts(table.schedule), fact_of_schedule(table.schedule, table.schedule.term.body)
    _number(table.schedule, again=again, corrigendum=corrigendum)
    changes = _settle(table, base.content["entries"] if base else None, marked=again)
    renamed = adopt_heading(table) or (base is not None and retitled(base, table.schedule))
    if again and not changes and not renamed:
        raise RefusedError(nothing_to_adopt())
    if not corrigendum:
        table.schedule.state_on, table.schedule.state_precision = on, Precision.DAY
        table.schedule.decided_at = at_meeting
    table.schedule.state = ScheduleState.ADOPTED
    _save(table, before, "adopted")
    tell_of_schedule(table, was)
    tell_of_state(table.schedule, str(before["state"]), now)
    note_plan(table, changes, again=again, on=on)
    return freeze(table.schedule, now, on=on, at_meeting=at_meeting)


def _issue(table: Table, state: ScheduleState, on: dt.date, at_meeting: Meeting | None) -> Schedule:
    schedule = table.schedule
    _check_day(table, on)
    again = schedule.state == state and state in (ScheduleState.CIRCULATED, ScheduleState.PRESENTED)
    if not again and state not in SCHEDULE_TRANSITIONS[ScheduleState(schedule.state)]:
        raise RefusedError(_no_way(schedule, state))
    before, was = _facts(schedule), fact_of_schedule(schedule, schedule.term.body)
    base = last_version(schedule)
    _settle(table, base.content["entries"] if base else None, marked=False)
    adopt_heading(table)
    schedule.state, schedule.state_on, schedule.state_precision = state, on, Precision.DAY
    if state != ScheduleState.CLOSED:
        schedule.decided_at = at_meeting
    _save(table, before, str(state))
    tell_of_schedule(table, was)
    tell_of_state(schedule, str(before["state"]), table.now)
    return schedule


def _check_adoption(table: Table, on: dt.date, at_meeting: Meeting | None, *, corrigendum: bool) -> None:
    schedule = table.schedule
    _check_day(table, on)
    if corrigendum and schedule.state != ScheduleState.ADOPTED:
        raise RefusedError(_("Only an adopted schedule has corrigenda."))
    if schedule.state != ScheduleState.ADOPTED and (
        ScheduleState.ADOPTED not in SCHEDULE_TRANSITIONS[ScheduleState(schedule.state)]
    ):
        raise RefusedError(_no_way(schedule, ScheduleState.ADOPTED))
    if at_meeting is None and not corrigendum:
        raise RefusedError(_("Say which meeting approved the schedule."))
    if at_meeting is not None and at_meeting.entry.status in OFF:
        raise RefusedError(_("The meeting that approved the schedule did not take place."))


def _check_day(table: Table, on: dt.date) -> None:
    if on > table.now.date() + timedelta(days=1):  # east of Greenwich it is tomorrow already
        raise RefusedError(_("%(date)s has not come yet.") % {"date": on.isoformat()})


def _no_way(schedule: Schedule, state: ScheduleState) -> str:
    words = {"old": schedule.get_state_display(), "new": state.label}
    return _("A schedule that is “%(old)s” does not become “%(new)s”.") % words


def _number(schedule: Schedule, *, again: bool, corrigendum: bool) -> None:
    if corrigendum:
        schedule.corrigendum += 1
    elif again:
        schedule.revision, schedule.corrigendum = schedule.revision + 1, 0


def _settle(table: Table, base: list[Content] | None, *, marked: bool) -> Difference:
    """Bring what is proposed into the live rows; gives what they then say otherwise than `base`."""
    table.load()
    states = {key: row.state for key, row in table.rows.items()}
    old = base if base is not None else [state.live for state in states.values() if state.live]
    gone = {key for key, state in states.items() if state.change and state.change["kind"] == DraftChange.Kind.WITHDRAW}
    new = {key: state.effective or {} for key, state in states.items()}
    found = difference(old, [content for key, content in new.items() if key not in gone])
    marks = {row["key"]: row.get("changed_in") for row in base or ()}
    for key, content in new.items():
        wanted = _withdrawn(content, table.schedule, shown=marked) if key in gone else content
        if marked:
            wanted = _marked(wanted, table.schedule, marks.get(key), differs=key in found.keys)
        wanted = tidied([wanted])[0]
        if states[key] != State(wanted, None):
            table.put(key, State(wanted, None))
    write(table, journal=False, verb="adopted" if marked else "issued")
    return found


def _withdrawn(content: Content, schedule: Schedule, *, shown: bool) -> Content:
    """A withdrawn row stays, struck, so that links to it lead somewhere; the revision that withdraws it prints it."""
    struck = {} if content.get("status") in OFF else {"status": str(EntryStatus.CANCELLED)}
    return merged(content, {**struck, "withdrawn_in": schedule.revision, **({} if shown else {"listed": False})})


def _marked(content: Content, schedule: Schedule, before: int | None, *, differs: bool) -> Content:
    """A row with the marks of this version: changed in it, or as it was marked before."""
    withdrawn = content.get("withdrawn_in")
    if withdrawn is not None and withdrawn < schedule.revision:
        return merged(content, {"listed": False})
    if not differs:
        pending = (content.get("changed_in") or 0) > schedule.revision - (0 if schedule.corrigendum else 1)
        return merged(content, {"changed_in": before}) if pending and not content.get("trace_of") else content
    return merged(content, {"changed_in": schedule.revision, "corrected_in": schedule.corrigendum or None})


def _save(table: Table, before: dict[str, object], verb: str) -> None:
    schedule = table.schedule
    schedule.save(update_fields=FIELDS)
    audit.record(
        actor=table.actor,
        verb=verb,
        subject=schedule,
        at=table.now,
        before=before,
        after=_facts(schedule),
        action=table.group,
    )


def _facts(schedule: Schedule) -> dict[str, object]:
    return {
        "state": str(schedule.state),
        "state_on": schedule.state_on,
        "decided_at": schedule.decided_at_id,
        "revision": schedule.revision,
        "corrigendum": schedule.corrigendum,
    }
