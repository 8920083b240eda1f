"""Undo and redo, deed by deed, as long as nobody has touched the rows since."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from meetings.drafts.rows import EditableRow, State
from meetings.models import Schedule, ScheduleEdit
from meetings.operations.errors import RefusedError
from meetings.operations.table import Table, opened
from meetings.operations.writing import write
from meetings.transfer.entries import Content
from portal.actors import Actor

SESSION = timedelta(hours=16)
"""Longer than a working day: what was done before is undone by hand, not by a key pressed once too often."""


@transaction.atomic
def undo(*, actor: Actor, now: datetime, schedule: Schedule) -> dict[str, EditableRow | None]:
    """Take back the actor's last deed; gives its rows as they are now (None: gone)."""
    table = opened(actor, now, schedule)
    done = list(_deeds(table).filter(undone=False).order_by("-last")[:1])
    if not done:
        raise RefusedError(_("There is nothing to undo."))
    return _turn(table, done[0]["group"], back=True)


@transaction.atomic
def redo(*, actor: Actor, now: datetime, schedule: Schedule) -> dict[str, EditableRow | None]:
    """Do again what the actor undid last; a new deed in between ends that."""
    table = opened(actor, now, schedule)
    last = _deeds(table).filter(undone=False).order_by("-last").values_list("last", flat=True).first() or 0
    undone = list(_deeds(table).filter(undone=True, last__gt=last).order_by("last")[:1])
    if not undone:
        raise RefusedError(_("There is nothing to redo."))
    return _turn(table, undone[0]["group"], back=False)


def steps(actor: Actor, now: datetime, schedule: Schedule) -> tuple[bool, bool]:
    """Whether there is something to undo, and something to redo."""
    table = Table(schedule, actor, now)
    last = _deeds(table).filter(undone=False).order_by("-last").values_list("last", flat=True).first() or 0
    return bool(last), _deeds(table).filter(undone=True, last__gt=last).exists()


def _deeds(table: Table) -> QuerySet[ScheduleEdit, dict[str, object]]:
    """The actor's deeds of this session on this schedule."""
    edits = ScheduleEdit.objects.filter(
        schedule=table.schedule, actor_id=table.actor.user_id, at__gte=table.now - SESSION
    )
    return edits.order_by().values("group", "undone").annotate(last=Max("pk"))


def _turn(table: Table, group: object, *, back: bool) -> dict[str, EditableRow | None]:
    edits = list(ScheduleEdit.objects.filter(schedule=table.schedule, group=group))
    table.load(edit.entry_key for edit in edits)
    for edit in edits:
        here, there = (edit.after, edit.before) if back else (edit.before, edit.after)
        now = table.state(edit.entry_key)
        if not _stands(now, here):
            raise RefusedError(
                _("The row “%(key)s” was changed again since; change it by hand.") % {"key": edit.entry_key}
            )
        table.put(
            edit.entry_key,
            State(there.get("live", now.live), there.get("change", now.change)),
        )
    written = write(table, journal=False, verb="undone" if back else "redone")
    ScheduleEdit.objects.filter(pk__in=[edit.pk for edit in edits]).update(undone=back)
    return {edit.entry_key: written.get(edit.entry_key) for edit in edits}


def _stands(now: State, here: Content) -> bool:
    sides: Content = {"live": now.live, "change": now.change}
    return all(sides[name] == value for name, value in here.items())
