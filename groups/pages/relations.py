"""Chains of instruments in words, read from either end."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from groups.enums import RelationKind
from groups.models import Body, Instrument, InstrumentRelation
from groups.pages.citations import named, paragraphs
from groups.permissions import admits
from portal.actors import Actor


def chain(actor: Actor, instrument: Instrument) -> list[dict[str, Any]]:
    """What the instrument does to others, then what others do to it: {words, symbol, title, url, paragraphs, note}.

    Its relations and inverse relations are to be prefetched with their ends.
    """
    done = [_forward(actor, relation) for relation in instrument.relations.all()]
    suffered = [_backward(relation) for relation in instrument.inverse_relations.all()]
    return [row for row in [*done, *suffered] if row]


def _forward(actor: Actor, relation: InstrumentRelation) -> dict[str, Any]:
    row: dict[str, Any] = {
        "words": active(relation.kind),
        "paragraphs": paragraphs(relation.provision),
        "note": relation.note,
    }
    if relation.other:
        return row | named(relation.other)
    if relation.body and _known(actor, relation.body):
        return row | {"title": relation.body.name, "url": relation.body.get_absolute_url()}
    return row if relation.note else {}


def _known(actor: Actor, body: Body) -> bool:
    return admits(actor, body.audience, body_id=body.pk, organization_id=body.organization_id)


def _backward(relation: InstrumentRelation) -> dict[str, Any]:
    return {
        "words": passive(relation.kind),
        "paragraphs": paragraphs(relation.provision),
        "note": relation.note,
    } | named(relation.instrument)


def active(kind: str) -> str:
    """What it does: “establishes”."""
    return RelationKind(kind).label.capitalize()


def passive(kind: str) -> str:
    """What is done to it: “established by”."""
    return {
        RelationKind.ESTABLISHES: _("Established by"),
        RelationKind.MANDATES: _("Given a mandate by"),
        RelationKind.RATIFIES: _("Ratified by"),
        RelationKind.REITERATES: _("Reiterated by"),
        RelationKind.RENEWS: _("Renewed by"),
        RelationKind.FULFILS: _("Fulfilled by"),
        RelationKind.ADOPTS: _("Adopted by"),
        RelationKind.ENDORSES: _("Endorsed by"),
        RelationKind.SUPERSEDES: _("Superseded by"),
        RelationKind.GOVERNS: _("Governed by"),
    }[RelationKind(kind)]
