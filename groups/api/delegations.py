"""Delegations, and where they take part."""

from datetime import date

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Field, Query, Router, Schema
from ninja.pagination import paginate

from groups.models import Body, Delegation, Standing
from portal.actors import Actor
from portal.api_types import Multilingual, Pages, Word, actor_of, found, narrowed
from portal.prefetching import Prefetch

router = Router(tags=["Groups"])


class TakesPart(Schema):
    """What a delegation is in one body."""

    body: str = Field(description="The key of the body.", examples=["gtc-casa"])
    standing: str = Field(description="member, observer ...", examples=["member"])
    began: date | None
    ended: date | None

    @staticmethod
    def resolve_body(standing: Standing) -> str:
        return standing.body.slug


class DelegationOut(Schema):
    """A state or organization that sends persons; never the persons themselves."""

    key: str = Field(examples=["peru"])
    kind: str = Field(examples=["state"])
    name: Multilingual = Field(examples=[{"en": "Peru", "es": "Perú"}])
    alpha3: str = Field(description="ISO 3166 code, of a state.", examples=["PER"])
    standings: list[TakesPart] = Field(description="In bodies that the reader may know of.")

    @staticmethod
    def resolve_name(delegation: Delegation) -> dict[str, str]:
        return dict(delegation.name)

    @staticmethod
    def resolve_standings(delegation: Delegation) -> list[Standing]:
        return list(delegation.standings.all())


class Delegations(Schema):
    """What narrows the list of delegations."""

    group: Word = Field("", description="The key of a body in which it has a standing.", examples=["gtc-casa"])
    kind: Word = Field("", description="state, organization ...", examples=["state"])


def _delegations(actor: Actor) -> QuerySet[Delegation]:
    standings = Standing.objects.filter(body__in=Body.objects.visible_to(actor)).select_related("body")
    return Delegation.objects.prefetch_related(Prefetch("standings", queryset=standings))


@router.get("/delegations", response=list[DelegationOut], summary="Delegations")
@paginate(Pages)
def delegations(request: HttpRequest, asked: Query[Delegations]) -> QuerySet[Delegation]:
    """Ordered by key."""
    actor = actor_of(request)
    records = narrowed(_delegations(actor), kind=asked.kind)
    if asked.group:
        bodies = Body.objects.visible_to(actor).filter(slug=asked.group)
        records = records.filter(pk__in=Standing.objects.filter(body__in=bodies).values("delegation"))
    return records.order_by("key")


@router.get("/delegations/{slug:key}", response=DelegationOut, summary="One delegation")
def delegation(request: HttpRequest, key: str) -> Delegation:
    """With its standing in each body that the reader may know of."""
    return found(_delegations(actor_of(request)).filter(key=key))
