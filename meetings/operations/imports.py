"""Adding the rows of an imported schedule: to a draft, all of them or none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups.models import Term
from groups.permissions import may_edit
from meetings.drafts.rows import State
from meetings.enums import ScheduleState
from meetings.imports import Hints, Reading, Row
from meetings.models import Entry, Room, Schedule, ScheduleNote
from meetings.operations.edits import add
from meetings.operations.errors import RefusedError
from meetings.operations.import_contents import House, content_of, without_silence
from meetings.operations.table import opened
from meetings.operations.writing import write
from portal import audit
from portal.actors import Actor


def hints_for(term: Term) -> Hints:
    """What the portal knows that a source may leave out."""
    rooms = Room.objects.filter(organization=term.body.organization_id)
    names = tuple(name for room in rooms for name in room.name.values())
    return Hints(term.label, term.began, term.ended, names)


@transaction.atomic
def import_rows(
    *, actor: Actor, now: datetime, term: Term, reading: Reading, rows: Sequence[Row], replace: bool = False
) -> int:
    """Add rows to the term's draft, in one deed that can be undone; gives their number.

    A term without a schedule gets a draft. Where the draft has rows they are put aside only with `replace`; a schedule
    that others read is edited, not imported over. RefusedError: nothing was written.
    """
    if not may_edit(actor, term.body.organization_id):
        raise RefusedError(_("Only the secretariat may import a schedule."))
    if not rows:
        raise RefusedError(_("There is no row to import."))
    schedule = _draft(actor, now, term, reading)
    table = opened(actor, now, schedule)
    if table.in_force:
        raise RefusedError(
            _("This schedule is in force. Edit it, or withdraw it to a draft, before a whole schedule is imported.")
        )
    table.load()
    if table.rows and not replace:
        number = len(table.rows)
        says = ngettext(
            "The draft has %(number)s row already. Say that it is to be replaced.",
            "The draft has %(number)s rows already. Say that they are to be replaced.",
            number,
        )
        raise RefusedError(says % {"number": number})
    taken = table.taken()
    for key in list(table.rows):
        table.put(key, State(None, None))
    house = House(term.body.organization)
    for row in rows:
        add(table, without_silence(content_of(row, reading.language, house)), taken)
    write(table, verb="imported")
    _in_source_order(schedule)
    _keep_notes(schedule, reading)
    return len(rows)


def _draft(actor: Actor, now: datetime, term: Term, reading: Reading) -> Schedule:
    """The term's schedule; a new one takes its title from the source."""
    schedule = Schedule.objects.filter(term=term).first()
    title = {reading.language: reading.title} if reading.title else {}
    if schedule is None:
        schedule = Schedule.objects.create(term=term, title=title, state=ScheduleState.DRAFT)
        audit.record(actor=actor, verb="created", subject=schedule, at=now, after={"title": title})
    elif title and not schedule.title and schedule.state == ScheduleState.DRAFT:
        schedule.title = title
        schedule.save(update_fields=["title"])
        audit.record(
            actor=actor, verb="imported", subject=schedule, at=now, before={"title": {}}, after={"title": title}
        )
    return schedule


def _in_source_order(schedule: Schedule) -> None:
    """Rows stand as the source has them, undated ones among the others."""
    entries = list(Entry.objects.filter(schedule=schedule).order_by("pk"))
    for position, entry in enumerate(entries):
        entry.position = position
    Entry.objects.bulk_update(entries, ["position"])


def _keep_notes(schedule: Schedule, reading: Reading) -> None:
    """Footnotes and notes on the schedule; what else stood around it is none of its notes."""
    known = {text for note in schedule.notes.all() for text in note.text.values()}
    ScheduleNote.objects.bulk_create(
        ScheduleNote(schedule=schedule, text={reading.language: text}, position=len(known) + place)
        for place, text in enumerate(reading.footnotes)
        if text not in known
    )
