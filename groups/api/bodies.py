"""Bodies: whatever meets."""

from datetime import date
from typing import Literal

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Field, Query, Router, Schema
from ninja.pagination import paginate

from groups.models import Body, Parentage, Term
from portal.actors import Actor
from portal.api_types import Multilingual, Pages, Word, actor_of, found, narrowed
from portal.prefetching import Prefetch

router = Router(tags=["Groups"])


class TermOut(Schema):
    """A body's period of work."""

    label: str = Field(description="Its name within its body.", examples=["2012-2013"])
    state: str = Field(examples=["closed"])
    began: date | None = Field(examples=["2012-09-06"])
    ended: date | None = Field(examples=["2013-05-07"])
    url: str = Field(description="The address of its page.", examples=["/groups/gtc-casa/2012-2013/"])

    @staticmethod
    def resolve_url(term: Term) -> str:
        return term.get_absolute_url()


class BodyOut(Schema):
    """An organ, conference, committee, group or subgroup."""

    slug: str = Field(description="Its key.", examples=["gtc-casa"])
    kind: str = Field(examples=["working_group"])
    organization: str = Field(description="The key of its organization.", examples=["oas"])
    name: Multilingual = Field(examples=[{"en": "Joint Working Group", "es": "Grupo de Trabajo Conjunto"}])
    acronym: str = Field(examples=["GTC"])
    state: str = Field(examples=["active"])
    parents: list[str] = Field(description="Keys of its parents, of equal rank.", examples=[["cajp", "csh"]])
    terms: list[TermOut] = Field(description="The latest first.")
    url: str = Field(description="The address of its page.", examples=["/groups/gtc-casa/"])

    @staticmethod
    def resolve_organization(body: Body) -> str:
        return body.organization.key

    @staticmethod
    def resolve_name(body: Body) -> dict[str, str]:
        return dict(body.name)

    @staticmethod
    def resolve_parents(body: Body) -> list[str]:
        return [parentage.parent.slug for parentage in body.parentages.all()]

    @staticmethod
    def resolve_terms(body: Body) -> list[Term]:
        return list(body.terms.all())

    @staticmethod
    def resolve_url(body: Body) -> str:
        return body.get_absolute_url()


class Bodies(Schema):
    """What narrows the list of bodies."""

    organization: Word = Field("", description="The key of an organization.", examples=["oas"])
    kind: Word = Field("", description="organ, committee, working_group, subgroup ...", examples=["working_group"])
    state: Word = Field("", description="active, recess, closed ...", examples=["active"])
    parent: Word = Field("", description="The key of a parent body.", examples=["cajp"])
    sort: Literal["slug", "-slug"] = Field("slug", description="The order; a minus turns it round.")


def bodies_of(actor: Actor) -> QuerySet[Body]:
    """Those that `actor` may know of, with what is said of them."""
    visible = Body.objects.visible_to(actor)
    parents = Parentage.objects.filter(parent__in=visible).select_related("parent")
    terms = Prefetch("terms", queryset=Term.objects.select_related("body"))
    return visible.select_related("organization").prefetch_related(Prefetch("parentages", queryset=parents), terms)


@router.get("/groups", response=list[BodyOut], summary="Bodies")
@paginate(Pages)
def bodies(request: HttpRequest, asked: Query[Bodies]) -> QuerySet[Body]:
    """All bodies that the reader may know of, with their terms."""
    actor = actor_of(request)
    records = narrowed(bodies_of(actor), organization__key=asked.organization, kind=asked.kind, state=asked.state)
    if asked.parent:
        parents = Body.objects.visible_to(actor).filter(slug=asked.parent)
        records = records.filter(parentages__parent__in=parents).distinct()
    return records.order_by(asked.sort)


@router.get("/groups/{slug:slug}", response=BodyOut, summary="One body")
def body(request: HttpRequest, slug: str) -> Body:
    """By its key, as in its address."""
    return found(bodies_of(actor_of(request)).filter(slug=slug))
