"""Instruments with their texts, provisions, other symbols and chains."""

from groups.models import Instrument, InstrumentAlias, InstrumentRelation, InstrumentText, Provision
from meetings.transfer.records.symbols import symbol_key
from meetings.transfer.spec import Children, Ref, Spec, parts

INSTRUMENTS = (
    Spec(
        "instrument",
        Instrument,
        parts(
            "slug",
            "kind",
            "symbol",
            "title",
            Ref("organ", "body"),
            Ref("session", "session"),
            "adopted_on",
            "adopted_precision",
            "place",
            "note",
            Children("texts", "instrument_text"),
            Children("provisions", "provision"),
            Children("aliases", "alias"),
            Children("relations", "instrument_relation"),
        ),
        identity=("slug",),
        order=("slug",),
        fill=symbol_key,
    ),
    Spec("instrument_text", InstrumentText, parts("language", "url"), identity=("language",), owner="instrument"),
    Spec(
        "provision",
        Provision,
        parts("key", "kind", "first", "last", "point", "heading", "quote"),
        identity=("key",),
        owner="instrument",
        separator="#",
    ),
    Spec(
        "alias",
        InstrumentAlias,
        parts("symbol", "note"),
        identity=("symbol",),
        owner="instrument",
        fill=symbol_key,
    ),
    Spec(
        "instrument_relation",
        InstrumentRelation,
        parts("kind", Ref("other", "instrument"), Ref("body", "body"), Ref("provision", "provision"), "note"),
        owner="instrument",
    ),
)
