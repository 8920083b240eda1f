"""Rows to where a deed puts them: checked, written, journalled, audited."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import F, Max, Model
from django.utils.translation import gettext as _

from groups.records.naming import in_words
from meetings.drafts.checks import beyond_years, problems
from meetings.drafts.content import changes_between, only, paths
from meetings.drafts.rows import EditableRow, State
from meetings.feeds.stamps import stamps
from meetings.models import (
    AgendaItem,
    Answer,
    Deadline,
    DraftChange,
    Entry,
    Extension,
    Schedule,
    ScheduleEdit,
    ScheduleVersion,
)
from meetings.operations.announcing import note_rows
from meetings.operations.errors import Fault, InvalidError, RefusedError
from meetings.operations.row_versions import keep_versions
from meetings.operations.table import Table
from meetings.operations.telling import ids_of, tell_of_rows
from meetings.queries.drafts import Row, editable
from meetings.transfer.entries import Content, Live, read_entries
from meetings.transfer.entry_writing import add_entries, change_entry
from meetings.transfer.errors import BadFileError
from meetings.transfer.export import record
from meetings.transfer.nodes import Index, Node
from portal import audit

MOST_NAMED = 3
FOLLOWED = "followed"
"""Beside the two sides of a row in the journal: the rule that its deadline followed when the row went."""


def write(table: Table, *, journal: bool = True, verb: str = "edited") -> dict[str, EditableRow]:
    """Write the targets and give the rows as they are now; rows that would not change leave no trace.

    With `journal`, the deed can be undone.
    """
    nodes, index = _checked(table)
    moved = {key: state for key, state in table.targets.items() if state != _before(table, key)}
    if moved:
        version = table.schedule.edit_count = table.schedule.edit_count + 1
        Schedule.objects.filter(pk=table.schedule.pk).update(edit_count=F("edit_count") + 1)
        before = {key: _before(table, key) for key in moved}
        ids = ids_of(table, moved)
        try:
            _write_live(table, moved, nodes, index, version)
        except BadFileError as error:
            raise InvalidError(
                [Fault("", _("The row cannot say that: %(why)s.") % {"why": error.faults[0].message})]
            ) from error
        _write_changes(table, moved, version)
        _trace(table, before, moved, journal=journal, verb=verb)
        keep_versions(table, before, moved, verb)
        tell_of_rows(table, before, moved, ids, verb)
        note_rows(table, before, moved, verb)
    result = {
        key: editable(state, key, table.rows.get(key), table.schedule.revision)
        for key, state in table.targets.items()
        if state.live is not None or state.change is not None
    }
    table.targets = {}
    return result


def _before(table: Table, key: str) -> State:
    row = table.rows.get(key)
    return row.state if row else State(None, None)


def _checked(table: Table) -> tuple[dict[str, Node], Index]:
    """Nodes of what everyone would read, with all they refer to; the targets get the tidy form of it.

    InvalidError where a row cannot say that, be it live or proposed.
    """
    proposals: dict[str, Content] = {}
    lives: dict[str, Content] = {}
    for key, state in table.targets.items():
        if state.change is not None and state.change["kind"] != DraftChange.Kind.WITHDRAW:
            proposals[key] = state.effective or {}
        if state.live is not None and state.live != _before(table, key).live:
            lives[key] = state.live
    if proposals:
        added = DraftChange.objects.filter(schedule=table.schedule, kind=DraftChange.Kind.ADD)
        _read(table, proposals, {*proposals, *added.values_list("entry_key", flat=True)})
    nodes, index = _read(table, lives) if lives else ({}, {})
    for key, node in nodes.items():
        table.targets[key] = State(record(node), table.targets[key].change)
    return nodes, index


def _read(table: Table, contents: dict[str, Content], also: Iterable[str] = ()) -> tuple[dict[str, Node], Index]:
    """The contents as nodes; `also` are rows that are only proposed, which others may refer to."""
    beyond = [Fault(*problem) for content in contents.values() for problem in beyond_years(content)]
    if beyond:
        raise InvalidError(beyond)
    nodes, index, faults = read_entries(table.schedule, contents.values(), also)
    found = [Fault(place, _("%(place)s: %(says)s") % {"place": place, "says": says}) for place, says in faults]
    if not found:
        found = [Fault(problem.place, problem.says) for content in contents.values() for problem in problems(content)]
    if found:
        raise InvalidError(found)
    return dict(zip(contents, nodes, strict=True)), index


def _write_live(table: Table, moved: dict[str, State], nodes: dict[str, Node], index: Index, version: int) -> None:
    changed = {key: state.live for key, state in moved.items() if state.live != _before(table, key).live}
    for key, content in changed.items():
        if content is not None and (live := _live(table, key)) is not None:
            nodes[key].row = live.entry  # new rows may refer to it
    new = [key for key, content in changed.items() if content is not None and _live(table, key) is None]
    if new:
        last = Entry.objects.filter(schedule=table.schedule).aggregate(last=Max("position"))["last"]
        marks = {"version": version, "told_at": table.now}
        add_entries([nodes[key] for key in new], index, 0 if last is None else last + 1, marks)
    for key, content in changed.items():
        live = _live(table, key)
        if live is not None and content is not None:
            marks = {"version": version, **stamps(live.entry, live.content, content, table.now)}
            change_entry(live, nodes[key], index, marks)
        elif live is not None:
            if rule := Deadline.objects.filter(entry=live.entry).values_list("ruled_by", flat=True).first():
                table.followed[key] = rule
            _remove(live.entry)
        row = table.rows.setdefault(key, Row(key, None, None))
        row.live = None if content is None else Live(nodes[key], content)


def _live(table: Table, key: str) -> Live | None:
    row = table.rows.get(key)
    return row.live if row else None


def _remove(entry: Entry) -> None:
    """A row of a draft; refused while others rest on it, so that none loses what it names unseen."""
    resting = [
        *AgendaItem.objects.filter(deadline=entry).exclude(meeting__entry=entry),
        *Deadline.objects.filter(anchor_entry=entry).exclude(entry=entry).select_related("entry"),
        *Answer.objects.filter(deadline__entry=entry).select_related("deadline__entry", "delegation", "post"),
        *Extension.objects.filter(deadline__entry=entry),
        *Schedule.objects.filter(decided_at__entry=entry).select_related("term__body"),
        *ScheduleVersion.objects.filter(adopted_at__entry=entry).select_related("schedule__term__body"),
    ]
    if resting:
        names = "; ".join(in_words(other) for other in resting[:MOST_NAMED])
        raise RefusedError(_("The row cannot be removed while others rest on it: %(names)s.") % {"names": names})
    entry.delete()


def _write_changes(table: Table, moved: dict[str, State], version: int) -> None:
    new = []
    for key, state in moved.items():
        row = table.rows.setdefault(key, Row(key, None, None))
        if state.change == row.state.change:
            continue
        if state.change is None:
            assert row.change is not None
            row.change.delete()
            row.change = None
            continue
        change = row.change or DraftChange(schedule=table.schedule, entry_key=key)
        change.kind, change.content = state.change["kind"], state.change["content"]
        change.reason = state.change.get("reason", {})
        change.proposed_by_id, change.proposed_at, change.version = table.actor.user_id, table.now, version
        if row.change is None:
            new.append(change)
        else:
            change.save()
        row.change = change
    DraftChange.objects.bulk_create(new)


def _trace(table: Table, before: dict[str, State], after: dict[str, State], *, journal: bool, verb: str) -> None:
    edits = [_edit(table, key, before[key], state) for key, state in after.items()]
    if journal:
        ScheduleEdit.objects.bulk_create(edits)
    for key, state in after.items():
        old, new = _facts(before[key], state)
        row = table.rows[key]
        subject: Model = (row.live and row.live.entry) or row.change or table.schedule
        if subject.pk is None:
            subject = table.schedule
        audit.record(
            actor=table.actor,
            verb=verb,
            subject=subject,
            at=table.now,
            before=old,
            after=new,
            reason=table.reason,
            action=table.group,
        )


def _edit(table: Table, key: str, before: State, after: State) -> ScheduleEdit:
    old: Content = {}
    new: Content = {}
    if before.live != after.live:
        old["live"], new["live"] = before.live, after.live
    if before.change != after.change:
        old["change"], new["change"] = before.change, after.change
    if key in table.followed:
        old[FOLLOWED] = table.followed[key]
    return ScheduleEdit(
        schedule=table.schedule,
        at=table.now,
        actor_id=table.actor.user_id,
        group=table.group,
        entry_key=key,
        before=old,
        after=new,
        reason=table.reason,
    )


def _facts(before: State, after: State) -> tuple[Content | None, Content | None]:
    """The fields that differ, old and new; None for a row that was not or is not in the plan."""
    old, new = before.planned, after.planned
    if old == new:
        old, new = before.live, after.live
    if old is None or new is None:
        return old, new
    if old == new:
        return {"reason": _why(before)}, {"reason": _why(after)}
    changes = changes_between(old, new)
    fields = list(paths(changes))
    return only(changes_between(new, old), fields), changes


def _why(state: State) -> Content:
    return (state.change or {}).get("reason") or {}
