"""Deadlines of a schedule with what they hang on, and the dates that their rules would give now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import Exists, Max, Min, OuterRef, Q, QuerySet

from documents.enums import TextState
from documents.models import LanguageVersion
from groups.models import FormerName
from meetings.calendars import Calendar, calendar_of
from meetings.deadlines.reading import Around, agrees, anchor_of, counted, due_of, lost
from meetings.enums import OFF, DeadlineAnchor, EntryKind, EntryStatus
from meetings.models import AgendaItem, Deadline, DeadlineRule, Entry, Extension, Schedule, Sitting, Venue
from meetings.queries.tally import ALL, part
from meetings.queries.venues import venues_of
from portal.actors import Actor
from portal.lib.deadlines import Due
from portal.prefetching import Prefetch, hold

OWING = ("owing_delegations", "owing_posts")
_Rule = tuple[int, int | None, str]
"""What the versions of a rule have in common: its house, its body, its key."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A deadline, when it is due as recorded, and when by its rule as things stand; None where either is not known.

    `rule`: the one it follows, where that counts otherwise by now than the deadline does. `lost`: what the deadline
    hangs on has no day any more. `unfollowed`: such a rule, by which nothing is proposed since the date has passed.
    """

    deadline: Deadline
    due: Due | None
    by_rule: Due | None
    rule: DeadlineRule | None = None
    lost: bool = False
    unfollowed: DeadlineRule | None = None

    @property
    def moves(self) -> bool:
        """Whether the rule gives another date than the record, or none: somebody has to say which of them holds."""
        if self.deadline.fixed:
            return False
        if self.by_rule is None:
            return self.lost
        return self.rule is not None or told_of(self.by_rule) != told_of(self.due)


def told_of(due: Due | None) -> tuple[Any, ...]:
    """What a record says of a date: not which of two hours it is, where the clock is put back and one comes twice."""
    return (due.day, due.at, due.zone) if due else ()


def with_anchors(deadlines: QuerySet[Deadline], there: Container[str] = ALL) -> QuerySet[Deadline]:
    """Deadlines with all that their dates and words are made of.

    `there`: what their term has (`meetings.queries.tally`); nothing else is asked for.
    """
    return deadlines.select_related(
        "entry__schedule__term__body__organization",
        "anchor_entry__deadline",
        "anchor_entry__meeting__room__venue",
        "anchor_entry__schedule__term__body__organization",
        "anchor_session",
        "anchor_term__body",
        "document",
        "ruled_by",
    ).prefetch_related(
        Prefetch("anchor_entry__meeting__sittings", queryset=Sitting.objects.order_by("on", "position", "pk")),
        part("extensions", Extension.objects.select_related("decided_at__entry"), is_there="extensions" in there),
    )


def there_of_deadline() -> dict[str, Exists]:
    """Whether there is anything of what few deadlines have, as part of the query for one."""
    return {
        f"has_{name}": Exists(getattr(Deadline, name).through.objects.filter(deadline=OuterRef("pk"))) for name in OWING
    } | {"has_names": Exists(FormerName.objects.filter(body=OuterRef("entry__schedule__term__body")))}


def hold_absent(deadline: Any) -> None:
    """Nobody asks for what `there_of_deadline` found that it has not."""
    absent: dict[str, list[Any]] = {name: [] for name in OWING if not getattr(deadline, f"has_{name}")}
    hold(deadline, **absent)
    if not deadline.has_names:
        hold(deadline.entry.schedule.term.body, former_names=[])


def counted_in(
    actor: Actor,
    schedule: Schedule,
    now: dt.datetime,
    venues: Iterable[Venue] | None = None,
    there: Container[str] = ALL,
) -> list[Counted]:
    """Every deadline of the schedule that `actor` sees, in the order of its date, with what its rule gives.

    `venues`: those of the house, where they were read already; `there`: as in `with_anchors`.
    """
    visible = Entry.objects.visible_to(actor).filter(schedule=schedule, withdrawn_in=None, trace_of=None)
    found = list(with_anchors(Deadline.objects.filter(entry__in=visible), there).order_by("entry__start", "pk"))
    return _counted(schedule, found, now, venues)


def counted_one(deadline: Deadline, now: dt.datetime) -> Counted:
    """The same for one deadline, read by `with_anchors`."""
    return _counted(deadline.entry.schedule, [deadline], now)[0]


def moved_in(
    actor: Actor,
    schedule: Schedule,
    now: dt.datetime,
    venues: Iterable[Venue] | None = None,
    there: Container[str] = ALL,
) -> list[Counted]:
    """Those whose rule gives another date than the record."""
    return [each for each in counted_in(actor, schedule, now, venues, there) if each.moves]


def _counted(
    schedule: Schedule, deadlines: list[Deadline], now: dt.datetime, venues: Iterable[Venue] | None = None
) -> list[Counted]:
    """A rule corrected today says nothing of a date that is past by either count."""
    if not deadlines:
        return []
    calendars = Calendars(schedule, venues)
    around = _around(schedule, deadlines)
    rules = _rules(deadlines)
    found = []
    for each in deadlines:
        rule, due = _corrected(each, rules, around[each.pk]), due_of(each)
        count = partial(counted, each, calendars.of(each.anchor_entry), around[each.pk])
        by_rule, unfollowed = count(rule), None
        if rule and due and by_rule and due.is_late(now) and by_rule.is_late(now):
            rule, unfollowed, by_rule = None, rule, count()
        found.append(Counted(each, due, by_rule, rule, lost(each, around[each.pk]), unfollowed))
    return found


def _rules(deadlines: Iterable[Deadline]) -> dict[_Rule, list[DeadlineRule]]:
    """Every version of the rules that the deadlines follow: a rule may be ended and another begun in its place."""
    followed = {_named(each.ruled_by) for each in deadlines if each.ruled_by}
    if not followed:
        return {}
    versions = DeadlineRule.objects.filter(organization__in={house for house, _body, _key in followed}, purpose="")
    found: dict[_Rule, list[DeadlineRule]] = {}
    for rule in versions.filter(key__in={key for _house, _body, key in followed}):
        found.setdefault(_named(rule), []).append(rule)
    return found


def _named(rule: DeadlineRule) -> _Rule:
    return rule.organization_id, rule.body_id, rule.key


def _corrected(deadline: Deadline, rules: dict[_Rule, list[DeadlineRule]], around: Around) -> DeadlineRule | None:
    """The rule that the deadline follows, in force on the day it is counted from, where it counts otherwise by now."""
    followed, anchor = deadline.ruled_by, anchor_of(deadline, around)
    if followed is None or anchor is None:
        return None
    versions = [each for each in rules.get(_named(followed), []) if each.covers(anchor.first)]
    rule = followed if followed in versions or not versions else versions[-1]
    return None if agrees(deadline, rule) else rule


class Calendars:
    """The calendar of a meeting's venue, else that of the seat; each venue read once."""

    def __init__(self, schedule: Schedule, venues: Iterable[Venue] | None = None) -> None:
        """`venues`: those of the house, where they were read already."""
        venues = list(venues_of(schedule.term.body.organization_id) if venues is None else venues)
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
    off = _next_is_off(schedule, [each for each in awaiting if each.pk not in nexts])
    return {
        each.pk: Around(nexts.get(each.pk), published.get(each.document_id or 0), each.pk in off) for each in deadlines
    }


def _next_is_off(schedule: Schedule, deadlines: list[Deadline]) -> set[int]:
    """Those whose next meeting is postponed: one that was to be held on their day or after it."""
    days = {each.pk: each.entry.end for each in deadlines if each.entry.end}
    if not days:
        return set()
    postponed = Entry.objects.filter(schedule=schedule, kind=EntryKind.MEETING, status=EntryStatus.POSTPONED)
    last = postponed.filter(withdrawn_in=None, trace_of=None).aggregate(last=Max("start"))["last"]
    return {pk for pk, day in days.items() if last and day <= last}


def _next_meetings(schedule: Schedule, deadlines: list[Deadline]) -> dict[int, Entry]:
    """The first meeting after the one whose agenda sets the deadline; without one, the first that is not held."""
    meetings = list(
        Entry.objects.filter(schedule=schedule, kind=EntryKind.MEETING, meeting__isnull=False, start__isnull=False)
        .filter(withdrawn_in=None, trace_of=None, precision="day")
        .exclude(status__in=OFF)
        .select_related("meeting__room__venue", "schedule__term__body__organization")
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


def awaiting(schedule: Schedule, key: str) -> set[str]:
    """Keys of the deadlines that are counted from the next meeting, where that is the one of this key."""
    mine = Deadline.objects.filter(entry__schedule=schedule, anchor=DeadlineAnchor.NEXT)
    found = list(mine.filter(entry__withdrawn_in=None, entry__trace_of=None).select_related("entry"))
    nexts = _next_meetings(schedule, found)
    return {each.entry.key for each in found if each.pk in nexts and nexts[each.pk].key == key}


def _published(documents: set[int]) -> dict[int, dt.date]:
    """The day on which the first text of each document came out."""
    versions = LanguageVersion.objects.filter(
        revision__document__in=documents, published_on__isnull=False, state=TextState.AVAILABLE
    )
    return dict(versions.values_list("revision__document").annotate(first=Min("published_on")))


def rules_for(schedule: Schedule, day: dt.date | None = None) -> list[DeadlineRule]:
    """The rules that the body counts by, its own before the house's of the same key; in force on `day` if given."""
    body = schedule.term.body
    found = DeadlineRule.objects.filter(Q(body=body) | Q(body=None), organization=body.organization_id, purpose="")
    found = found.prefetch_related("owing_delegations")
    chosen = [rule for rule in found if day is None or rule.covers(day)]
    own = {rule.key for rule in chosen if rule.body_id}
    return [rule for rule in chosen if rule.body_id or rule.key not in own]
