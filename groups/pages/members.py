"""Delegations and subgroups in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from groups.enums import StandingKind
from groups.models import Body, Standing, StandingCount
from groups.pages.dates import between, capitalized, on, page_language
from portal.lib.multilingual import Multilingual


def standings(rows: Iterable[Standing]) -> list[dict[str, Any]]:
    """Delegations by standing: {label, count, delegations}, those of one standing by name in the page's language."""
    grouped: dict[str, list[Standing]] = {}
    for row in rows:
        grouped.setdefault(row.standing, []).append(row)
    return [
        {
            "label": _plural(kind),
            "count": len(grouped[kind]),
            "delegations": [_delegation(row) for row in grouped[kind]],
        }
        for kind in StandingKind.values
        if kind in grouped
    ]


def _plural(kind: str) -> str:
    return {
        StandingKind.MEMBER: _("Members"),
        StandingKind.PARTICIPANT: _("Participants"),
        StandingKind.SUPPORTER: _("Supporters"),
        StandingKind.COORDINATOR: _("Coordinators"),
        StandingKind.OBSERVER: _("Observers"),
        StandingKind.INVITED: _("Invited"),
    }[StandingKind(kind)]


def _delegation(row: Standing) -> dict[str, Any]:
    return {
        "name": row.delegation.name,
        "acronym": row.delegation.acronym,
        "note": row.note,
        "when": between(row.began, row.ended),
    }


def counts(rows: Iterable[StandingCount]) -> list[dict[str, Any]]:
    """Numbers without a list: {number, label, wording, when}."""
    return [
        {
            "number": row.number,
            "label": _plural(row.standing).lower(),
            "wording": row.wording,
            "when": _("as of %(date)s") % {"date": on(row.as_of)} if row.as_of else "",
        }
        for row in rows
    ]


def subgroups(bodies: Iterable[Body]) -> list[dict[str, Any]]:
    """Bodies under another one with the delegations in each; one without any says so."""
    return [_subgroup(body, depth=2) for body in bodies]


def _subgroup(body: Body, *, depth: int) -> dict[str, Any]:
    children = [parentage.child for parentage in body.child_parentages.all()] if depth else []
    rows = list(body.standings.all())
    names = [_named(row) for row in rows]
    return {
        "name": body.name,
        "url": body.get_absolute_url(),
        "kind": capitalized(body.get_kind_display()),
        "limited": body.limited_duration,
        "settled": body.name_settled,
        "description": body.description,
        "delegations": names,
        "children": [_subgroup(child, depth=depth - 1) for child in children],
        "without": not names and not children,
    }


def _named(row: Standing) -> dict[str, Any]:
    kind = "" if row.standing in (StandingKind.MEMBER, StandingKind.PARTICIPANT) else row.get_standing_display()
    return {"name": row.delegation.name, "standing": kind, "note": row.note}


def body_facts(body: Body) -> list[dict[str, Any]]:
    """What is recorded of a body as such, for components/facts.html."""
    former = body.former_names.all()
    return [
        {"label": _("Established"), "value": on(body.established_on, body.established_precision)},
        {"label": _("Bears this name"), "value": between(body.named_on, None, body.named_precision)},
        *({"label": _("Formerly"), "value": _former(row)} for row in former),
        {"label": _("Participation"), "value": body.get_participation_display()},
        {"label": _("Duration"), "value": _("limited") if body.limited_duration else ""},
        {"label": _("Name"), "value": "" if body.name_settled else _("not adopted yet")},
        {"label": _("Ended"), "value": on(body.ended_on)},
        {"label": _("Secretariat"), "value": body.secretariat},
        {"label": _("Website"), "value": _host(body.website), "url": body.website},
    ]


def _former(row: Any) -> Multilingual | str:
    when = between(row.began, row.ended, row.began_precision, row.ended_precision)
    language = page_language()
    name, spoken = row.name.pick(language)
    note = row.note.pick(language).text if row.note else ""
    extra = ", ".join(part for part in (when, note) if part)
    return Multilingual({spoken: f"{name} ({extra})" if extra else name})


def _host(url: str) -> str:
    return url.split("//", 1)[-1].split("/", 1)[0]
