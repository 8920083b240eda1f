"""Undo and redo, deed by deed, as long as nobody has touched the rows since."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from meetings.drafts.keys import HEADING
from meetings.drafts.rows import EditableRow, State
from meetings.enums import AnnouncementState
from meetings.models import Announcement, Deadline, DeadlineRule, Schedule, ScheduleEdit
from meetings.operations.errors import RefusedError
from meetings.operations.heading import put_heading
from meetings.operations.table import Table, opened
from meetings.operations.writing import FOLLOWED, write
from meetings.queries.heading import heading_of
from meetings.transfer.entries import Content
from portal.actors import Actor
from portal.models import AuditEvent

SESSION = timedelta(hours=16)
"""Longer than a working day: what was done before is undone by hand, not by a key pressed once too often."""
EXTENDED, EXTENSION_TAKEN_BACK = "extended", "extension taken back"
LASTING = (EXTENDED, EXTENSION_TAKEN_BACK)
"""Deeds of record: they are not undone, nor anything over them."""
ROWS_LOOKED_AT = 4000
"""More than fifty deeds on every row of a long schedule would need to look further back."""


class _Deed(NamedTuple):
    group: UUID
    undone: bool
    lasts: bool


@transaction.atomic
def undo(*, actor: Actor, now: datetime, schedule: Schedule) -> dict[str, EditableRow | None]:
    """Take back the actor's last deed; gives its rows as they are now (None: gone)."""
    table = opened(actor, now, schedule)
    deed = _to_undo(_deeds(actor, now, schedule))
    if deed is None:
        raise RefusedError(_("There is nothing to undo."))
    if deed.lasts:
        raise RefusedError(
            _("The last thing you did was an extension. It is taken back on the page of its deadline, not undone here.")
        )
    return _turn(table, deed, back=True)


@transaction.atomic
def redo(*, actor: Actor, now: datetime, schedule: Schedule) -> dict[str, EditableRow | None]:
    """Do again what the actor undid last; a new deed in between ends that."""
    table = opened(actor, now, schedule)
    deed = _to_redo(_deeds(actor, now, schedule))
    if deed is None:
        raise RefusedError(_("There is nothing to redo."))
    return _turn(table, deed, back=False)


def steps(actor: Actor, now: datetime, schedule: Schedule) -> tuple[bool, bool]:
    """Whether there is something to undo, and something to redo."""
    deeds = _deeds(actor, now, schedule)
    last = _to_undo(deeds)
    return last is not None and not last.lasts, _to_redo(deeds) is not None


def _to_undo(deeds: list[_Deed]) -> _Deed | None:
    return next((deed for deed in deeds if not deed.undone), None)


def _to_redo(deeds: list[_Deed]) -> _Deed | None:
    """The earliest of those undone since the last one that stands."""
    found = None
    for deed in deeds:
        if not deed.undone:
            break
        found = deed
    return found


def _deeds(actor: Actor, now: datetime, schedule: Schedule) -> list[_Deed]:
    """The actor's deeds of this session on this schedule, the latest first."""
    edits = ScheduleEdit.objects.filter(schedule=schedule, actor_id=actor.user_id, at__gte=now - SESSION)
    lasts = Exists(AuditEvent.objects.filter(action=OuterRef("group"), verb__in=LASTING).order_by())
    rows = edits.order_by("-pk").values_list("group", "undone", lasts)[:ROWS_LOOKED_AT]
    return list(dict.fromkeys(_Deed(*row) for row in rows))


def _turn(table: Table, deed: _Deed, *, back: bool) -> dict[str, EditableRow | None]:
    edits = list(ScheduleEdit.objects.filter(schedule=table.schedule, group=deed.group))
    if back:
        _check_untold(table, edits)
    rows = [edit for edit in edits if edit.entry_key != HEADING]
    table.load(edit.entry_key for edit in rows)
    for edit in rows:
        here, there = (edit.after, edit.before) if back else (edit.before, edit.after)
        now = table.state(edit.entry_key)
        if not _stands(now, here):
            raise RefusedError(
                _("The row “%(key)s” was changed again since; change it by hand.") % {"key": edit.entry_key}
            )
        table.put(edit.entry_key, State(there.get("live", now.live), there.get("change", now.change)))
    verb = "undone" if back else "redone"
    written = write(table, journal=False, verb=verb)
    _follow_again(table, rows, back=back)
    for edit in edits:
        if edit.entry_key == HEADING:
            _turn_heading(table, edit, back=back, verb=verb)
    ScheduleEdit.objects.filter(pk__in=[edit.pk for edit in edits]).update(undone=back)
    return {edit.entry_key: written.get(edit.entry_key) for edit in edits}


def _follow_again(table: Table, edits: list[ScheduleEdit], *, back: bool) -> None:
    """Deadlines that came back follow their rules again, where these are still there; of those that went now it is
    kept which they followed, for the way back."""
    for edit in edits:
        here, there = (edit.after, edit.before) if back else (edit.before, edit.after)
        if rule := table.followed.get(edit.entry_key):
            here[FOLLOWED] = rule
            edit.save(update_fields=["before", "after"])
        if there.get("live") and (known := DeadlineRule.objects.filter(pk=there.get(FOLLOWED)).first()):
            back_again = Deadline.objects.filter(entry__schedule=table.schedule, entry__key=edit.entry_key)
            back_again.filter(ruled_by=None).update(ruled_by=known)


def _turn_heading(table: Table, edit: ScheduleEdit, *, back: bool, verb: str) -> None:
    found = heading_of(table.schedule)
    here, there = (edit.after, edit.before) if back else (edit.before, edit.after)
    if not _stands(found.state, here):
        raise RefusedError(_("The title and the notes were changed again since; change them by hand."))
    wanted = State(there.get("live", found.state.live), there.get("change", found.state.change))
    put_heading(table, found, wanted, journal=False, verb=verb)


def _check_untold(table: Table, edits: list[ScheduleEdit]) -> None:
    """What people were sent a notice of is changed anew, so that they are told of that too."""
    seen = [edit for edit in edits if "live" in edit.after or "live" in edit.before]
    sent = Announcement.objects.filter(schedule=table.schedule, state=AnnouncementState.SENT)
    if (
        seen
        and table.in_force
        and sent.filter(
            entry__key__in=[edit.entry_key for edit in seen], decided_at__gte=min(edit.at for edit in seen)
        ).exists()
    ):
        raise RefusedError(
            _("A notice of this was sent, so it is not undone. Change the row anew: people are told of that too.")
        )


def _stands(now: State, here: Content) -> bool:
    sides: Content = {"live": now.live, "change": now.change}
    return all(here[name] == value for name, value in sides.items() if name in here)
