"""Terms: the periods for which a body is installed."""

from datetime import date
from typing import Literal

from django.db.models import F, OrderBy, QuerySet
from django.http import HttpRequest
from ninja import Field, Query, Router, Schema
from ninja.pagination import paginate

from groups.api.bodies import TermOut
from groups.api.officers import PostOut
from groups.models import Post, Standing, Term
from portal.api_types import Dated, Pages, Word, actor_of, found, narrowed

router = Router(tags=["Groups"])


class TermListed(TermOut):
    """A term with its body."""

    body: str = Field(description="The key of its body.", examples=["gtc-casa"])

    @staticmethod
    def resolve_body(term: Term) -> str:
        return term.body.slug


class StandingOut(Schema):
    """What a delegation is in a body, from when to when."""

    delegation: str = Field(description="The key of the delegation.", examples=["peru"])
    standing: str = Field(description="member, observer ...", examples=["member"])
    began: date | None
    ended: date | None

    @staticmethod
    def resolve_delegation(standing: Standing) -> str:
        return standing.delegation.key


class TermWhole(TermListed):
    """A term with its posts, every tenure of them, and the standings of its body."""

    posts: list[PostOut]
    standings: list[StandingOut]

    @staticmethod
    def resolve_posts(term: Term) -> list[Post]:
        return list(term.posts.all())

    @staticmethod
    def resolve_standings(term: Term) -> list[Standing]:
        return list(term.body.standings.all())


class Terms(Dated):
    """What narrows the list of terms: those that run at some time from `since` to `until`."""

    group: Word = Field("", description="The key of a body.", examples=["gtc-casa"])
    state: Word = Field("", description="active, closed ...", examples=["active"])
    sort: Literal["began", "-began", "group"] = Field("group", description="The order; a minus turns it round.")


ORDERS: dict[str, tuple[str | OrderBy, ...]] = {
    "group": ("body__slug", "label"),
    "began": (F("began").asc(nulls_last=True), "pk"),
    "-began": (F("began").desc(nulls_last=True), "pk"),
}


@router.get("/terms", response=list[TermListed], summary="Terms of all bodies")
@paginate(Pages)
def terms(request: HttpRequest, asked: Query[Terms]) -> QuerySet[Term]:
    """Terms of bodies that the reader may know of."""
    records = narrowed(
        Term.objects.visible_to(actor_of(request)),
        body__slug=asked.group,
        state=asked.state,
        ended__gte=asked.since,
        began__lte=asked.until,
    )
    return records.select_related("body").order_by(*ORDERS[asked.sort])


@router.get("/groups/{slug:slug}/{slug:label}", response=TermWhole, summary="A term with its posts and delegations")
def term(request: HttpRequest, slug: str, label: str) -> Term:
    """Posts with every tenure, past and present; standings of the body."""
    visible = Term.objects.visible_to(actor_of(request)).filter(body__slug=slug, label=label).select_related("body")
    return found(
        visible.prefetch_related("posts__tenures__person", "posts__tenures__delegation", "body__standings__delegation")
    )
