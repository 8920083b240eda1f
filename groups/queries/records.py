"""Lists, rules of work and remarks that a term's plan carries."""

from __future__ import annotations

from groups.models import Listing, ListingItem, Term, WorkingRule
from groups.permissions import admits
from portal.actors import Actor
from portal.prefetching import Prefetch


def listings_of(term: Term) -> list[Listing]:
    """The lists of a visible term with all their items."""
    items = ListingItem.objects.select_related("body", "delegation")
    return list(Listing.objects.filter(term=term).prefetch_related(Prefetch("items", queryset=items)))


def rules_of(term: Term) -> list[WorkingRule]:
    """The rules of work of a visible term."""
    return list(term.working_rules.all())


def may_know(actor: Actor, item: ListingItem) -> bool:
    """Whether the body that an item names is one that `actor` may know of, so that it can be linked."""
    body = item.body
    return body is not None and admits(actor, body.audience, body_id=body.pk, organization_id=body.organization_id)
