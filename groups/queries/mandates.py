"""Mandates of a term with their instruments and the chains these stand in."""

from __future__ import annotations

from django.db.models import QuerySet

from groups.models import InstrumentRelation, Mandate, Term
from portal.actors import Actor
from portal.folding import folded
from portal.prefetching import Prefetch


def mandates_of(actor: Actor, term: Term) -> list[Mandate]:
    """What the term is asked to do, in the plan's order, with instruments and paragraphs."""
    return list(_with_instruments(actor, term))


def mandates_with_texts(actor: Actor, term: Term) -> list[Mandate]:
    """The same, with the languages of their instruments."""
    return list(folded(_with_instruments(actor, term), "instrument__texts"))


def mandates_with_chains(actor: Actor, term: Term) -> list[Mandate]:
    """The same, and what each instrument did to others and others to it."""
    relations = InstrumentRelation.objects.select_related("instrument", "other", "body", "provision")
    return list(
        folded(_with_instruments(actor, term), "instrument__texts").prefetch_related(
            Prefetch("instrument__relations", queryset=relations),
            Prefetch("instrument__inverse_relations", queryset=relations),
            "instrument__aliases",
        )
    )


def _with_instruments(actor: Actor, term: Term) -> QuerySet[Mandate]:
    given = Mandate.objects.visible_to(actor).filter(term=term)
    return given.select_related("term__body", "instrument", "provision", "given_by", "until_session")
