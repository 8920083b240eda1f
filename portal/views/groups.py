"""The tree of bodies, and the address of a body, which shows its current or latest term."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext as _

from groups.enums import BodyKind, BodyState
from groups.models import Body
from groups.pages.bodies import row, tree
from groups.pages.dates import on, page_language
from groups.pages.following import following_of
from groups.pages.header import crumbs, kicker, parents_known
from groups.pages.members import body_facts, counts, standings
from groups.pages.subscribe import group_subscription
from groups.queries.bodies import ABOVE, bodies_in_tree, forest, organizations_of
from groups.queries.members import counts_of_standings, standings_in
from groups.queries.terms import current_term, put_head
from meetings.queries.upcoming import next_days
from portal.actors import Actor
from portal.lib.punctuation import parted
from portal.pages import by_day
from portal.requests import PortalRequest
from portal.templatetags.plenary import text
from portal.views.reading import body_or_404, today_in
from portal.views.terms import asked_at_a_glance, at_a_glance


@by_day
def groups(request: PortalRequest) -> HttpResponse:
    """All bodies by organization, each under its parents; filtered by what the address asks for."""
    bodies = bodies_in_tree(request.actor)
    asked = {name: request.GET.get(name, "") for name in ("organization", "state", "kind")}
    today = today_in(request.zone)
    kept = {body.pk for body in bodies if _wanted(body, asked)}
    words = {pk: _("next meeting %(date)s") % {"date": on(day)} for pk, day in next_days(request.actor, today).items()}
    organizations = organizations_of(bodies)
    houses = [
        {
            "name": organization.name,
            "acronym": organization.acronym,
            "key": organization.key,
            "bodies": tree(
                forest([body for body in bodies if body.organization_id == organization.pk], kept), today, words
            ),
        }
        for organization in organizations
    ]
    context = {
        "section": "groups",
        "houses": [house for house in houses if house["bodies"]],
        "filters": _filters(bodies, asked),
        "filtered": any(asked.values()),
        "count": len(kept),
    }
    return render(request, "groups/list.html", context)


def _wanted(body: Body, asked: dict[str, str]) -> bool:
    """Whether a body is listed for its own sake; an organ without terms only for what stands under it."""
    if not asked["kind"] and body.kind in ABOVE and not body.terms.all():
        return False
    return (
        asked["organization"] in ("", body.organization.key)
        and asked["state"] in ("", body.state)
        and asked["kind"] in ("", body.kind)
    )


def _filters(bodies: list[Body], asked: dict[str, str]) -> list[dict[str, Any]]:
    """The choices that would find something, each field with its present choice."""
    kinds = {body.kind for body in bodies}
    states = {body.state for body in bodies}
    fields: list[tuple[str, str, list[tuple[str, Any]]]] = [
        (
            "organization",
            _("Organization"),
            [(house.key, house.acronym or house.name) for house in organizations_of(bodies)],
        ),
        ("kind", _("Kind"), [(value, label) for value, label in BodyKind.choices if value in kinds]),
        ("state", _("State"), [(value, label) for value, label in BodyState.choices if value in states]),
    ]
    return [
        {
            "name": name,
            "label": label,
            "options": [{"value": value, "label": words, "chosen": value == asked[name]} for value, words in options],
        }
        for name, label, options in fields
    ]


@by_day
def body(request: PortalRequest, slug: str) -> HttpResponse:
    """A body: its current or latest term, or what is known of it before it has any."""
    found = body_or_404(request, slug, asked_at_a_glance(request))
    today = today_in(request.zone)
    term = current_term(found, today)
    if term is not None:
        return at_a_glance(request, term)
    put_head(found)
    bodies = bodies_in_tree(request.actor)
    nodes = [node for root in forest(bodies, {other.pk for other in bodies}) for node in _named(root, found.pk)]
    context = {
        "section": "groups",
        "crumbs": crumbs(request.actor, found),
        "kicker": kicker(found),
        "title": found.name,
        "lead": found.description,
        "state": "" if found.state == BodyState.ACTIVE else found.state,
        "state_label": found.get_state_display(),
        "facts": [_parents(request.actor, found), *body_facts(found)],
        "standings": standings(standings_in(found)),
        "standing_counts": counts(counts_of_standings(found)),
        "bodies": tree(nodes[0].children, today, {}) if nodes else [],
        "body": row(found, today),
        "subscribe": group_subscription(found),
        "following": following_of(request.actor, found),
        "changes_url": reverse("groups:changes", args=[found.slug]),
    }
    return render(request, "groups/body.html", context)


def _parents(actor: Actor, body: Body) -> dict[str, Any]:
    """The bodies that it stands under, each linked."""
    links = ((parent.get_absolute_url(), text(parent.name)) for parent in parents_known(actor, body))
    return {"label": _("Under"), "value": format_html_join(parted(page_language()), '<a href="{}">{}</a>', links)}


def _named(node: Any, pk: int) -> list[Any]:
    """The places of one body in a tree."""
    if node.body.pk == pk:
        return [node]
    return [found for child in node.children for found in _named(child, pk)]
