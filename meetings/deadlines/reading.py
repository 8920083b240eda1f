"""From a recorded deadline to its rule, what it is counted from, and the instant at which it is due."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from meetings.enums import OFF, DeadlineAnchor, DeadlineKind, Direction, EntryStatus, Gone
from meetings.models import Deadline, DeadlineRule, Entry
from portal.enums import Precision
from portal.lib.deadlines import Anchor, Calendar, Count, Due, Roll, Rule, UncountableError, Unit, due

COUNTING = ("offset", "unit", "direction", "edge", "count", "roll", "at")
"""What a rule and a deadline say of counting, beside the zone."""


@dataclass(frozen=True, slots=True)
class Around:
    """What a deadline may hang on beside its entry: the next meeting, and when its document was published.

    `next_is_off`: the meeting that was to be the next one is postponed, and no other has a day.
    """

    next_meeting: Entry | None = None
    published: dt.date | None = None
    next_is_off: bool = False


NOTHING_AROUND = Around()


def rule_of(given: Deadline | DeadlineRule) -> Rule:
    """How it is counted."""
    return Rule(
        offset=given.offset,
        unit=Unit(given.unit),
        before=given.direction == Direction.BEFORE,
        edge=given.edge,
        count=Count(given.count),
        roll=Roll(given.roll),
        at=given.at,
    )


def zone_of(deadline: Deadline) -> str:
    """IANA name of the zone whose clock it is on: its own, else that of its body's venue."""
    return deadline.zone or deadline.entry.schedule.term.body.venue_zone


def due_of(deadline: Deadline) -> Due | None:
    """When it is due as recorded; None where no day is known."""
    entry = deadline.entry
    if entry.end is None or entry.precision != Precision.DAY:
        return None
    return Due(entry.end, deadline.at, zone_of(deadline))


def standing_of(deadline: Deadline) -> Due | Gone:
    """The date to work to, or that there is none: for now, or for good."""
    entry = deadline.entry
    if entry.withdrawn_in is not None or (entry.is_off and entry.status != EntryStatus.POSTPONED):
        return Gone.CALLED_OFF
    due = due_of(deadline)
    return Gone.UNDATED if due is None or entry.is_off else due


def is_closed(deadline: Deadline, at: dt.datetime) -> bool:
    """Whether nothing is accepted any more from who owes it; the secretariat may still record what came in time."""
    due = due_of(deadline)
    return deadline.kind == DeadlineKind.HARD and due is not None and due.is_late(at)


def anchor_of(deadline: Deadline, around: Around = NOTHING_AROUND) -> Anchor | None:
    """What it is counted from, as that stands now; None where it hangs on nothing, or on nothing with a day."""
    match deadline.anchor:
        case DeadlineAnchor.ENTRY:
            return anchor_at(deadline.anchor_entry)
        case DeadlineAnchor.NEXT:
            return anchor_at(around.next_meeting)
        case DeadlineAnchor.PUBLICATION:
            return Anchor.day(around.published) if around.published else None
        case DeadlineAnchor.SESSION if session := deadline.anchor_session:
            return _span(session.began, session.began_precision, session.ended, session.ended_precision)
        case DeadlineAnchor.TERM if term := deadline.anchor_term:
            return _span(term.began, term.began_precision, term.ended, term.ended_precision)
    return None


def anchor_at(entry: Entry | None) -> Anchor | None:
    """A meeting with its first and last hour, another deadline, or any row with a day; None for what is called off."""
    if entry is None or entry.start is None or entry.end is None or entry.precision != Precision.DAY:
        return None
    if entry.status in OFF or entry.withdrawn_in is not None:
        return None
    if hasattr(entry, "meeting"):
        sittings = list(entry.meeting.sittings.all())
        opens = next((sitting.start for sitting in sittings if sitting.start), None)
        closes = next((sitting.end for sitting in reversed(sittings) if sitting.end), None)
        return Anchor(entry.start, entry.end, opens, closes, entry.meeting.venue_zone)
    if hasattr(entry, "deadline"):
        return Anchor.day(entry.end, entry.deadline.at, zone_of(entry.deadline))
    return Anchor(entry.start, entry.end)


def lost(deadline: Deadline, around: Around = NOTHING_AROUND) -> bool:
    """Whether it has a day and what it hangs on has none any more, but is still to come.

    What is cancelled comes no more, so nothing is to be waited for; a session or a month without a day never had one.
    """
    if due_of(deadline) is None:
        return False
    anchor = deadline.anchor_entry
    if deadline.anchor == DeadlineAnchor.NEXT:
        return around.next_is_off
    if deadline.anchor != DeadlineAnchor.ENTRY or anchor is None or anchor.withdrawn_in is not None:
        return False
    return anchor.status == EntryStatus.POSTPONED or (anchor.start is None and anchor.status not in OFF)


def counted(
    deadline: Deadline, calendar: Calendar, around: Around = NOTHING_AROUND, rule: DeadlineRule | None = None
) -> Due | None:
    """When it is due by its own count, or by `rule`; None where there is nothing to count from or no day results."""
    anchor = anchor_of(deadline, around)
    if anchor is None:
        return None
    zone = rule_zone(deadline, rule) if rule else zone_of(deadline)
    try:
        return due(rule_of(rule or deadline), anchor, calendar, zone)
    except UncountableError:
        return None


def rule_zone(deadline: Deadline, rule: DeadlineRule) -> str:
    """The zone whose clock the rule is on for this deadline."""
    return rule.zone or deadline.entry.schedule.term.body.venue_zone


def agrees(deadline: Deadline, rule: DeadlineRule) -> bool:
    """Whether the deadline is counted as the rule counts. The hour of one counted in hours comes of the count."""
    names = [name for name in COUNTING if name != "at" or rule.unit != Unit.HOURS]
    same = all(getattr(deadline, name) == getattr(rule, name) for name in names)
    return same and zone_of(deadline) == rule_zone(deadline, rule)


def _span(began: dt.date | None, began_precision: str, ended: dt.date | None, ended_precision: str) -> Anchor | None:
    """Only days that are known; an end that is not known is no reason to know no beginning."""
    if began is None or began_precision != Precision.DAY:
        return None
    known = ended is not None and ended_precision == Precision.DAY
    return Anchor(began, ended if known and ended else began)
