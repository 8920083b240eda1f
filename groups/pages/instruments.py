"""One instrument in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from groups.models import Instrument, Mandate
from groups.pages.citations import paragraphs, texts
from groups.pages.dates import capitalized, on
from groups.pages.header import crumbs, term_label
from groups.pages.mandates import instrument_choice
from groups.pages.relations import chain
from groups.permissions import admits
from portal.actors import Actor


def instrument_page(actor: Actor, instrument: Instrument) -> dict[str, Any]:
    """Context of an instrument's page."""
    organ = instrument.organ
    known = organ is not None and admits(actor, organ.audience, body_id=organ.pk, organization_id=organ.organization_id)
    return {
        "section": "groups",
        "crumbs": crumbs(actor, organ, itself=True) if organ and known else [],
        "kicker": capitalized(instrument.get_kind_display()),
        "title": instrument.symbol or instrument.title,
        "lead": instrument.title if instrument.symbol else "",
        "has_symbol": bool(instrument.symbol),
        "facts": _facts(instrument),
        "versions": texts(instrument.texts.all()),
        "aliases": [{"symbol": alias.symbol, "note": alias.note} for alias in instrument.aliases.all()],
        "provisions": [
            {
                "key": provision.key,
                "label": capitalized(paragraphs(provision) or provision.get_kind_display()),
                "heading": provision.heading,
                "quote": provision.quote,
            }
            for provision in instrument.provisions.all()
        ],
        "chain": chain(actor, instrument),
    }


def _facts(instrument: Instrument) -> list[dict[str, Any]]:
    return [
        {"label": _("Organ"), "value": instrument.organ.name if instrument.organ else ""},
        {"label": _("Session"), "value": instrument.session.name if instrument.session else ""},
        {"label": _("Adopted"), "value": on(instrument.adopted_on, instrument.adopted_precision)},
        {"label": _("Place"), "value": instrument.place},
        {"label": _("Note"), "value": instrument.note},
    ]


def given_to(mandates: Iterable[Mandate]) -> list[dict[str, Any]]:
    """Where it is a mandate: one row a mandate of a term."""
    return [
        {
            "body": mandate.term.body.name,
            "term": term_label(mandate.term),
            "url": instrument_choice(mandate),
            "printed": mandate.printed,
            "paragraphs": mandate.wording or paragraphs(mandate.provision),
            "state": mandate.state,
            "state_label": mandate.get_state_display(),
        }
        for mandate in mandates
    ]
