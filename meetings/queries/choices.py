"""What a row may name: bodies that convene, papers that lie before a line."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q

from documents.models import Document
from groups.models import Body
from meetings.models import Schedule
from portal.actors import Actor

MOST = 300
"""A list longer than this is searched, not scrolled; the latest come first."""


def bodies_to_choose(actor: Actor, schedule: Schedule, chosen: Collection[str]) -> list[Body]:
    """The bodies of the house, and those chosen already."""
    house = schedule.term.body.organization_id
    bodies = Body.objects.visible_to(actor).filter(Q(organization=house) | Q(slug__in=chosen))
    return sorted(bodies[:MOST], key=lambda body: (body.slug not in chosen, body.acronym or str(body.name)))


def documents_to_choose(actor: Actor, schedule: Schedule, chosen: Collection[str]) -> list[Document]:
    """The body's papers, and those chosen already, which stand first."""
    documents = Document.objects.known_to(actor).filter(Q(body=schedule.term.body) | Q(slug__in=chosen))
    return sorted(documents.order_by("-dated", "slug")[:MOST], key=lambda document: document.slug not in chosen)
