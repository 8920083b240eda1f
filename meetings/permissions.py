"""Who sees which schedules, entries and outcomes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from groups.models import Delegation, Post
from groups.permissions import admits, may_edit, presides, serves, within_audience
from meetings.enums import ScheduleState
from portal.actors import Actor

if TYPE_CHECKING:
    from meetings.models import Answer, Entry, Outcome, Schedule


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


def _inside(actor: Actor) -> frozenset[int]:
    return actor.member_of | actor.observer_of | actor.officer_of


def _attends(actor: Actor, body: str) -> Q:
    """Condition for bodies whose closed meetings are `actor`'s own: from inside, or from the secretariat."""
    return Q(**{f"{body}__in": _inside(actor)}) | Q(
        **{f"{body}__organization__in": actor.secretariat_of | actor.editor_of}
    )


def entry_visible(actor: Actor, path: str = "") -> Q:
    """Condition for entries (at lookup `path`) in a schedule and an audience that `actor` is in.

    A closed meeting is listed for everyone only where its body says so.
    """
    if actor.is_admin:
        return Q()
    body = f"{path}schedule__term__body"
    known = (
        Q(**{f"{path}meeting__isnull": True})
        | Q(**{f"{path}meeting__closed": False})
        | Q(**{f"{body}__closed_is_listed": True})
        | _attends(actor, body)
    )
    return (
        schedule_visible(actor, f"{path}schedule__")
        & within_audience(actor, audience=f"{path}audience", body=body)
        & known
    )


def agenda_visible(actor: Actor, path: str = "") -> Q:
    """Condition for agenda items (at lookup `path`): those of a closed meeting are for who attends it."""
    if actor.is_admin:
        return Q()
    meeting = f"{path}meeting__"
    open_to = Q(**{f"{meeting}closed": False}) | _attends(actor, f"{meeting}entry__schedule__term__body")
    return entry_visible(actor, f"{meeting}entry__") & open_to


def agenda_of_entry(actor: Actor) -> Q:
    """Condition for visible entries whose agenda `actor` may know: meetings that are open, or that they attend."""
    if actor.is_admin:
        return Q(meeting__isnull=False)
    return Q(meeting__closed=False) | (Q(meeting__isnull=False) & _attends(actor, "schedule__term__body"))


def outcome_visible(actor: Actor) -> Q:
    """Condition for outcomes: released ones of visible meetings; unreleased ones for officers and the secretariat."""
    if actor.is_admin:
        return Q()
    body = "meeting__entry__schedule__term__body"
    presiding = Q(**{f"{body}__in": actor.officer_of}) | Q(
        **{f"{body}__organization__in": actor.secretariat_of | actor.editor_of}
    )
    released = Q(released_at__isnull=False) & (Q(meeting__closed=False) | _attends(actor, body))
    return entry_visible(actor, "meeting__entry__") & (released | presiding)


def answer_visible(actor: Actor, path: str = "") -> Q:
    """Condition for answers to deadlines (at lookup `path`): all for who presides, their own for a delegation."""
    if actor.is_admin:
        return Q()
    body = f"{path}deadline__entry__schedule__term__body"
    presiding = Q(**{f"{body}__in": actor.officer_of}) | Q(
        **{f"{body}__organization__in": actor.secretariat_of | actor.editor_of}
    )
    own = Q(**{f"{path}delegation__in": actor.delegations})
    return entry_visible(actor, f"{path}deadline__entry__") & (presiding | own)


def answers_for(actor: Actor, of: Delegation | Post) -> bool:
    """Whether `actor` represents the delegation, or holds the post."""
    if isinstance(of, Delegation):
        return of.pk in actor.delegations
    return of.tenures.filter(person__user=actor.user_id).exists() and of.term.body_id in actor.officer_of


def may_take_back(actor: Actor, given: Answer, *, over: bool) -> bool:
    """Whether it is their own answer, recorded by their side, to a deadline that is not `over` yet."""
    of = given.delegation or given.post
    return not over and not given.by_staff and of is not None and answers_for(actor, of)


def can_see_schedule(actor: Actor, schedule: Schedule) -> bool:
    """The predicate of `schedule_visible`."""
    body = schedule.term.body
    place = {"body_id": body.pk, "organization_id": body.organization_id}
    if not admits(actor, body.audience, **place):
        return False
    return schedule.state != ScheduleState.DRAFT or presides(actor, **place)


def attends(actor: Actor, entry: Entry) -> bool:
    """The predicate of `_attends`."""
    body = entry.schedule.term.body
    return serves(actor, body.organization_id) or body.pk in _inside(actor)


def can_see_entry(actor: Actor, entry: Entry) -> bool:
    """The predicate of `entry_visible`."""
    body = entry.schedule.term.body
    closed = hasattr(entry, "meeting") and entry.meeting.closed
    if closed and not body.closed_is_listed and not attends(actor, entry):
        return False
    return can_see_schedule(actor, entry.schedule) and admits(
        actor, entry.audience, body_id=body.pk, organization_id=body.organization_id
    )


def can_see_agenda(actor: Actor, entry: Entry) -> bool:
    """The predicate of `agenda_visible`, for the whole agenda of a meeting's entry."""
    return can_see_entry(actor, entry) and (not entry.meeting.closed or attends(actor, entry))


def can_see_outcome(actor: Actor, outcome: Outcome) -> bool:
    """The predicate of `outcome_visible`."""
    entry = outcome.meeting.entry
    body = entry.schedule.term.body
    released = outcome.released_at is not None
    return can_see_entry(actor, entry) and (
        (released and (not outcome.meeting.closed or attends(actor, entry)))
        or presides(actor, body_id=body.pk, organization_id=body.organization_id)
    )


def may_draft(actor: Actor, schedule: Schedule) -> bool:
    """Whether `actor` drafts the schedule, adopts it and convenes its meetings: the secretariat, and who chairs."""
    body = schedule.term.body
    return may_edit(actor, body.organization_id) or body.pk in actor.chair_of


def may_keep_house(actor: Actor, schedule: Schedule) -> bool:
    """Whether `actor` settles hours and rooms of meetings already convened: the secretariat alone."""
    return may_edit(actor, schedule.term.body.organization_id)
