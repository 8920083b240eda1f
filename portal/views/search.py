"""Search by symbol, in whatever spelling, and by words."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from portal.errors import too_many_requests
from portal.lib.multilingual import LANGUAGES
from portal.requests import PortalRequest, client_address
from portal.search import Choices, Found, Hit, find
from portal.search.candidates import MOST, SORTS
from portal.search.excerpts import marked
from portal.search.limits import wait_of
from portal.search.words import words_of

EXAMPLES = ("CAJP/GT/TM-24/05 rev. 7", "gt/tm-24", "AG/RES. 2699")
NAMES = {"kind": "sort", "organization": "organization", "group": "group", "year": "year", "language": "language"}
YEARS = range(1800, 2200)


def search(request: PortalRequest) -> HttpResponse:
    """What the query finds, best first; without a query, how to ask."""
    query = " ".join(request.GET.get("q", "").split())
    context: dict[str, Any] = {"section": "search", "query": query, "examples": EXAMPLES}
    if not query:
        return render(request, "portal/search.html", context)
    if wait := wait_of(request.actor, client_address(request)):
        return too_many_requests(request, wait)
    choices = _choices(request)
    found = find(request.actor, query, choices, page=_number(request.GET.get("page", ""), range(1, 10_000)) or 1)
    words = tuple(words_of(query))
    links = _Links(query, choices)
    context |= {
        "hits": [_row(hit, words) for hit in found.hits],
        "found": found,
        "most": MOST,
        "facets": links.facets(found),
        "chosen": links.chosen(found),
        "clear_url": links.without(*NAMES),
        "pages": links.pages(found),
        "hidden": links.parameters().items(),
    }
    return render(request, "portal/search.html", context)


def _choices(request: PortalRequest) -> Choices:
    """What is no choice of ours is none."""
    kind, language = request.GET.get("kind", ""), request.GET.get("language", "")
    return Choices(
        sort=kind if kind in SORTS else "",
        organization=_key(request.GET.get("organization", "")),
        group=_key(request.GET.get("group", "")),
        year=_number(request.GET.get("year", ""), YEARS),
        language=language if language in LANGUAGES else "",
    )


def _key(given: str) -> str:
    return given.replace("\x00", "")[:80]


def _number(given: str, among: range) -> int | None:
    number = int(given) if given.isascii() and given.isdigit() and len(given) < 6 else None
    return number if number in among else None


def _row(hit: Hit, words: tuple[str, ...]) -> dict[str, Any]:
    return {
        "kind": hit.kind,
        "title": marked(words, hit.title),
        "url": hit.url,
        "symbol": hit.symbol,
        "facts": [fact for fact in hit.facts if fact],
        "note": marked(words, hit.note) if hit.note else "",
        "reason": hit.reason,
    }


class _Links:
    """Addresses of the same search, narrowed otherwise or at another page."""

    def __init__(self, query: str, choices: Choices) -> None:
        self.query = query
        self.given = {
            name: str(value) for name, attribute in NAMES.items() if (value := getattr(choices, attribute) or "")
        }

    def parameters(self) -> dict[str, str]:
        """What the search is narrowed to, by its name in the address."""
        return self.given

    def to(self, **changed: str) -> str:
        """The address with these values; an empty one leaves its name out."""
        parameters = {"q": self.query, **self.given, **changed}
        return "?" + urlencode({name: value for name, value in parameters.items() if value})

    def without(self, *names: str) -> str:
        """The address without these."""
        return self.to(**dict.fromkeys(names, ""))

    def facets(self, found: Found) -> list[dict[str, Any]]:
        """What can still be narrowed: facets with more than one value that nothing is chosen of."""
        return [
            {
                "name": facet.name,
                "label": facet.label,
                "values": [
                    {"label": value.label, "count": value.count, "url": self.to(**{facet.name: value.key})}
                    for value in facet.values
                ],
            }
            for facet in found.facets
            if facet.name not in self.given and len(facet.values) > 1
        ]

    def chosen(self, found: Found) -> list[dict[str, Any]]:
        """What is chosen, in words, with the address that drops it."""
        labels = {(facet.name, value.key): value.label for facet in found.facets for value in facet.values}
        return [
            {
                "facet": facet.label,
                "label": labels.get((facet.name, self.given[facet.name]), self.given[facet.name]),
                "url": self.without(facet.name),
            }
            for facet in found.facets
            if facet.name in self.given
        ]

    def pages(self, found: Found) -> dict[str, Any] | None:
        """Where one page leads to the next; None where one is all."""
        if found.pages == 1:
            return None
        return {
            "previous": self.to(page=str(found.page - 1)) if found.page > 1 else "",
            "next": self.to(page=str(found.page + 1)) if found.page < found.pages else "",
            "said": _("Page %(number)s of %(all)s") % {"number": found.page, "all": found.pages},
        }
