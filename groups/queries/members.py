"""Who takes part in a body, and the bodies under it."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from groups.enums import BodyKind
from groups.models import Body, Parentage, Standing, StandingCount, Term
from portal.actors import Actor
from portal.prefetching import Prefetch


def standings_of(term: Term) -> list[Standing]:
    """Standings in the body that hold during the term, in the order recorded."""
    return list(standings_during(term).select_related("delegation"))


def standings_during(term: Term) -> QuerySet[Standing]:
    """The same as a bare query set, to count."""
    return _during(term, Standing.objects.filter(body=term.body_id))


def counts_of_standings(body: Body) -> list[StandingCount]:
    """Numbers recorded where there is no list."""
    return list(body.standing_counts.all())


def subgroups_of(actor: Actor, term: Term) -> list[Body]:
    """The bodies under the term's, each with its delegations and those under it, two ranks deep."""
    return list(_with_children(actor, term, depth=2).filter(parentages__parent=term.body_id).order_by("parentages"))


def groups_of(actor: Actor, term: Term) -> list[Body]:
    """The same without the presiding officers, who lead the groups and are none of them."""
    return [body for body in subgroups_of(actor, term) if body.kind != BodyKind.BUREAU]


def standings_in(body: Body) -> list[Standing]:
    """All standings in a body, for one that has no term."""
    return list(body.standings.select_related("delegation"))


def _with_children(actor: Actor, term: Term, *, depth: int) -> QuerySet[Body]:
    bodies = Body.objects.visible_to(actor).prefetch_related(
        Prefetch("standings", queryset=_during(term, Standing.objects.select_related("delegation")))
    )
    if not depth:
        return bodies
    below = Parentage.objects.filter(child__in=Body.objects.visible_to(actor)).prefetch_related(
        Prefetch("child", queryset=_with_children(actor, term, depth=depth - 1))
    )
    return bodies.prefetch_related(Prefetch("child_parentages", queryset=below))


def _during(term: Term, standings: QuerySet[Standing]) -> QuerySet[Standing]:
    begun = Q(began=None) | Q(began__lte=term.ended) if term.ended else Q()
    lasting = Q(ended=None) | Q(ended__gte=term.began) if term.began else Q()
    return standings.filter(begun, lasting)
