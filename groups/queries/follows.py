"""Who follows which bodies: by choice, or because they serve in them and have not muted them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db.models import BigIntegerField, Case, Exists, OuterRef, Q, QuerySet, Subquery, Value, When

from groups.enums import AccreditationRole, HowBegan, StandingKind
from groups.models import Accreditation, Body, Follow, SecretariatAssignment, Seen, Standing, Tenure, Term
from groups.queries.endings import parents_of
from groups.queries.terms import OUTER
from portal.actors import NOTHING, Actor
from portal.models import User


def served_by(actor: Actor) -> frozenset[int]:
    """Ids of the bodies in which `actor` represents a delegation or holds a post."""
    return actor.member_of | actor.observer_of | actor.officer_of


def followed_by(actor: Actor) -> frozenset[int]:
    """Ids of the bodies that `actor` follows: those served in, and those chosen, but for muted ones. One query."""
    if actor.user_id is None:
        return NOTHING
    return _followed(actor, dict(_choices(actor)))


def followed_and_seen(actor: Actor) -> tuple[frozenset[int], dict[int, int]]:
    """The same, and how far `actor` has looked at the changes of bodies, by id. One query."""
    if actor.user_id is None:
        return NOTHING, {}
    seen = Seen.objects.filter(account_id=actor.user_id).order_by().values_list("body_id", "number", Value(1))
    found: tuple[dict[int, int], dict[int, int]] = ({}, {})
    for body, number, which in _choices(actor, Value(0)).union(seen, all=True):
        found[which][body] = number
    return _followed(actor, found[0]), found[1]


def _choices(actor: Actor, *beside: Value) -> QuerySet[Follow, Any]:
    muted = Case(When(muted=True, then=1), default=0, output_field=BigIntegerField())
    return Follow.objects.filter(account_id=actor.user_id).order_by().values_list("body_id", muted, *beside)


def _followed(actor: Actor, choices: Mapping[int, int]) -> frozenset[int]:
    muted = {body for body, is_muted in choices.items() if is_muted}
    return frozenset((served_by(actor) | choices.keys()) - muted)


def bodies_followed(actor: Actor) -> QuerySet[Body]:
    """The same as bodies, as far as `actor` may know of them still."""
    return Body.objects.visible_to(actor).filter(pk__in=followed_by(actor))


def follows(actor: Actor, body: Body, term: Term | None = None) -> bool:
    """Whether `actor` follows the body; no query where its `term` was read with `choice_of`."""
    if term is None or not hasattr(term, "reader_muted"):
        return body.pk in followed_by(actor)
    return body.pk in served_by(actor) if term.reader_muted is None else not term.reader_muted


def choice_of(actor: Actor) -> dict[str, Subquery]:
    """What `actor` chose for the body of a term, as part of the query for the term."""
    if actor.user_id is None:
        return {}
    choices = Follow.objects.filter(account=actor.user_id, body=OUTER.body_id)
    return {"reader_muted": Subquery(choices.order_by().values("muted"))}


def followers_of(body: Body, day: dt.date) -> QuerySet[User]:
    """Active accounts that follow the body on `day`. Whether each may still know of it is for the reader to ask."""
    choices = Follow.objects.filter(account=OuterRef("pk"), body=body)
    chosen = Q(Exists(choices.filter(muted=False)))
    serving = (Q(Exists(_accredited(body, day))) | Q(Exists(_holding(body, day)))) & ~Q(
        Exists(choices.filter(muted=True))
    )
    return User.objects.filter(chosen | serving, is_active=True).order_by("pk")


def serving_in(body: Body, day: dt.date) -> QuerySet[User]:
    """Active accounts that represent a delegation in the body or hold a post of it on `day`."""
    serving = Q(Exists(_accredited(body, day))) | Q(Exists(_holding(body, day)))
    return User.objects.filter(serving, is_active=True).order_by("pk")


def voting_in(body: Body, day: dt.date) -> QuerySet[User]:
    """Active accounts that represent a member of the body on `day`, and so vote in it."""
    voting = _accredited(body, day, StandingKind.MEMBER).exclude(role=AccreditationRole.OBSERVER)
    return User.objects.filter(Exists(voting), is_active=True).order_by("pk")


def holding_in(body: Body, day: dt.date) -> QuerySet[User]:
    """Active accounts that hold a post of the body on `day`."""
    return User.objects.filter(Exists(_holding(body, day)), is_active=True).order_by("pk")


def holding_above(body: Body, day: dt.date) -> QuerySet[User]:
    """Active accounts that hold a post of a body that this one reports to: its work plan concerns them."""
    above = _in_office(day).filter(post__term__body__in=parents_of(body, day), person__user=OuterRef("pk"))
    return User.objects.filter(Exists(above), is_active=True).order_by("pk")


def secretaries_above(body: Body, day: dt.date) -> QuerySet[User]:
    """Active accounts of the secretaries of the houses of bodies that this one reports to."""
    houses = {parent.organization_id for parent in parents_of(body, day)}
    staff = SecretariatAssignment.objects.filter(organization__in=houses, role="secretary")
    return User.objects.filter(pk__in=staff.values("user"), is_active=True).order_by("pk")


def _accredited(body: Body, day: dt.date, kind: StandingKind | None = None) -> QuerySet[Accreditation]:
    standing = Standing.objects.filter(_running(day), body=body, delegation=OuterRef("delegation"))
    if kind is not None:
        standing = standing.filter(standing=kind)
    return Accreditation.objects.filter(
        _running(day), Q(body=None) | Q(body=body), Exists(standing), person__user=OuterRef("pk")
    )


def _holding(body: Body, day: dt.date) -> QuerySet[Tenure]:
    return _in_office(day).filter(post__term__body=body, person__user=OuterRef("pk"))


def _in_office(day: dt.date) -> QuerySet[Tenure]:
    in_term = Q(post__term__ended=None) | Q(post__term__ended__gte=day) | Q(until_successor=True)
    return Tenure.objects.filter(_running(day), in_term).exclude(how_began=HowBegan.NOMINATED)


def _running(day: dt.date) -> Q:
    return (Q(began=None) | Q(began__lte=day)) & (Q(ended=None) | Q(ended__gte=day))
