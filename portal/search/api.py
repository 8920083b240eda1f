"""Search for programs: the same as on the page."""

from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router, Schema

from portal.api_types import Word, actor_of
from portal.problems import too_many
from portal.requests import client_address
from portal.search.facets import Facet
from portal.search.finding import Choices, find
from portal.search.limits import wait_of
from portal.templatetags.plenary import plain

router = Router(tags=["Search"])


class HitOut(Schema):
    """One thing that was found."""

    sort: str = Field(description="paper, instrument, body, meeting, person or room.", examples=["paper"])
    kind: str = Field(description="Its kind in the language of the answer.", examples=["Draft text"])
    title: str = Field(description="In the language of the answer if there is one.", examples=["Draft program"])
    symbol: str = Field(description="That of the latest revision.", examples=["CAJP/GT/TM-24/05 rev. 7"])
    reason: str = Field(description="Why it may be known of but not read.", examples=[""])
    url: str = Field(examples=["/documents/cajp-gt-tm-24-05/"])


class ValueOut(Schema):
    """Something to narrow to."""

    key: str = Field(description="The value of the parameter.", examples=["2012"])
    label: str = Field(examples=["2012"])
    count: int = Field(examples=[3])


class FacetOut(Schema):
    """One way to narrow."""

    name: str = Field(description="The parameter.", examples=["year"])
    values: list[ValueOut]

    @staticmethod
    def resolve_values(facet: Facet) -> list[dict[str, Any]]:
        return [{"key": each.key, "label": plain(each.label), "count": each.count} for each in facet.values]


class FoundOut(Schema):
    """A page of what was found, the best first."""

    items: list[HitOut]
    count: int = Field(description="How many there are on all pages.", examples=[1])
    more: bool = Field(description="There are more than were counted: narrow the search.", examples=[False])
    page: int = Field(examples=[1])
    pages: int = Field(examples=[1])
    facets: list[FacetOut] = Field(description="Counted among what the reader may know of.")


class Search(Schema):
    """What is looked for."""

    q: str = Field(
        ...,
        min_length=1,
        max_length=200,
        pattern=r"^[^\x00]*$",
        description="A symbol in any spelling, words in any of the languages, or a day.",
        examples=["TM 24/05"],
    )
    kind: Literal["", "paper", "instrument", "body", "meeting", "person", "room"] = Field(
        "", description="What sort of thing."
    )
    organization: Word = Field("", description="The key of an organization.", examples=["oas"])
    group: Word = Field("", description="The key of a body.", examples=["gtc-casa"])
    year: int | None = Field(None, ge=1800, le=2199, description="The year of its date.", examples=[2012])
    language: Literal["", "en", "es", "fr", "pt"] = Field("", description="With a text in this language.")
    page: int = Field(1, ge=1, le=10_000, description="Which page of twenty.")


@router.get("/search", response=FoundOut, summary="Search in everything")
def search(request: HttpRequest, asked: Query[Search]) -> Any:
    """Papers, instruments, bodies, meetings with their agendas, people and rooms; the latest revision of a paper."""
    actor = actor_of(request)
    if wait := wait_of(actor, client_address(request)):
        answer: HttpResponse = too_many(wait)
        return answer
    choices = Choices(
        sort=asked.kind,
        organization=asked.organization,
        group=asked.group,
        year=asked.year,
        language=asked.language,
    )
    found = find(actor, asked.q, choices, page=asked.page)
    return {
        "items": [
            {
                "sort": hit.sort,
                "kind": plain(hit.kind),
                "title": plain(hit.title),
                "symbol": hit.symbol,
                "reason": hit.reason,
                "url": hit.url,
            }
            for hit in found.hits
        ],
        "count": found.total,
        "more": found.more,
        "page": found.page,
        "pages": found.pages,
        "facets": list(found.facets),
    }
