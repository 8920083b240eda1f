"""All bodies at once: for the tree, and for lists of groups."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Prefetch

from groups.enums import BodyKind
from groups.models import Body, Organization, Parentage, Term
from portal.actors import Actor

# These are listed only for what stands under them; the others are groups in their own right.
ABOVE = (BodyKind.ORGAN, BodyKind.CONFERENCE)


@dataclass(slots=True)
class Node:
    """A body with what stands under it; a joint body stands under each of its parents."""

    body: Body
    children: list[Node] = field(default_factory=list)


def bodies_known(actor: Actor) -> list[Body]:
    """Every body that `actor` may know of, with its organization, terms and parents."""
    return list(
        Body.objects.visible_to(actor)
        .select_related("organization")
        .prefetch_related(
            Prefetch("terms", queryset=Term.objects.all()),
            Prefetch("parentages", queryset=Parentage.objects.all()),
        )
    )


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
