"""Who presides over which body on a day, and which delegations sit in it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import NamedTuple

from groups.enums import CHAIRING, Role, StandingKind
from groups.models import Capacity, Delegation, Post, Standing, Tenure
from portal.folding import folded
from portal.lib.multilingual import Multilingual
from portal.prefetching import Prefetch

PRESIDING = (*CHAIRING, Role.VICE_CHAIR, Role.RAPPORTEUR)
SITTING = (StandingKind.MEMBER, StandingKind.PARTICIPANT, StandingKind.COORDINATOR, StandingKind.SUPPORTER)


class Officer(NamedTuple):
    """Who holds a post on a day: a person, a state, or both. `state_name` is empty where no state is known."""

    role: str
    person: int | None
    name: str
    state: int | None
    state_name: Multilingual

    @property
    def chairs(self) -> bool:
        """Whether the post is that of chair."""
        return self.role in CHAIRING


@dataclass
class Officers:
    """Posts by schedule, delegations by body; both as far as they are recorded."""

    posts: dict[int, list[Post]] = field(default_factory=lambda: defaultdict(list))
    seats: dict[int, set[tuple[int, dt.date | None, dt.date | None]]] = field(default_factory=lambda: defaultdict(set))
    names: dict[int, Multilingual] = field(default_factory=dict)
    known: dict[tuple[int, dt.date], tuple[Officer, ...]] = field(default_factory=dict)

    def at(self, schedule: int, day: dt.date) -> tuple[Officer, ...]:
        """Who held the posts of a schedule's term on a day."""
        found = self.known.get((schedule, day))
        if found is None:
            held = ((post, post.holder_at(day)) for post in self.posts.get(schedule, ()))
            found = tuple(_officer(post, tenure, day) for post, tenure in held if tenure)
            self.known[(schedule, day)] = found
        return found

    def delegations(self, body: int, day: dt.date) -> set[int]:
        """The delegations that sat in a body on a day."""
        return {
            delegation
            for delegation, began, ended in self.seats.get(body, ())
            if (began is None or began <= day) and (ended is None or day <= ended)
        }


def _officer(post: Post, tenure: Tenure, day: dt.date) -> Officer:
    state = tenure.delegation or _state_of(tenure, day)
    return Officer(
        role=post.role,
        person=tenure.person_id,
        name=tenure.person.name if tenure.person else "",
        state=state.pk if state else None,
        state_name=state.name if state else Multilingual(),
    )


def _state_of(tenure: Tenure, day: dt.date) -> Delegation | None:
    """The state that the person represents then."""
    if tenure.person is None:
        return None
    return next(
        (
            capacity.delegation
            for capacity in tenure.person.capacities.all()
            if capacity.delegation
            and (capacity.began is None or capacity.began <= day)
            and (capacity.ended is None or day <= capacity.ended)
        ),
        None,
    )


def read_officers(own: int, schedules: Collection[int], bodies: Collection[int]) -> Officers:
    """Posts of the terms of schedules, and of the delegations of body `own` the seats in `bodies`: three queries.

    Posts for one meeting only are left out, since nothing says for which.
    """
    officers = Officers()
    capacities = Capacity.objects.filter(delegation__isnull=False).select_related("delegation")
    posts = Post.objects.filter(term__schedule__in=schedules, role__in=PRESIDING).select_related("term__schedule")
    posts = posts.prefetch_related(Prefetch("tenures__person__capacities", queryset=capacities))
    for post in folded(posts, "tenures", "person", "delegation"):
        if not post.scope:
            officers.posts[post.term.schedule.pk].append(post)
    members = Delegation.objects.filter(standings__body=own, standings__standing__in=SITTING)
    seats = Standing.objects.filter(
        body__in={own, *bodies}, delegation__in=members.values("pk"), standing__in=SITTING
    ).values_list("body", "delegation", "delegation__name", "began", "ended")
    for body, delegation, name, began, ended in seats:
        officers.names[delegation] = name  # each of them has a seat in the own body
        officers.seats[body].add((delegation, began, ended))
    return officers
