"""Who sees which schedules, entries and outcomes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from groups.permissions import admits, presides, within_audience
from meetings.enums import ScheduleState
from portal.actors import Actor

if TYPE_CHECKING:
    from meetings.models import Entry, Outcome, Schedule


def schedule_visible(actor: Actor, path: str = "") -> Q:
    """Condition for schedules (at lookup `path`, ending in “__”) that `actor` sees: a draft only by who makes it."""
    if actor.is_admin:
        return Q()
    body = f"{path}term__body"
    reached = within_audience(actor, audience=f"{body}__audience", body=body)
    circulated = ~Q(**{f"{path}state": ScheduleState.DRAFT})
    presiding = Q(**{f"{body}__in": actor.officer_of}) | Q(
        **{f"{body}__organization__in": actor.secretariat_of | actor.editor_of}
    )
    return reached & (circulated | presiding)


def entry_visible(actor: Actor, path: str = "") -> Q:
    """Condition for entries (at lookup `path`) in a schedule and an audience that `actor` is in."""
    body = f"{path}schedule__term__body"
    return schedule_visible(actor, f"{path}schedule__") & within_audience(actor, audience=f"{path}audience", body=body)


def outcome_visible(actor: Actor) -> Q:
    """Condition for outcomes: released ones of visible meetings; unreleased ones for officers and the secretariat."""
    if actor.is_admin:
        return Q()
    body = "meeting__entry__schedule__term__body"
    presiding = Q(**{f"{body}__in": actor.officer_of}) | Q(
        **{f"{body}__organization__in": actor.secretariat_of | actor.editor_of}
    )
    return entry_visible(actor, "meeting__entry__") & (Q(released_at__isnull=False) | presiding)


def can_see_schedule(actor: Actor, schedule: Schedule) -> bool:
    """The predicate of `schedule_visible`."""
    body = schedule.term.body
    place = {"body_id": body.pk, "organization_id": body.organization_id}
    if not admits(actor, body.audience, **place):
        return False
    return schedule.state != ScheduleState.DRAFT or presides(actor, **place)


def can_see_entry(actor: Actor, entry: Entry) -> bool:
    """The predicate of `entry_visible`."""
    body = entry.schedule.term.body
    return can_see_schedule(actor, entry.schedule) and admits(
        actor, entry.audience, body_id=body.pk, organization_id=body.organization_id
    )


def can_see_outcome(actor: Actor, outcome: Outcome) -> bool:
    """The predicate of `outcome_visible`."""
    entry = outcome.meeting.entry
    body = entry.schedule.term.body
    released = outcome.released_at is not None
    return can_see_entry(actor, entry) and (
        released or presides(actor, body_id=body.pk, organization_id=body.organization_id)
    )
