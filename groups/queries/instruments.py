"""Instruments with their texts, provisions, chains and mandates."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import F, Q, QuerySet

from groups.models import Instrument, InstrumentAlias, InstrumentRelation, Mandate
from portal.actors import Actor
from portal.lib import symbols
from portal.prefetching import Prefetch


def instrument_at(actor: Actor, key: str) -> Instrument | None:
    """The instrument whose address is `key`, with all that its page shows."""
    relations = InstrumentRelation.objects.select_related("instrument", "other", "body", "provision")
    return (
        Instrument.objects.visible_to(actor)
        .filter(slug=key)
        .select_related("organ__organization", "session")
        .prefetch_related(
            "aliases",
            "texts",
            "provisions",
            Prefetch("relations", queryset=relations),
            Prefetch("inverse_relations", queryset=relations),
        )
        .first()
    )


def instrument_called(actor: Actor, key: str) -> Instrument | None:
    """The instrument that a key names in another way: by its symbol's key, or by a symbol it is also cited under."""
    wanted = symbols.normalise(key)
    visible = Instrument.objects.visible_to(actor)
    alias = InstrumentAlias.objects.filter(symbol_key__in={key, wanted}, instrument__in=visible).first()
    if alias:
        return alias.instrument
    return visible.filter(symbol_key__in={key, wanted}).first()


def instruments_cited(actor: Actor, keys: Collection[str]) -> dict[str, Instrument]:
    """By the key of a symbol, the instrument that bears it or is also cited under it."""
    if not keys:
        return {}
    rows: QuerySet[Any] = Instrument.objects.visible_to(actor).annotate(also=F("aliases__symbol_key"))
    rows = rows.filter(Q(symbol_key__in=keys) | Q(also__in=keys))
    found = list(rows)  # one that is cited in several ways comes several times
    others = {row.also: row for row in found if row.also in keys}
    return others | {row.symbol_key: row for row in found if row.symbol_key in keys}


def mandates_from(actor: Actor, instrument: Instrument) -> list[Mandate]:
    """Where the instrument is a mandate: which bodies and terms, by which paragraphs."""
    return list(
        Mandate.objects.visible_to(actor)
        .filter(instrument=instrument)
        .select_related("term__body", "provision", "instrument")
        .order_by("-term__began", "term__body__slug", "position")
    )
