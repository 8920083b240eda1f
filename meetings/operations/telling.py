"""Tell readers what a deed on the table changed in what they read; proposals are told of when they are adopted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from groups.changes.facts import Fact
from groups.operations.changes import keep, prepared
from meetings.changes.records import fact_of_schedule
from meetings.changes.rows import facts_of_row
from meetings.drafts.rows import State
from meetings.enums import ScheduleState
from meetings.models import Schedule
from meetings.operations.table import Table

OF_THE_PLAN = ("adopted", "issued")
"""Deeds whose rows are told with the schedule itself, as one."""


def ids_of(table: Table, keys: Iterable[str]) -> dict[str, int]:
    """The ids of rows by key, before some of them go."""
    rows = {key: table.rows[key].live for key in keys if key in table.rows}
    return {key: live.entry.pk for key, live in rows.items() if live is not None}


def tell_of_rows(
    table: Table, before: Mapping[str, State], after: Mapping[str, State], ids: Mapping[str, int], verb: str
) -> None:
    """What rows said to everyone and now say; nothing of a draft. Rows of an adoption wait for it in `table.parts`."""
    if not table.in_force:
        return
    known = {**ids, **ids_of(table, after)}
    body = table.schedule.term.body
    old, new = (_facts(table, states, known) for states in (before, after))
    made = prepared(actor=table.actor, now=table.now, body=body, old=old, new=new, action=table.group)
    if verb in OF_THE_PLAN:
        table.parts = made
    else:
        keep(body, made)


def _facts(table: Table, states: Mapping[str, State], ids: Mapping[str, int]) -> list[Fact]:
    listed = table.schedule.term.body.closed_is_listed
    return [
        fact
        for key, state in states.items()
        for fact in facts_of_row(state.live, ids.get(key), table.now, closed_is_listed=listed)
    ]


def tell_of_schedule(table: Table, before: Fact) -> None:
    """That the schedule was circulated, adopted or closed, and with it the rows that this changed.

    One that becomes a draft again takes its rows out of sight, so nothing is told of them.
    """
    schedule: Schedule = table.schedule
    body = schedule.term.body
    head = prepared(
        actor=table.actor,
        now=table.now,
        body=body,
        old=[before],
        new=[fact_of_schedule(schedule, body)],
        action=table.group,
    )
    parts = [] if schedule.state == ScheduleState.DRAFT else table.parts
    keep(body, head, parts) if head else keep(body, parts)
