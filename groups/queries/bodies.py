"""All bodies at once: for the tree, and for lists of groups."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, prefetch_related_objects
from django.utils import timezone

from groups.enums import BodyKind
from groups.models import Body, Organization, Parentage, Term
from portal.actors import Actor
from portal.prefetching import Prefetch

# These are listed only for what stands under them; the others are groups in their own right.
ABOVE = (BodyKind.ORGAN, BodyKind.CONFERENCE)


@dataclass(slots=True)
class Node:
    """A body with what stands under it; a joint body stands under each of its parents."""

    body: Body
    children: list[Node] = field(default_factory=list)


def bodies_known(
    actor: Actor, *, among: Collection[int] | None = None, houses: Collection[Organization] = ()
) -> list[Body]:
    """Every body that `actor` may know of (`among` these ids), with its organization, which is not read again where it
    is one of `houses`.

    Of its terms those that may be the current one anywhere (`groups.queries.terms.current_term`), and without the long
    texts of both: a house has hundreds of bodies with many terms each, and lists show their names.
    """
    bodies = Body.objects.visible_to(actor) if among is None else Body.objects.visible_to(actor).filter(pk__in=among)
    present = Prefetch("terms", queryset=_present().only("body", "label", "title", "state", "began", "ended"))
    found = list(bodies.defer("description", "secretariat", "website").prefetch_related(present))
    known = {house.pk: house for house in houses}
    for body in found:
        if body.organization_id in known:
            body.organization = known[body.organization_id]
    others = [body for body in found if body.organization_id not in known]
    prefetch_related_objects(others, Prefetch("organization", queryset=Organization.objects.all()))
    return found


def bodies_in_tree(actor: Actor) -> list[Body]:
    """The same with their parents, for `forest`."""
    bodies = bodies_known(actor)
    parents = Prefetch("parentages", queryset=Parentage.objects.only("child", "parent", "position"))
    prefetch_related_objects(bodies, parents)
    return bodies


def _present() -> QuerySet[Term]:
    """Terms that have not ended, and the last one of those that have begun."""
    yesterday = timezone.now().date() - dt.timedelta(days=1)  # where the earth is latest it still is
    later = Term.objects.filter(body=OuterRef("body"), began__gt=OuterRef("began"), began__lte=yesterday)
    return Term.objects.filter(Q(ended=None) | Q(ended__gte=yesterday) | ~Exists(later))


def houses_known(actor: Actor) -> list[Organization]:
    """The organizations of bodies that `actor` may know of, by key, each with the `number` of those that are groups."""
    is_group = Exists(Term.objects.filter(body=OuterRef("bodies")))
    found = Organization.objects.filter(bodies__in=Body.objects.visible_to(actor))
    return list(found.annotate(number=Count("bodies", filter=is_group, distinct=True)).order_by("key"))


def groups_of(bodies: list[Body]) -> list[Body]:
    """Those that have terms of their own."""
    return [body for body in bodies if body.terms.all()]


def organizations_of(bodies: list[Body]) -> list[Organization]:
    """The organizations that `bodies` belong to, by key."""
    found = {body.organization_id: body.organization for body in bodies}
    return sorted(found.values(), key=lambda organization: organization.key)


def forest(bodies: list[Body], kept: set[int]) -> list[Node]:
    """The trees of `bodies` that lead to one of `kept`; a parent that is not among `bodies` is passed over."""
    known = {body.pk for body in bodies}
    under: dict[int, list[tuple[int, Body]]] = {}
    roots: list[Body] = []
    for body in bodies:
        above = [row for row in body.parentages.all() if row.parent_id in known]
        for row in above:
            under.setdefault(row.parent_id, []).append((row.pk, body))
        if not above:
            roots.append(body)

    def grow(body: Body, path: frozenset[int]) -> Node | None:
        if body.pk in path:  # a circle in the data must not hang the page
            return None
        below = [grow(child, path | {body.pk}) for _order, child in sorted(under.get(body.pk, ()), key=_first)]
        children = [node for node in below if node]
        return Node(body, children) if children or body.pk in kept else None

    return [node for node in (grow(body, frozenset()) for body in roots) if node]


def _first(pair: tuple[int, Body]) -> int:
    return pair[0]
