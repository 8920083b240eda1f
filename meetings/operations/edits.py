"""Editing the rows of a schedule: at once where it is a draft, as proposals where others read it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from meetings.drafts.acts import new_start
from meetings.drafts.agenda import OrderError, numbered, rearranged, styles
from meetings.drafts.content import changes_between, merged, only, tidied, without
from meetings.drafts.dates import settled
from meetings.drafts.keys import entry_key, with_keys
from meetings.drafts.rows import EditableRow, State
from meetings.enums import EntryStatus
from meetings.models import DraftChange, Schedule
from meetings.operations.effects import FACTS, in_effect, leave_trace
from meetings.operations.errors import RefusedError
from meetings.operations.table import LONGEST_REASON, Table, opened
from meetings.operations.writing import write
from meetings.permissions import may_keep_house
from meetings.transfer.entries import Content
from portal.actors import Actor

KNOWN = (EntryStatus.CONVENED, EntryStatus.OPEN, EntryStatus.SUSPENDED)
"""People were told of such a meeting, so they must be told what becomes of it."""
AT_ONCE = {
    "start",
    "end",
    "precision",
    "wording",
    "weekday_printed",
    "year_inferred",
    "meeting.sittings",
    "meeting.room",
    "meeting.place",
    "meeting.zone",
    "meeting.mode",
}
ADD, CHANGE, WITHDRAW = (
    str(kind) for kind in (DraftChange.Kind.ADD, DraftChange.Kind.CHANGE, DraftChange.Kind.WITHDRAW)
)
HAPPENED = (
    EntryStatus.OPEN,
    EntryStatus.SUSPENDED,
    EntryStatus.HELD,
    EntryStatus.RECORD_ISSUED,
    EntryStatus.RECORD_APPROVED,
)
BACK: Content = {"status": str(EntryStatus.SCHEDULED), "withdrawn_in": None, "listed": True}
HANGS_ON = {"meeting": "meeting", "deadline": "deadline"}


@transaction.atomic
def edit_row(
    *,
    actor: Actor,
    now: datetime,
    schedule: Schedule,
    key: str,
    seen: str,
    changes: Mapping[str, Any],
    reason: str = "",
) -> EditableRow:
    """Change fields of a row, given as in the format; “meeting” and “deadline” field by field, lists whole.

    A new date carries the sittings along; agenda items without a key are new and get one, and a number where their
    agenda is numbered. `reason` is kept: why a clash was accepted. StaleError, InvalidError or RefusedError: nothing
    was written.
    """
    table = opened(actor, now, schedule, reason)
    row = table.row(key, seen, changes)
    if (row.state.effective or {}).get("withdrawn_in") is not None:
        raise RefusedError(_("This row was withdrawn: restore it before you edit it."))
    lay(table, key, prepared(row.state.effective or {}, changes))
    return write(table)[key]


@transaction.atomic
def add_row(
    *, actor: Actor, now: datetime, schedule: Schedule, content: Mapping[str, Any], reason: str = ""
) -> EditableRow:
    """A new row; its key is made from its kind and date unless the content brings one."""
    table = opened(actor, now, schedule, reason)
    key = add(table, content, table.taken())
    return write(table, verb="added")[key]


@transaction.atomic
def withdraw_row(
    *, actor: Actor, now: datetime, schedule: Schedule, key: str, seen: str, reason: str = ""
) -> EditableRow | None:
    """Take a row out of the plan: in a draft it goes (None), else its withdrawal is proposed."""
    table = opened(actor, now, schedule, reason)
    state = table.row(key, seen).state
    if state.live is not None and state.live.get("status") in HAPPENED:
        raise RefusedError(_("A meeting that was opened or held stays in the plan."))
    if not table.in_force or state.live is None:
        table.put(key, State(None, None))
    elif state.live.get("withdrawn_in") is None:
        table.put(key, State(state.live, table.proposal(key, WITHDRAW, {})))
    else:
        table.put(key, State(state.live, None))
    return write(table, verb="withdrawn").get(key)


@transaction.atomic
def restore_row(
    *, actor: Actor, now: datetime, schedule: Schedule, key: str, seen: str, reason: str = ""
) -> EditableRow | None:
    """Drop what is proposed for a row: it says again what everyone reads; a row only proposed goes (None).

    A row that an adopted version withdrew is proposed again. `reason` is kept: why a clash was accepted.
    """
    table = opened(actor, now, schedule, reason)
    state = table.row(key, seen).state
    back = table.proposal(key, CHANGE, BACK) if _was_withdrawn(state.live) and state.change is None else None
    table.put(key, State(state.live, back))
    return write(table, verb="restored").get(key)


def restored(row: EditableRow) -> Content:
    """What `restore_row` would make of a row; empty for one that would go."""
    return merged(row.live or {}, BACK) if _was_withdrawn(row.live) and not row.change else dict(row.live or {})


def _was_withdrawn(live: Content | None) -> bool:
    return live is not None and live.get("withdrawn_in") is not None


@transaction.atomic
def explain_row(
    *, actor: Actor, now: datetime, schedule: Schedule, key: str, seen: str, reason: Mapping[str, str]
) -> EditableRow:
    """Say why a change is proposed; an empty reason takes back what was said."""
    table = opened(actor, now, schedule)
    state = table.row(key, seen, {"reason": dict(reason)}).state
    if state.change is None:
        raise RefusedError(_("Nothing is proposed for this row, so there is nothing to give a reason for."))
    kept = {name: value for name, value in state.change.items() if name != "reason"}
    given = {language: words[:LONGEST_REASON] for language, words in reason.items() if words}
    table.put(key, State(state.live, {**kept, "reason": given} if given else kept))
    return write(table, verb="explained")[key]


@transaction.atomic
def reorder_items(
    *,
    actor: Actor,
    now: datetime,
    schedule: Schedule,
    key: str,
    seen: str,
    order: Sequence[str],
    indents: Sequence[int],
) -> EditableRow:
    """Agenda items in the order of their keys, each as deep as its indent; the system numbers them."""
    table = opened(actor, now, schedule)
    row = table.row(key, seen, {"order": list(order), "indents": list(indents)})
    items = ((row.state.effective or {}).get("meeting") or {}).get("items") or []
    try:
        changed = rearranged(items, order, indents)
    except OrderError as error:
        raise RefusedError(
            _("Expected every agenda item of the row once, each at most one step deeper than the one above it.")
        ) from error
    lay(table, key, {"meeting": {"items": changed}})
    return write(table, verb="reordered")[key]


def prepared(content: Mapping[str, Any], changes: Mapping[str, Any]) -> Content:
    """Changes with what follows from them."""
    if content.get("key") != changes.get("key", content.get("key")):
        raise RefusedError(_("The key of a row never changes: links rest on it."))
    ready = settled(content, changes)
    kind = ready.get("kind", content.get("kind"))
    if kind != content.get("kind"):
        ready = {name: None for name in HANGS_ON if name in content} | ready
    if kind in HANGS_ON and merged(content, ready).get(kind) is None:
        ready[kind] = {}
    meeting = ready.get("meeting")
    if isinstance(meeting, dict) and _are_items(meeting.get("items")):
        before = (content.get("meeting") or {}).get("items") or []
        items, new = with_keys(meeting["items"])
        ready["meeting"] = {**meeting, "items": numbered(items, styles(before or items), new=new) if new else items}
    return ready


def _are_items(given: Any) -> bool:
    """Whether it can be an agenda at all; what else is wrong with it is said when it is read."""
    return (
        isinstance(given, list)
        and bool(given)
        and all(isinstance(item, dict) and (not item.get("children") or _are_items(item["children"])) for item in given)
    )


def add(table: Table, content: Mapping[str, Any], taken: set[str]) -> str:
    """Put a new row on the table; gives its key."""
    kind = str(content.get("kind") or "meeting")
    key = str(content.get("key") or entry_key(kind, content.get("start"), taken))
    if key in taken:
        raise RefusedError(_("There is a row “%(key)s” in this schedule already.") % {"key": key})
    body = table.schedule.term.body
    usual = {"key": key, "kind": kind, "audience": str(body.audience)}
    record = tidied([merged(usual, prepared({"key": key}, {**content, "key": key, "kind": kind}))])[0]
    table.put(key, State(None, table.proposal(key, ADD, record)) if table.in_force else State(record, None))
    taken.add(key)
    return key


def lay(table: Table, key: str, changes: Mapping[str, Any]) -> None:
    """Lay changes over a row where they belong: on the live row, or on what is proposed for it."""
    state = table.state(key)
    content = state.effective or {}
    wanted = tidied([merged(content, changes)])[0]
    if not table.in_force:
        table.put(key, State(wanted, None))
        return
    if state.live is None:
        table.put(key, State(None, table.proposal(key, ADD, wanted)))
        return
    now = at_once(table, state.live, changes_between(content, wanted))
    live = in_effect(table, state.live, now) if now else state.live
    if day := new_start(state.live, now):
        leave_trace(table, state.live, day)
    rest = without(changes_between(live, wanted), {"changed_in"})
    table.put(key, State(live, table.proposal(key, CHANGE, rest) if rest else None))


def at_once(table: Table, live: Content, changes: Content) -> Content:
    """The part of the changes that people must know now, or that is no part of the plan."""
    known = live.get("status") in KNOWN and may_keep_house(table.actor, table.schedule)
    return only(changes, AT_ONCE | FACTS if known else FACTS)


def rows_named(table: Table, seen: Mapping[str, str]) -> Iterable[tuple[str, Content]]:
    """The rows that a deed on many names, each as it was seen."""
    table.load(seen)
    for key, version in seen.items():
        yield key, table.row(key, version).state.effective or {}


def first_day(content: Mapping[str, Any]) -> dt.date:
    """The day of a row; RefusedError where it has none."""
    if content.get("precision") != "day":
        raise RefusedError(_("This row has no day to go by."))
    return dt.date.fromisoformat(content["start"])
