"""What an account may do: the sets of ids that an `Actor` carries, read once a request."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Q, QuerySet, Value
from django.utils import timezone

from groups.enums import CHAIRING, AccreditationRole, HowBegan, SecretariatRole, StandingKind
from groups.models import Accreditation, SecretariatAssignment, Standing, Tenure
from portal.actors import Actor

if TYPE_CHECKING:
    from portal.models import User

# A participant of a group, its supporter or its coordinator is inside it as a member is.
INSIDE = (StandingKind.MEMBER, StandingKind.PARTICIPANT, StandingKind.SUPPORTER, StandingKind.COORDINATOR)


class Accredited(NamedTuple):
    """One accreditation: to one body, or to all that the delegation is in."""

    delegation: int
    body: int | None
    role: str


@dataclass(slots=True)
class _Rights:
    """What gives rights, each by its owner: accounts own all but standings, which delegations own."""

    services: dict[int, list[tuple[str, int]]] = field(default_factory=lambda: defaultdict(list))
    posts: dict[int, list[tuple[int, str]]] = field(default_factory=lambda: defaultdict(list))
    accreditations: dict[int, list[Accredited]] = field(default_factory=lambda: defaultdict(list))
    standings: dict[int, list[tuple[int, str]]] = field(default_factory=lambda: defaultdict(list))


def actor_of_account(user: User, now: datetime | None = None) -> Actor:
    """The actor behind one account."""
    return actors_of_accounts([user], now)[user.pk]


def actors_of_accounts(users: Sequence[User], now: datetime | None = None) -> dict[int, Actor]:
    """The actors behind accounts at `now`, in one query: rights follow from accreditation, posts and service, and end
    with them."""
    rights = _rights_of([user.pk for user in users], (now or timezone.now()).date())
    return {user.pk: _actor(user, rights) for user in users}


def _actor(user: User, rights: _Rights) -> Actor:
    served, posts, accredited = rights.services[user.pk], rights.posts[user.pk], rights.accreditations[user.pk]
    member_of, observer_of = _bodies_of(accredited, rights.standings)
    return Actor(
        user_id=user.pk,
        name=user.name or user.email,
        is_admin=user.is_superuser,
        language=user.language or None,
        zone=user.zone or None,
        secretariat_of=frozenset(house for role, house in served if role == SecretariatRole.SECRETARY),
        editor_of=frozenset(house for role, house in served if role == SecretariatRole.EDITOR),
        member_of=member_of,
        observer_of=observer_of,
        officer_of=frozenset(body for body, _role in posts),
        chair_of=frozenset(body for body, role in posts if role in CHAIRING),
        delegations=frozenset(each.delegation for each in accredited),
    )


def _rights_of(accounts: Sequence[int], day: date) -> _Rights:
    """Four kinds of rows under each other: each request of who is signed in asks for all of them."""
    accredited = Accreditation.objects.filter(_running(day), person__user__in=accounts)
    standing = Standing.objects.filter(_running(day), delegation__in=accredited.values("delegation"))
    services = SecretariatAssignment.objects.filter(user__in=accounts)
    rows = _rows("service", services, "user", "organization", "role").union(
        _rows("post", _posts(accounts, day), "person__user", "post__term__body", "post__role"),
        _rows("accreditation", accredited, "person__user", "body", "role", through="delegation"),
        _rows("standing", standing, "delegation", "body", "standing"),
        all=True,
    )
    found = _Rights()
    for kind, owner, place, role, delegation in rows:
        match kind:
            case "service":
                found.services[owner].append((role, place))
            case "post":
                found.posts[owner].append((place, role))
            case "accreditation":
                found.accreditations[owner].append(Accredited(delegation, place, role))
            case "standing":
                found.standings[owner].append((place, role))
    return found


def _rows(kind: str, rows: QuerySet[Any], owner: str, place: str, role: str, through: str = "pk") -> QuerySet[Any, Any]:
    return rows.order_by().values_list(Value(kind), owner, place, role, through)


def _running(day: date, began: str = "began", ended: str = "ended") -> Q:
    return (Q(**{began: None}) | Q(**{f"{began}__lte": day})) & (Q(**{ended: None}) | Q(**{f"{ended}__gte": day}))


def _posts(accounts: Sequence[int], day: date) -> QuerySet[Tenure]:
    """Posts held on `day`; a nomination gives no right, a term that ended neither."""
    in_term = Q(post__term__ended=None) | Q(post__term__ended__gte=day) | Q(until_successor=True)
    held = Tenure.objects.filter(_running(day), in_term, person__user__in=accounts)
    return held.exclude(how_began=HowBegan.NOMINATED)


def _bodies_of(
    accredited: Iterable[Accredited], standings: Mapping[int, list[tuple[int, str]]]
) -> tuple[frozenset[int], frozenset[int]]:
    """Bodies in which the account is inside, and those in which it observes."""
    inside: set[int] = set()
    observing: set[int] = set()
    for delegation, only, role in accredited:
        for body, standing in standings.get(delegation, []):
            if only is not None and body != only:
                continue
            if standing in INSIDE and role != AccreditationRole.OBSERVER:
                inside.add(body)
            else:
                observing.add(body)
    return frozenset(inside), frozenset(observing - inside)
