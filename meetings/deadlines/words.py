"""How a deadline is counted, in words: “10 working days before the meeting of 30 March 2021”."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import get_language_info, gettext_lazy, ngettext, override
from django.utils.translation import gettext as _

from groups.enums import Role, StandingKind
from meetings.enums import OFF, DayCount, DeadlineAnchor, Direction, Edge, OffsetUnit
from meetings.models import Deadline, DeadlineRule, Entry
from portal.enums import Audience
from portal.lib.dates import format_date, format_hour
from portal.lib.multilingual import Multilingual

STANDINGS: dict[str, str | Promise] = {
    StandingKind.MEMBER: gettext_lazy("all members"),
    StandingKind.PARTICIPANT: gettext_lazy("all participants"),
    StandingKind.SUPPORTER: gettext_lazy("all supporters"),
    StandingKind.COORDINATOR: gettext_lazy("all coordinators"),
    StandingKind.OBSERVER: gettext_lazy("all observers"),
    StandingKind.INVITED: gettext_lazy("all who are invited"),
}
ROLES: dict[str, str | Promise] = {
    Role.CHAIR: gettext_lazy("the Chair"),
    Role.PRESIDENT: gettext_lazy("the President"),
    Role.COORDINATOR: gettext_lazy("the Coordinator"),
    Role.CO_CHAIR: gettext_lazy("the Co-Chairs"),
    Role.VICE_CHAIR: gettext_lazy("the Vice Chairs"),
    Role.RAPPORTEUR: gettext_lazy("the Rapporteur"),
    Role.FACILITATOR: gettext_lazy("the Facilitators"),
    Role.FRIEND: gettext_lazy("the Friends of the Chair"),
    Role.TECHNICAL_SECRETARIAT: gettext_lazy("the technical secretariat"),
}
"""Whom a rule asks, as it is said in a list."""


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


def until_words(rule: DeadlineRule, language: str) -> str:
    """The same with the hour of that day, where the rule has one: “…, until 6:00 p.m.”."""
    if rule.at is None:
        return rule_words(rule)
    hour = format_hour(rule.at, language, closing=True)
    return _("%(counted)s, until %(hour)s") % {"counted": rule_words(rule), "hour": hour}


def asked_words(rule: DeadlineRule) -> str:
    """Whom the rule asks: “asks: all members, the Chair”."""
    names = [str(STANDINGS.get(each, each)) for each in rule.owing_standings.split()]
    names += [str(ROLES.get(each, each)) for each in rule.owing_roles.split()]
    names += [str(each) for each in rule.owing_delegations.all()]
    return _("asks: %(who)s") % {"who": ", ".join(names)} if names else _("asks nobody, so nobody is reminded")


def counted_words(deadline: Deadline, language: str, rule: DeadlineRule | None = None) -> str:
    """How a deadline hangs on what it is counted from, by its own count or by `rule`; empty where on nothing."""
    given = rule or deadline
    match deadline.anchor:
        case DeadlineAnchor.ENTRY:
            return _from_entry(given, told_anchor(deadline), language)
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
    return said[given.direction == Direction.AFTER] % {"time": time_words(given), "what": what}


def held_words(deadline: Deadline, language: str) -> str:
    """How the date that stands is counted; empty where a decision gave it, whatever it was counted from before."""
    return "" if deadline.fixed else counted_words(deadline, language)


def worded(deadline: Deadline) -> Multilingual:
    """A deadline's wording as adopted, to stand beside its date; empty where it names that date and nothing else."""
    start, wording = deadline.entry.start, deadline.wording
    if start and deadline.anchor == DeadlineAnchor.DATE and all(str(start.year) in said for said in wording.values()):
        return Multilingual()
    return wording


def told_text(text: Multilingual, language: str) -> str:
    """What was written of a deadline, within a sentence: with its language where that is not the reader's."""
    said = text.pick(language)
    if not said.text or said.language == language:
        return said.text
    with override(language):
        return f"{said.text} ({get_language_info(said.language)['name_translated']})"


def told_anchor(deadline: Deadline) -> Entry | None:
    """The row that it is counted from, where whoever may know of the deadline may know of that too."""
    anchor, entry = deadline.anchor_entry, deadline.entry
    if anchor is None or Audience(anchor.audience).rank > Audience(entry.audience).rank:
        return None
    meeting = getattr(anchor, "meeting", None)
    is_closed = meeting is not None and meeting.closed
    return None if is_closed and not entry.schedule.term.body.closed_is_listed else anchor


def day_words(entry: Entry, day: str) -> str:
    """The day of a row from which something is counted; where it is called off, the one it is called off from."""
    return f"{day} ({entry.get_status_display()})" if day and entry.status in OFF else day


def _from_entry(given: Deadline | DeadlineRule, entry: Entry | None, language: str) -> str:
    if entry is None:
        said = {
            (Direction.BEFORE, ""): _("%(time)s before another row of the schedule"),
            (Direction.AFTER, ""): _("%(time)s after another row of the schedule"),
        }
        return _chosen(said, given) % {"time": time_words(given)}
    day = day_words(entry, format_date(entry.start, language) if entry.start else "")
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
        return _chosen(said, given) % {"time": time_words(given), "what": matter}
    return _chosen(said, given) % {"time": time_words(given), "date": day}


def _chosen(said: dict[tuple[Direction, str], str], given: Deadline | DeadlineRule) -> str:
    direction = Direction(given.direction)
    return said.get((direction, given.edge), said[direction, ""])
