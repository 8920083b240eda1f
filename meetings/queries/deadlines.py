"""Deadlines of a schedule with what they hang on, and the dates that their rules would give now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Min, Q, QuerySet

from documents.enums import TextState
from documents.models import LanguageVersion
from meetings.calendars import Calendar, calendar_of
from meetings.deadlines.reading import Around, counted, due_of
from meetings.enums import OFF, DeadlineAnchor, EntryKind
from meetings.models import AgendaItem, Deadline, DeadlineRule, Entry, Extension, Schedule, Sitting, Venue
from portal.actors import Actor
from portal.lib.deadlines import Due
from portal.prefetching import Prefetch


@dataclass(frozen=True, slots=True)
class Counted:
    """A deadline, when it is due as recorded, and when by its rule as things stand; None where either is not known."""

    deadline: Deadline
    due: Due | None
    by_rule: Due | None

    @property
    def moves(self) -> bool:
        """Whether the rule gives another date than the record: somebody has to say which of them holds."""
        return self.by_rule is not None and not self.deadline.fixed and self.by_rule != self.due


def with_anchors(deadlines: QuerySet[Deadline]) -> QuerySet[Deadline]:
    """Deadlines with all that their dates and words are made of."""
    return deadlines.select_related(
        "entry__schedule__term__body__organization",
        "anchor_entry__deadline",
        "anchor_entry__meeting__room__venue",
        "anchor_session",
        "anchor_term__body",
        "document",
        "ruled_by",
    ).prefetch_related(
        Prefetch("anchor_entry__meeting__sittings", queryset=Sitting.objects.order_by("on", "position", "pk")),
        Prefetch("extensions", queryset=Extension.objects.select_related("decided_at__entry")),
    )


def counted_in(actor: Actor, schedule: Schedule) -> list[Counted]:
    """Every deadline of the schedule that `actor` sees, in the order of its date, with what its rule gives."""
    visible = Entry.objects.visible_to(actor).filter(schedule=schedule, withdrawn_in=None, trace_of=None)
    found = list(with_anchors(Deadline.objects.filter(entry__in=visible)).order_by("entry__start", "pk"))
    return _counted(schedule, found)


def counted_one(deadline: Deadline) -> Counted:
    """The same for one deadline, read by `with_anchors`."""
    return _counted(deadline.entry.schedule, [deadline])[0]


def moved_in(actor: Actor, schedule: Schedule) -> list[Counted]:
    """Those whose rule gives another date than the record."""
    return [each for each in counted_in(actor, schedule) if each.moves]


def _counted(schedule: Schedule, deadlines: list[Deadline]) -> list[Counted]:
    calendars = Calendars(schedule)
    around = _around(schedule, deadlines)
    return [
        Counted(each, due_of(each), counted(each, calendars.of(each.anchor_entry), around[each.pk]))
        for each in deadlines
    ]


class Calendars:
    """The calendar of a meeting's venue, else that of the seat; each venue read once."""

    def __init__(self, schedule: Schedule) -> None:
        house = schedule.term.body.organization_id
        venues = Venue.objects.filter(organization=house).prefetch_related("own_days", "office_hours")
        self._found = {venue.pk: calendar_of(venue) for venue in venues}
        seat = next((venue.pk for venue in venues if venue.seat), None)
        self._seat = self._found[seat] if seat is not None else Calendar()

    def of(self, entry: Entry | None) -> Calendar:
        """Where the meeting takes place."""
        meeting = getattr(entry, "meeting", None)
        venue = meeting.room.venue_id if meeting and meeting.room else None
        return self._found.get(venue, self._seat) if venue else self._seat


def _around(schedule: Schedule, deadlines: Iterable[Deadline]) -> dict[int, Around]:
    deadlines = list(deadlines)
    awaiting = [each for each in deadlines if each.anchor == DeadlineAnchor.NEXT]
    papers = {each.document_id for each in deadlines if each.anchor == DeadlineAnchor.PUBLICATION and each.document_id}
    nexts = _next_meetings(schedule, awaiting) if awaiting else {}
    published = _published(papers) if papers else {}
    return {each.pk: Around(nexts.get(each.pk), published.get(each.document_id or 0)) for each in deadlines}


def _next_meetings(schedule: Schedule, deadlines: list[Deadline]) -> dict[int, Entry]:
    """The first meeting after the one whose agenda sets the deadline; without one, the first that is not held."""
    meetings = list(
        Entry.objects.filter(schedule=schedule, kind=EntryKind.MEETING, meeting__isnull=False, start__isnull=False)
        .filter(withdrawn_in=None, trace_of=None, precision="day")
        .exclude(status__in=OFF)
        .select_related("meeting__room__venue")
        .prefetch_related("meeting__sittings")
        .order_by("start", "position", "pk")
    )
    entries = [each.entry_id for each in deadlines]
    setting = AgendaItem.objects.filter(deadline__in=entries, meeting__entry__start__isnull=False)
    since = dict(setting.values_list("deadline").annotate(first=Min("meeting__entry__start")))
    found = {}
    for each in deadlines:
        day: dt.date | None = since.get(each.entry_id)
        later = [row for row in meetings if row.start and (day is None or row.start > day)]
        if day is None:
            later = [row for row in later if row.status in ("tentative", "scheduled", "convened")]
        if later:
            found[each.pk] = later[0]
    return found


def _published(documents: set[int]) -> dict[int, dt.date]:
    """The day on which the first text of each document came out."""
    versions = LanguageVersion.objects.filter(
        revision__document__in=documents, published_on__isnull=False, state=TextState.AVAILABLE
    )
    return dict(versions.values_list("revision__document").annotate(first=Min("published_on")))


def rules_for(schedule: Schedule, day: dt.date | None = None) -> list[DeadlineRule]:
    """The rules that the body counts by, its own before the house's of the same key; in force on `day` if given."""
    body = schedule.term.body
    found = DeadlineRule.objects.filter(Q(body=body) | Q(body=None), organization=body.organization_id)
    chosen = [rule for rule in found if day is None or rule.covers(day)]
    own = {rule.key for rule in chosen if rule.body_id}
    return [rule for rule in chosen if rule.body_id or rule.key not in own]
