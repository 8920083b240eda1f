"""Changes that take effect at once on what everyone reads, marked for the next revision."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from meetings.drafts.content import merged, paths, tidied
from meetings.drafts.rows import State
from meetings.drafts.traces import trace_record
from meetings.models import Entry
from meetings.operations.revisions import next_revision
from meetings.operations.table import Table
from meetings.operations.versions import keep_base
from meetings.transfer.entries import Content, term_key

FACTS = {
    "meeting.interpretation",
    "meeting.join_url",
    "meeting.rapporteur",
    "meeting.attendance_count",
    "meeting.attendance",
    "meeting.record",
    "meeting.outcomes",
    "meeting.attendances",
}
"""What is no part of the plan, so that nobody adopts it and no revision marks it."""


def in_effect(table: Table, live: Content, changes: Mapping[str, Any]) -> Content:
    """The live row with the changes on it; the adopted plan is frozen before its first row changes under it."""
    keep_base(table)
    changed = merged(live, changes)
    if table.in_force and set(paths(changes)) - FACTS:
        changed["changed_in"] = next_revision(table.schedule)
    return tidied([changed])[0]


def leave_trace(table: Table, content: Content, day: str, *, postponed: bool = False) -> None:
    """Put a trace at the date that a row leaves for `day`; one that it left there itself before goes."""
    traces = Entry.objects.filter(schedule=table.schedule, trace_of__key=content["key"], start=day)
    gone = set(traces.values_list("key", flat=True))
    if gone:
        table.load(gone)
    for key in gone:
        table.put(key, State(None, None))
    trace = trace_record(
        content,
        day,
        f"{term_key(table.schedule)}#{content['key']}",
        table.taken(),
        changed_in=next_revision(table.schedule),
        postponed=postponed,
    )
    table.put(trace["key"], State(trace, None))
