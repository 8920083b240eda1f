"""How a deadline is counted, in words: “10 working days before the meeting of 30 March 2021”."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.enums import DayCount, DeadlineAnchor, Direction, Edge, OffsetUnit
from meetings.models import Deadline, DeadlineRule, Entry
from portal.lib.dates import format_date


def time_words(given: Deadline | DeadlineRule) -> str:
    """“10 working days”, “4 full working days”, “72 hours”."""
    number = given.offset
    full = given.count == DayCount.FULL
    match given.unit:
        case OffsetUnit.HOURS:
            said = ngettext("%(number)s hour", "%(number)s hours", number)
        case OffsetUnit.WEEKS:
            said = ngettext("%(number)s week", "%(number)s weeks", number)
        case OffsetUnit.MONTHS:
            said = ngettext("%(number)s month", "%(number)s months", number)
        case OffsetUnit.WORKING_DAYS if full:
            said = ngettext("%(number)s full working day", "%(number)s full working days", number)
        case OffsetUnit.WORKING_DAYS:
            said = ngettext("%(number)s working day", "%(number)s working days", number)
        case _ if full:
            said = ngettext("%(number)s full day", "%(number)s full days", number)
        case _:
            said = ngettext("%(number)s day", "%(number)s days", number)
    return said % {"number": number}


def rule_words(rule: DeadlineRule) -> str:
    """A rule as it stands by itself: “10 working days before the meeting”."""
    said = {
        (Direction.BEFORE, Edge.CLOSING): _("%(time)s before the close of the meeting"),
        (Direction.AFTER, Edge.OPENING): _("%(time)s after the opening of the meeting"),
        (Direction.BEFORE, ""): _("%(time)s before the meeting"),
        (Direction.AFTER, ""): _("%(time)s after the meeting"),
    }
    return _chosen(said, rule) % {"time": time_words(rule)}


def counted_words(deadline: Deadline, language: str) -> str:
    """How a deadline hangs on what it is counted from; empty for a date that hangs on nothing."""
    match deadline.anchor:
        case DeadlineAnchor.ENTRY:
            return _from_entry(deadline, deadline.anchor_entry, language)
        case DeadlineAnchor.NEXT:
            said = (_("%(time)s before the next meeting"), _("%(time)s after the next meeting"))
        case DeadlineAnchor.PUBLICATION:
            said = (
                _("%(time)s before the document is published"),
                _("%(time)s after the document is published"),
            )
        case DeadlineAnchor.SESSION | DeadlineAnchor.TERM if deadline.anchor_session or deadline.anchor_term:
            said = (_("%(time)s before the opening: %(what)s"), _("%(time)s after the closing: %(what)s"))
        case _:
            return ""
    what = deadline.anchor_session.name.pick(language).text if deadline.anchor_session else str(deadline.anchor_term)
    return said[deadline.direction == Direction.AFTER] % {"time": time_words(deadline), "what": what}


def _from_entry(deadline: Deadline, entry: Entry | None, language: str) -> str:
    if entry is None:
        return ""
    day = format_date(entry.start, language) if entry.start else ""
    if entry.kind == "deadline":
        said = {
            (Direction.BEFORE, ""): _("%(time)s before the deadline of %(date)s"),
            (Direction.AFTER, ""): _("%(time)s after the deadline of %(date)s"),
        }
    elif day:
        said = {
            (Direction.BEFORE, Edge.CLOSING): _("%(time)s before the close of the meeting of %(date)s"),
            (Direction.AFTER, Edge.OPENING): _("%(time)s after the opening of the meeting of %(date)s"),
            (Direction.BEFORE, ""): _("%(time)s before the meeting of %(date)s"),
            (Direction.AFTER, ""): _("%(time)s after the meeting of %(date)s"),
        }
    else:
        matter = entry.text.pick(language).text or entry.key
        said = {
            (Direction.BEFORE, ""): _("%(time)s before “%(what)s”"),
            (Direction.AFTER, ""): _("%(time)s after “%(what)s”"),
        }
        return _chosen(said, deadline) % {"time": time_words(deadline), "what": matter}
    return _chosen(said, deadline) % {"time": time_words(deadline), "date": day}


def _chosen(said: dict[tuple[Direction, str], str], given: Deadline | DeadlineRule) -> str:
    direction = Direction(given.direction)
    return said.get((direction, given.edge), said[direction, ""])
