"""What results can be narrowed to, with how many there are of each: counted among what the reader may know of alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from groups.models import Body
from portal.actors import Actor
from portal.search.candidates import SORTS, Candidate
from portal.templatetags.plenary import language_name

MOST_VALUES = 12
"""Of one facet; the others are found by asking for them."""


@dataclass(frozen=True, slots=True)
class Value:
    """One thing to narrow to: the word in the address, what people read, how many there are."""

    key: str
    label: Any
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow, its commonest values first; years go from the latest."""

    name: str
    label: str
    values: tuple[Value, ...]


def sort_names() -> dict[str, str]:
    """What each sort of result is called."""
    return {
        "paper": _("Papers"),
        "instrument": _("Resolutions and other instruments"),
        "body": _("Groups"),
        "meeting": _("Meetings and deadlines"),
        "person": _("People"),
        "room": _("Rooms"),
    }


def facets(actor: Actor, found: Sequence[Candidate]) -> tuple[Facet, ...]:
    """All facets of the results; a body that the reader may not know of is counted nowhere."""
    ids = {candidate.body_id for candidate in found if candidate.body_id}
    bodies = {
        body.pk: body for body in Body.objects.visible_to(actor).filter(pk__in=ids).select_related("organization")
    }
    of_bodies = [bodies[candidate.body_id] for candidate in found if candidate.body_id in bodies]
    names = sort_names()
    return (
        _facet("kind", _("Kind"), (each.sort for each in found), names.__getitem__, order=list(SORTS)),
        _organizations(of_bodies),
        _groups(of_bodies),
        _facet("year", _("Year"), (str(each.year) for each in found if each.year), str),
        _facet("language", _("Language"), (code for each in found for code in each.marks("l")), _language),
    )


def _language(code: str) -> str:
    name = language_name(code)
    return name[:1].upper() + name[1:]


def _organizations(bodies: list[Body]) -> Facet:
    names = {body.organization.key: body.organization.acronym or body.organization.name for body in bodies}
    return _facet("organization", _("Organization"), (body.organization.key for body in bodies), names.__getitem__)


def _groups(bodies: list[Body]) -> Facet:
    names = {body.slug: body.short_name or body.name for body in bodies}
    return _facet("group", _("Group"), (body.slug for body in bodies), names.__getitem__)


def _facet(
    name: str, label: str, keys: Iterable[str], named: Callable[[str], Any], order: list[str] | None = None
) -> Facet:
    counts = Counter(keys)
    commonest = sorted(counts, key=lambda key: (-counts[key], key))
    if order:
        commonest = [key for key in order if key in counts]
    if name == "year":
        commonest = sorted(counts, reverse=True)
    values = tuple(Value(key, named(key), counts[key]) for key in commonest[:MOST_VALUES])
    return Facet(name, label, values)
