"""Who may see and do what with bodies and what hangs on them; the one place where audiences become conditions."""

from __future__ import annotations

from django.db.models import Q

from portal.actors import Actor
from portal.enums import Audience


def within_audience(actor: Actor, *, audience: str = "audience", body: str = "body", organization: str = "") -> Q:
    """Condition for rows whose field `audience` and body (lookup paths) let `actor` see them.

    `body` is the path to the Body's id ("pk" on Body itself); `organization` that to its organization's id.
    """
    organization = organization or f"{body}__organization"
    condition = Q(**{audience: Audience.PUBLIC})
    if actor.is_admin:
        return Q()
    inside = actor.member_of | actor.observer_of | actor.officer_of
    if inside:
        condition |= Q(**{audience: Audience.MEMBERS, f"{body}__in": inside})
    if actor.officer_of:
        condition |= Q(**{audience: Audience.OFFICERS, f"{body}__in": actor.officer_of})
    staff = actor.secretariat_of | actor.editor_of
    if staff:
        condition |= Q(**{f"{organization}__in": staff})
    return condition


def admits(actor: Actor, audience: str, *, body_id: int, organization_id: int) -> bool:
    """The predicate of `within_audience`, for one object in hand."""
    if actor.is_admin or audience == Audience.PUBLIC or serves(actor, organization_id):
        return True
    if audience == Audience.MEMBERS:
        return body_id in actor.member_of | actor.observer_of | actor.officer_of
    return audience == Audience.OFFICERS and body_id in actor.officer_of


def serves(actor: Actor, organization_id: int) -> bool:
    """Whether `actor` belongs to the organization's secretariat, as secretary or editor."""
    return actor.is_admin or organization_id in actor.secretariat_of | actor.editor_of


def may_edit(actor: Actor, organization_id: int) -> bool:
    """Whether `actor` may create and correct records of the organization's bodies."""
    return actor.is_admin or organization_id in actor.secretariat_of


def presides(actor: Actor, *, body_id: int, organization_id: int) -> bool:
    """Whether `actor` sees what only officers and the secretariat see of the body."""
    return serves(actor, organization_id) or body_id in actor.officer_of
