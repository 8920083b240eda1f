"""Days that the portal counts by itself: by the rule of the body, else of the house, else as is usual."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q

from groups.models import Body, Delegation, Post, Term
from meetings.deadlines.reading import rule_of
from meetings.enums import RulePurpose
from meetings.models import DeadlineRule, Entry, Schedule
from meetings.queries.deadlines import Calendars
from portal.lib.deadlines import Anchor, Calendar, Due, Rule, UncountableError, Unit, due

USUAL = {
    RulePurpose.CORRECTIONS: Rule(offset=1, unit=Unit.WEEKS, before=False),
    RulePurpose.SERVICES: Rule(offset=2, unit=Unit.WEEKS, before=True),
}
"""A week for corrections to the record; two weeks before a meeting for what is cancelled without cost."""


def rule_for(body: Body, purpose: RulePurpose, day: dt.date) -> tuple[Rule, str]:
    """How it is counted on `day`, and on which zone's clock."""
    found = DeadlineRule.objects.filter(Q(body=body) | Q(body=None), organization=body.organization_id, purpose=purpose)
    chosen = chosen_of(found, body, day)
    if chosen is None:
        return USUAL[purpose], body.venue_zone
    return rule_of(chosen), chosen.zone or body.venue_zone


def chosen_of(rules: Iterable[DeadlineRule], body: Body, day: dt.date) -> DeadlineRule | None:
    """Of rules of one purpose, the one in force on `day`: the body's own before its house's, the newest first."""
    own = [rule for rule in rules if rule.organization_id == body.organization_id and rule.body_id in (body.pk, None)]
    chosen = [rule for rule in own if rule.covers(day)]
    return min(
        chosen, key=lambda rule: (rule.body_id is None, -(rule.began or dt.date.min).toordinal(), rule.pk), default=None
    )


def names_who_owes(rule: DeadlineRule) -> bool:
    """Whether it says, beside words, who owes what it sets."""
    return bool(rule.owing_standings or rule.owing_roles or rule.owing_delegations.exists())


def who_owes(rule: DeadlineRule, term: Term) -> tuple[list[str], list[Delegation], list[Post]]:
    """Whom a deadline of the term that the rule sets is for: standings, delegations by name, posts of these roles."""
    posts = Post.objects.filter(term=term, role__in=rule.owing_roles.split()).select_related("term__body")
    return rule.owing_standings.split(), list(rule.owing_delegations.all()), list(posts)


def corrections_until(schedule: Schedule, issued: dt.date, entry: Entry | None = None) -> Due:
    """Until when corrections to a record may be asked for that was issued on that day."""
    rule, zone = rule_for(schedule.term.body, RulePurpose.CORRECTIONS, issued)
    return _due(rule, Anchor.day(issued), Calendars(schedule).of(entry), zone)


def services_until(entry: Entry) -> Due:
    """Until when services of a meeting can be cancelled without cost."""
    assert entry.start is not None
    schedule = entry.schedule
    rule, zone = rule_for(schedule.term.body, RulePurpose.SERVICES, entry.start)
    return _due(rule, Anchor(entry.start, entry.end or entry.start), Calendars(schedule).of(entry), zone)


def _due(rule: Rule, anchor: Anchor, days: Calendar, zone: str) -> Due:
    """The anchor's own first day where no day comes of the rule: a page is read all the same."""
    try:
        return due(rule, anchor, days, zone)
    except UncountableError:
        return Due(anchor.first, None, zone)
