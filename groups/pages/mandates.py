"""Mandates in words: what is asked, by whom, until when, in which paragraphs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from groups.models import Mandate
from groups.pages.citations import numbers_of, paragraphs, texts
from groups.pages.dates import on
from groups.pages.relations import chain
from portal.actors import Actor


def brief(mandates: Iterable[Mandate]) -> list[dict[str, Any]]:
    """Mandates as an overview lists them."""
    return [_named(mandate) for mandate in mandates]


def worded(mandates: Iterable[Mandate]) -> list[dict[str, Any]]:
    """Mandates in their own words, with the languages of their instruments."""
    return [_named(mandate) | _words(mandate) for mandate in mandates]


def full(actor: Actor, mandates: Iterable[Mandate], *, chosen: str = "") -> list[dict[str, Any]]:
    """Mandates with everything recorded of them; `chosen` is the slug of an instrument to mark."""
    return [
        _named(mandate)
        | _words(mandate)
        | {
            "chosen": mandate.instrument.slug == chosen,
            "state": mandate.state,
            "state_label": mandate.get_state_display(),
            "facts": _facts(mandate),
            "aliases": [alias.symbol for alias in mandate.instrument.aliases.all()],
            "chain": chain(actor, mandate.instrument),
        }
        for mandate in mandates
    ]


def _named(mandate: Mandate) -> dict[str, Any]:
    return {
        "key": mandate.key,
        "symbol": mandate.printed,
        "url": mandate.instrument.get_absolute_url(),
        "slug": mandate.instrument.slug,
        "title": mandate.instrument.title,
        "paragraphs": paragraphs(mandate.provision),
    }


def _words(mandate: Mandate) -> dict[str, Any]:
    return {
        "numbers": numbers_of(mandate.provision),
        "wording": mandate.wording,
        "versions": texts(mandate.instrument.texts.all()),
        "heading": mandate.provision.heading if mandate.provision else "",
        "quote": mandate.quote or (mandate.provision.quote if mandate.provision else ""),
        "task": mandate.task,
        "listed": mandate.listed,
    }


def instrument_choice(mandate: Mandate) -> str:
    """Address of the term's mandates with the instrument of one chosen, relative to any page of the same place."""
    place = reverse("groups:mandates", args=[mandate.term.body.slug, mandate.term.label])
    return f"{place}?instrument={mandate.instrument.slug}#chosen"


def _facts(mandate: Mandate) -> list[dict[str, Any]]:
    until = on(mandate.until_on)
    session = mandate.until_session
    return [
        {"label": _("Given by"), "value": mandate.given_by.name if mandate.given_by else ""},
        {"label": _("Given on"), "value": on(mandate.given_on)},
        {"label": _("Until"), "value": mandate.until_wording or until or (session.name if session else "")},
        {"label": _("By"), "value": until if mandate.until_wording else ""},
    ]
