"""Who reads which papers, and who may know that they exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from documents.enums import UNISSUED, Distribution
from groups.permissions import admits, presides, within_audience
from portal.actors import Actor

if TYPE_CHECKING:
    from documents.models import Document


def _inside(actor: Actor) -> frozenset[int]:
    return actor.member_of | actor.officer_of


def _issued() -> Exists:
    """At least one revision has been issued; before that only officers and the secretariat know of the document."""
    from documents.models import Revision

    return Exists(Revision.objects.filter(document=OuterRef("pk")).exclude(state__in=UNISSUED))


def is_issued(document: Document) -> bool:
    """The predicate of `_issued`; asks the document's revisions, so prefetch them in lists."""
    return any(revision.state not in UNISSUED for revision in document.revisions.all())


def _presiding(actor: Actor) -> Q:
    return Q(body__in=actor.officer_of) | Q(body__organization__in=actor.secretariat_of | actor.editor_of)


def readable(actor: Actor) -> Q:
    """Condition for documents whose text `actor` may read."""
    if actor.is_admin:
        return Q()
    inside = _inside(actor)
    by_distribution = (
        Q(distribution=Distribution.GENERAL)
        | Q(distribution=Distribution.LIMITED, body__limited_is_public=True)
        | Q(distribution=Distribution.LIMITED, body__in=inside | actor.observer_of)
        | Q(distribution=Distribution.RESTRICTED, body__in=inside)
        | _presiding(actor)
    )
    issued = Q(_issued()) | _presiding(actor)
    return within_audience(actor, audience="body__audience") & by_distribution & issued


def knowable(actor: Actor) -> Q:
    """Condition for documents that `actor` may know of by title, readable or not."""
    if actor.is_admin:
        return Q()
    listed = Q(_issued()) & (Q(body__closed_is_listed=True) | Q(body__in=_inside(actor) | actor.observer_of))
    return readable(actor) | (within_audience(actor, audience="body__audience") & listed)


def can_read(actor: Actor, document: Document) -> bool:
    """The predicate of `readable`, for a document whose body and organization are in hand."""
    body = document.body
    place = {"body_id": body.pk, "organization_id": body.organization_id}
    if not admits(actor, body.audience, **place):
        return False
    if presides(actor, **place):
        return True
    if not is_issued(document):
        return False
    if document.distribution == Distribution.GENERAL:
        return True
    if document.distribution == Distribution.LIMITED:
        return body.limited_is_public or body.pk in _inside(actor) | actor.observer_of
    return body.pk in _inside(actor)


def can_know(actor: Actor, document: Document) -> bool:
    """The predicate of `knowable`."""
    body = document.body
    listed = is_issued(document) and (body.closed_is_listed or body.pk in _inside(actor) | actor.observer_of)
    admitted = admits(actor, body.audience, body_id=body.pk, organization_id=body.organization_id)
    return can_read(actor, document) or (listed and admitted)
