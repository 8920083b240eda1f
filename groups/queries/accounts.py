"""What an account may do: the sets of ids that an `Actor` carries, read once a request."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from groups.enums import CHAIRING, AccreditationRole, HowBegan, SecretariatRole, StandingKind
from groups.models import Accreditation, SecretariatAssignment, Standing, Tenure
from portal.actors import Actor

if TYPE_CHECKING:
    from portal.models import User

# A participant of a group, its supporter or its coordinator is inside it as a member is.
INSIDE = (StandingKind.MEMBER, StandingKind.PARTICIPANT, StandingKind.SUPPORTER, StandingKind.COORDINATOR)


def actor_of_account(user: User, now: datetime | None = None) -> Actor:
    """The actor behind `user` at `now`: rights follow from accreditation, posts and service, and end with them."""
    day = (now or timezone.now()).date()
    served = _served(user)
    accreditations: list[tuple[int, int | None, str]] = list(
        Accreditation.objects.filter(_running(day), person__user=user).values_list("delegation_id", "body_id", "role")
    )
    member_of, observer_of = _bodies_of(accreditations, day)
    posts = _posts(user, day)
    return Actor(
        user_id=user.pk,
        name=user.name or user.email,
        is_admin=user.is_superuser,
        language=user.language or None,
        zone=user.zone or None,
        secretariat_of=frozenset(served[SecretariatRole.SECRETARY]),
        editor_of=frozenset(served[SecretariatRole.EDITOR]),
        member_of=member_of,
        observer_of=observer_of,
        officer_of=frozenset(body for body, _role in posts),
        chair_of=frozenset(body for body, role in posts if role in CHAIRING),
        delegations=frozenset(delegation for delegation, _body, _role in accreditations),
    )


def _running(day: date, began: str = "began", ended: str = "ended") -> Q:
    return (Q(**{began: None}) | Q(**{f"{began}__lte": day})) & (Q(**{ended: None}) | Q(**{f"{ended}__gte": day}))


def _served(user: User) -> dict[str, set[int]]:
    served: dict[str, set[int]] = {role: set() for role in SecretariatRole.values}
    for role, organization in SecretariatAssignment.objects.filter(user=user).values_list("role", "organization_id"):
        served[role].add(organization)
    return served


def _bodies_of(accreditations: list[tuple[int, int | None, str]], day: date) -> tuple[frozenset[int], frozenset[int]]:
    """Bodies in which the account is inside, and those in which it observes."""
    standings: dict[int, list[tuple[int, str]]] = {}
    delegations = {delegation for delegation, _body, _role in accreditations}
    rows = Standing.objects.filter(_running(day), delegation__in=delegations)
    for delegation, body, standing in rows.values_list("delegation_id", "body_id", "standing"):
        standings.setdefault(delegation, []).append((body, standing))
    inside: set[int] = set()
    observing: set[int] = set()
    for delegation, only, role in accreditations:
        for body, standing in standings.get(delegation, []):
            if only is not None and body != only:
                continue
            if standing in INSIDE and role != AccreditationRole.OBSERVER:
                inside.add(body)
            else:
                observing.add(body)
    return frozenset(inside), frozenset(observing - inside)


def _posts(user: User, day: date) -> list[tuple[int, str]]:
    """Bodies and roles of the posts held on `day`; a nomination gives no right, a term that ended neither."""
    tenures = Tenure.objects.filter(_running(day), person__user=user).exclude(how_began=HowBegan.NOMINATED)
    in_term = Q(post__term__ended=None) | Q(post__term__ended__gte=day) | Q(until_successor=True)
    return list(tenures.filter(in_term).values_list("post__term__body_id", "post__role"))
