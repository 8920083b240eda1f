"""Mandates: what instruments ask of bodies."""

from datetime import date

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Field, Query, Router, Schema
from ninja.pagination import paginate

from groups.models import Mandate, Term
from portal.api_types import Dated, Multilingual, Pages, Word, actor_of, found, narrowed

router = Router(tags=["Mandates"])


class MandateOut(Schema):
    """What one instrument, or some of its paragraphs, asks of a body in a term."""

    key: str = Field(examples=["ag-res-2699"])
    instrument: str = Field(description="The key of the instrument.", examples=["ag-res-2699-xlii-o-12"])
    citation: str = Field(description="The symbol as the plan prints it.", examples=["AG/RES. 2699 (XLII-O/12)"])
    paragraphs: str = Field(description="Their numbers.", examples=["18-22"])
    state: str = Field(description="assigned, fulfilled, superseded ...", examples=["assigned"])
    given_on: date | None
    until: Multilingual = Field(description="Until when, in words.", examples=[{}])
    task: Multilingual = Field(description="What it asks.", examples=[{"en": "To negotiate the draft"}])
    quote: Multilingual = Field(description="The clause, quoted.", examples=[{}])

    @staticmethod
    def resolve_instrument(mandate: Mandate) -> str:
        return mandate.instrument.slug

    @staticmethod
    def resolve_citation(mandate: Mandate) -> str:
        return mandate.printed

    @staticmethod
    def resolve_paragraphs(mandate: Mandate) -> str:
        return mandate.provision.numbers if mandate.provision else ""

    @staticmethod
    def resolve_until(mandate: Mandate) -> dict[str, str]:
        return dict(mandate.until_wording)

    @staticmethod
    def resolve_task(mandate: Mandate) -> dict[str, str]:
        return dict(mandate.task)

    @staticmethod
    def resolve_quote(mandate: Mandate) -> dict[str, str]:
        return dict(mandate.quote)


class MandateListed(MandateOut):
    """A mandate with its body and term."""

    body: str = Field(description="The key of the body.", examples=["gtc-casa"])
    term: str = Field(description="The label of the term.", examples=["2012-2013"])

    @staticmethod
    def resolve_body(mandate: Mandate) -> str:
        return mandate.term.body.slug

    @staticmethod
    def resolve_term(mandate: Mandate) -> str:
        return mandate.term.label


class Mandates(Dated):
    """What narrows the list of mandates: `since` and `until` by the day they were given."""

    group: Word = Field("", description="The key of a body.", examples=["gtc-casa"])
    term: Word = Field("", description="The label of a term.", examples=["2012-2013"])
    state: Word = Field("", description="assigned, fulfilled, superseded ...", examples=["assigned"])
    instrument: Word = Field("", description="The key of an instrument.", examples=["ag-res-2699-xlii-o-12"])


@router.get("/mandates", response=list[MandateListed], summary="Mandates of all bodies")
@paginate(Pages)
def mandates(request: HttpRequest, asked: Query[Mandates]) -> QuerySet[Mandate]:
    """Mandates of bodies that the reader may know of, by body and term, in the order of the plan."""
    records = narrowed(
        Mandate.objects.visible_to(actor_of(request)),
        term__body__slug=asked.group,
        term__label=asked.term,
        state=asked.state,
        instrument__slug=asked.instrument,
        given_on__gte=asked.since,
        given_on__lte=asked.until,
    )
    ordered = records.order_by("term__body__slug", "term__label", "position", "pk")
    return ordered.select_related("instrument", "provision", "term__body")


@router.get(
    "/groups/{slug:slug}/{slug:label}/mandates", response=list[MandateOut], summary="Mandates of a term, all at once"
)
def mandates_of_term(request: HttpRequest, slug: str, label: str) -> QuerySet[Mandate]:
    """In the order of the plan."""
    actor = actor_of(request)
    term = found(Term.objects.visible_to(actor).filter(body__slug=slug, label=label))
    return Mandate.objects.visible_to(actor).filter(term=term).select_related("instrument", "provision")
