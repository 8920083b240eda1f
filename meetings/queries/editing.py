"""What the editor reads: its schedule, some of its rows, and how its draft stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count

from meetings.enums import OFF, ScheduleState
from meetings.models import DraftChange, Meeting, Schedule, ScheduleEdit
from meetings.operations.revisions import next_revision, was_adopted
from meetings.queries.versions import anything_to_adopt
from portal.actors import Actor
from portal.lib.multilingual import Multilingual

MOST = 200


@dataclass(frozen=True)
class Draft:
    """What is proposed: how many changes, which revision they would make, and whether there is anything to adopt."""

    count: int
    revision: int | None
    adopted: bool
    in_force: bool
    to_adopt: bool


def schedule_to_edit(slug: str, label: str) -> Schedule | None:
    """The schedule of a term with what every part of the editor asks of it."""
    schedules = Schedule.objects.filter(term__body__slug=slug, term__label=label)
    return schedules.select_related("term__body__organization").first()


def draft_of(schedule: Schedule) -> Draft:
    """How the draft stands."""
    count = DraftChange.objects.filter(schedule=schedule).aggregate(count=Count("pk"))["count"]
    return Draft(
        count=count,
        revision=next_revision(schedule),
        adopted=was_adopted(schedule),
        in_force=schedule.state != ScheduleState.DRAFT,
        to_adopt=anything_to_adopt(schedule, count),
    )


def edits_so_far(schedule: Schedule) -> int:
    """How many deeds there were on a schedule, read afresh."""
    return Schedule.objects.values_list("edit_count", flat=True).get(pk=schedule.pk)


def meetings_that_approve(schedule: Schedule) -> list[tuple[int, str, dt.date | None]]:
    """Meetings that may have adopted a schedule: the body's own and its parents', the latest first."""
    body = schedule.term.body
    bodies = [body.pk, *body.parentages.values_list("parent_id", flat=True)]
    meetings = (
        Meeting.objects.filter(entry__schedule__term__body__in=bodies, entry__trace_of=None)
        .exclude(entry__status__in=OFF)
        .select_related("entry__schedule__term__body")
        .order_by("-entry__start", "-pk")
    )
    return [(meeting.pk, _name(meeting), meeting.entry.start) for meeting in meetings[:MOST]]


def _name(meeting: Meeting) -> str:
    body = meeting.entry.schedule.term.body
    kind = meeting.get_kind_display()
    return f"{body.acronym or body.name}: {meeting.title or kind}"


def last_editor(schedule: Schedule, key: str) -> str:
    """The name of who edited a row last; empty where that is not known any more."""
    edit = ScheduleEdit.objects.filter(schedule=schedule, entry_key=key).select_related("actor").order_by("-pk").first()
    return str(edit.actor) if edit and edit.actor else ""


def editors_of(actor: Actor, schedule: Schedule, keys: Iterable[str]) -> dict[str, str]:
    """Who edited rows last, by their keys; without those that `actor` did."""
    edits = ScheduleEdit.objects.filter(schedule=schedule, entry_key__in=set(keys), actor__isnull=False)
    found = edits.order_by("pk").values_list("entry_key", "actor", "actor__name", "actor__email")
    last = {key: (who, name or address) for key, who, name, address in found}
    return {key: name for key, (who, name) in last.items() if who != actor.user_id}


def reasons_of(schedule: Schedule) -> dict[str, Multilingual]:
    """Why changes are proposed, by the keys of their rows; those without a reason are left out."""
    changes = DraftChange.objects.filter(schedule=schedule).values_list("entry_key", "reason")
    return {key: reason for key, reason in changes if reason}


def reasons_kept(schedule: Schedule, keys: Iterable[str]) -> dict[str, str]:
    """The last reason given with an edit that stands, by the key of its row; why its clash was accepted."""
    edits = ScheduleEdit.objects.filter(schedule=schedule, entry_key__in=set(keys), undone=False)
    return dict(edits.exclude(reason="").order_by("pk").values_list("entry_key", "reason"))
