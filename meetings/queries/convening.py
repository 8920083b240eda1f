"""By when a meeting is to be convened, where its body or house has a rule for that; and whose day draws near."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from meetings.deadlines.reading import anchor_at, rule_of
from meetings.enums import EntryStatus, OffsetUnit, RulePurpose
from meetings.models import DeadlineRule, Entry
from meetings.queries.deadlines import Calendars
from meetings.queries.rules import chosen_of
from portal.lib.deadlines import Due, UncountableError, due

LONGEST = {
    OffsetUnit.HOURS: dt.timedelta(hours=1),
    OffsetUnit.DAYS: dt.timedelta(days=1),
    OffsetUnit.WORKING_DAYS: dt.timedelta(days=2),
    OffsetUnit.WEEKS: dt.timedelta(days=7),
    OffsetUnit.MONTHS: dt.timedelta(days=31),
}
"""How much of the calendar one of each takes, holidays reckoned in."""
HOLIDAYS = dt.timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Convening:
    """The last day on which a meeting is convened in time, and the rule that says so."""

    rule: DeadlineRule
    until: Due

    def is_over(self, today: dt.date) -> bool:
        """Whether the last day is past."""
        return self.until.day < today


def convening_of(entry: Entry) -> Convening | None:
    """None where no rule is in force on the day of the meeting, or none gives a day."""
    body = entry.schedule.term.body
    found = DeadlineRule.objects.filter(organization=body.organization_id, purpose=RulePurpose.CONVENING)
    return _by(list(found), entry, Calendars(entry.schedule)) if found else None


def near_convening(meetings: QuerySet[Entry], today: dt.date, ahead: dt.timedelta) -> dict[int, Convening]:
    """Those of `meetings` from today on, by their numbers, whose last day is over or comes within `ahead`.

    One query where no house of theirs has such a rule.
    """
    rules = list(DeadlineRule.objects.filter(purpose=RulePurpose.CONVENING))
    if not rules:
        return {}
    farthest = max(rule.offset * LONGEST[OffsetUnit(rule.unit)] for rule in rules) + HOLIDAYS + ahead
    houses = {rule.organization_id for rule in rules}
    found = meetings.filter(
        status=EntryStatus.SCHEDULED,
        start__range=(today, today + farthest),
        schedule__term__body__organization__in=houses,
        meeting__isnull=False,
    )
    related = found.select_related("schedule__term__body__organization", "meeting__room__venue")
    counted = _counted(related.prefetch_related("meeting__sittings"), rules)
    return {pk: each for pk, each in counted.items() if each.until.day - ahead <= today}


def _counted(meetings: Iterable[Entry], rules: list[DeadlineRule]) -> dict[int, Convening]:
    calendars: dict[int, Calendars] = {}
    found = {}
    for entry in meetings:
        house = entry.schedule.term.body.organization_id
        if house not in calendars:
            calendars[house] = Calendars(entry.schedule)
        if counted := _by(rules, entry, calendars[house]):
            found[entry.pk] = counted
    return found


def _by(rules: list[DeadlineRule], entry: Entry, calendars: Calendars) -> Convening | None:
    anchor, body = anchor_at(entry), entry.schedule.term.body
    rule = chosen_of(rules, body, anchor.first) if anchor else None
    if anchor is None or rule is None:
        return None
    try:
        return Convening(rule, due(rule_of(rule), anchor, calendars.of(entry), rule.zone or body.venue_zone))
    except UncountableError:
        return None
