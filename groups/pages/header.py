"""The head of all pages of a term: where it stands, its name, its tabs and its other terms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from groups.models import Body, Term
from groups.pages.subscribe import group_subscription
from groups.permissions import admits
from groups.queries.terms import put_head, put_parents
from portal.actors import Actor
from portal.lib.multilingual import Multilingual


def term_header(
    actor: Actor, term: Term, current: str, *, counts: Mapping[str, int] | None = None, below: bool = False
) -> dict[str, Any]:
    """Context of a term's page: crumbs, kicker, title, tabs, terms, the calendar to subscribe to.

    `current` is one of overview, schedule, plan, mandates, documents, members, changes. `counts` says how many stand
    under each tab (meetings stand above this app, so whoever composes the page counts). `below`: a page under one of
    the tabs, such as a meeting, which has the body and that tab among its crumbs.
    """
    body = term.body
    put_head(body)
    tabs = _tabs(term, current, counts or {})
    way = crumbs(actor, body, itself=below)
    if below:
        way += [{"label": f"{tab['label']} {term_label(term)}", "url": tab["url"]} for tab in tabs if tab["current"]]
    return {
        "section": "groups",
        "crumbs": way,
        "kicker": kicker(body),
        "title": name_in(term),
        "term_name": name_in(term),
        "tabs": tabs,
        "terms": _terms(term),
        "term_label": term_label(term),
        "subscribe": group_subscription(body),
    }


def kicker(body: Body) -> str:
    """The line over the name: acronym and kind."""
    kind = body.get_kind_display()
    return f"{body.acronym} · {kind}" if body.acronym else kind[:1].upper() + kind[1:]


def name_in(term: Term) -> Multilingual:
    """The name that the body bore at the end of the term: what a term is remembered under."""
    return term.body.name_at(term.ended) if term.ended else term.body.name


def term_label(term: Term) -> str:
    """“2012-2013” with its dash."""
    return term.label.replace("-", "–") if term.label.replace("-", "").isdigit() else term.label


def _tabs(term: Term, current: str, counts: Mapping[str, int]) -> list[dict[str, Any]]:
    labels = {
        "overview": _("Overview"),
        "schedule": _("Schedule"),
        "plan": _("Plan"),
        "mandates": _("Mandates"),
        "documents": _("Documents"),
        "members": _("Members"),
        "changes": _("Changes"),
    }
    place = [term.body.slug, term.label]
    addresses = {"overview": "groups:term", "schedule": "meetings:schedule"}
    return [
        {
            "label": label,
            "url": reverse(addresses.get(name, f"groups:{name}"), args=place[:1] if name == "changes" else place),
            "count": counts.get(name),
            "current": name == current,
        }
        for name, label in labels.items()
    ]


def _terms(term: Term) -> list[dict[str, Any]]:
    """The body's terms for the switch; none where there is but one."""
    terms = list(term.body.terms.all())
    if len(terms) < 2:
        return []
    return [
        {
            "label": term_label(other),
            "url": reverse("groups:term", args=[term.body.slug, other.label]),
            "current": other.pk == term.pk,
        }
        for other in terms
    ]


def crumbs(actor: Actor, body: Body, *, itself: bool = False) -> list[dict[str, Any]]:
    """The way to a body: organization, and its parents, those of equal rank side by side."""
    put_parents(body)
    organization = body.organization
    steps: list[dict[str, Any]] = [
        {
            "label": organization.acronym or organization.name,
            "url": f"{reverse('groups:list')}?organization={organization.key}",
        }
    ]
    parents = parents_known(actor, body)
    if len(parents) == 1:
        steps += _step(parents_known(actor, parents[0]))
    steps += _step(parents)
    if itself:
        steps += _step([body])
    return steps


def parents_known(actor: Actor, body: Body) -> list[Body]:
    """The parents that `actor` may know of, in their order; parentages are to be prefetched with their parents."""
    parents = [parentage.parent for parentage in body.parentages.all()]
    return [
        parent
        for parent in parents
        if admits(actor, parent.audience, body_id=parent.pk, organization_id=parent.organization_id)
    ]


def _step(bodies: list[Body]) -> list[dict[str, Any]]:
    peers = [{"label": short(body), "url": body.get_absolute_url()} for body in bodies]
    if len(peers) > 1:
        return [{"peers": peers}]
    return peers


def short(body: Body) -> Multilingual | str:
    """What a body is called in passing."""
    return body.short_name or body.name
