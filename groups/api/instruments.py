"""Instruments: resolutions, declarations, decisions and rules, with their paragraphs."""

from typing import Literal

from django.db.models import F, OrderBy, QuerySet
from django.http import HttpRequest
from ninja import Field, Query, Router, Schema
from ninja.pagination import paginate

from groups.models import Body, Instrument, Provision
from portal.actors import Actor
from portal.api_types import Dated, Multilingual, Pages, Precise, Word, actor_of, found, narrowed
from portal.prefetching import Prefetch

router = Router(tags=["Mandates"])


class InstrumentOut(Schema):
    """An adopted text; its printed symbol is kept as the source spells it, its key is its identity."""

    key: str = Field(examples=["ag-res-2699-xlii-o-12"])
    kind: str = Field(description="resolution, declaration, decision ...", examples=["resolution"])
    symbol: str = Field(description="As printed.", examples=["AG/RES. 2699 (XLII-O/12)"])
    aliases: list[str] = Field(description="Other symbols under which it is cited, right or wrong.", examples=[[]])
    title: Multilingual = Field(examples=[{"en": "Social Charter of the Americas"}])
    organ: str | None = Field(description="The key of the organ that adopted it.", examples=["oas-ga"])
    languages: list[str] = Field(description="Languages in which there is a text.", examples=[["en", "es"]])
    adopted: Precise | None
    url: str = Field(description="The address of its page.", examples=["/instruments/ag-res-2699-xlii-o-12/"])

    @staticmethod
    def resolve_key(instrument: Instrument) -> str:
        return instrument.slug

    @staticmethod
    def resolve_aliases(instrument: Instrument) -> list[str]:
        return [alias.symbol for alias in instrument.aliases.all()]

    @staticmethod
    def resolve_title(instrument: Instrument) -> dict[str, str]:
        return dict(instrument.title)

    @staticmethod
    def resolve_organ(instrument: Instrument) -> str | None:
        return instrument.organ.slug if instrument.organ else None

    @staticmethod
    def resolve_languages(instrument: Instrument) -> list[str]:
        return [text.language for text in instrument.texts.all()]

    @staticmethod
    def resolve_adopted(instrument: Instrument) -> Precise | None:
        return Precise.of(instrument.adopted_on, instrument.adopted_precision)

    @staticmethod
    def resolve_url(instrument: Instrument) -> str:
        return instrument.get_absolute_url()


class ProvisionOut(Schema):
    """A paragraph, a range of paragraphs, an article or a chapter."""

    key: str = Field(examples=["op-18-22"])
    kind: str = Field(description="operative, preambular, article ...", examples=["operative"])
    numbers: str = Field(examples=["18-22"])
    heading: Multilingual = Field(description="The heading it stands under.", examples=[{}])
    quote: Multilingual = Field(description="Its text, as far as it is kept.", examples=[{}])

    @staticmethod
    def resolve_heading(provision: Provision) -> dict[str, str]:
        return dict(provision.heading)

    @staticmethod
    def resolve_quote(provision: Provision) -> dict[str, str]:
        return dict(provision.quote)


class InstrumentWhole(InstrumentOut):
    """An instrument with the paragraphs that are recorded of it."""

    provisions: list[ProvisionOut]

    @staticmethod
    def resolve_provisions(instrument: Instrument) -> list[Provision]:
        return list(instrument.provisions.all())


class Instruments(Dated):
    """What narrows the list of instruments: `since` and `until` by the day they were adopted."""

    kind: Word = Field("", description="resolution, declaration, decision ...", examples=["resolution"])
    organ: Word = Field("", description="The key of the organ that adopted it.", examples=["oas-ga"])
    sort: Literal["key", "adopted", "-adopted"] = Field("key", description="The order; a minus turns it round.")


ORDERS: dict[str, tuple[str | OrderBy, ...]] = {
    "key": ("slug",),
    "adopted": (F("adopted_on").asc(nulls_last=True), "slug"),
    "-adopted": (F("adopted_on").desc(nulls_last=True), "slug"),
}


def _instruments(actor: Actor) -> QuerySet[Instrument]:
    """An organ that the reader may not know of is not named."""
    organs = Prefetch("organ", queryset=Body.objects.visible_to(actor))
    return Instrument.objects.visible_to(actor).prefetch_related("aliases", "texts", organs)


@router.get("/instruments", response=list[InstrumentOut], summary="Instruments")
@paginate(Pages)
def instruments(request: HttpRequest, asked: Query[Instruments]) -> QuerySet[Instrument]:
    """What organs have adopted."""
    actor = actor_of(request)
    records = narrowed(_instruments(actor), kind=asked.kind, adopted_on__gte=asked.since, adopted_on__lte=asked.until)
    if asked.organ:
        records = records.filter(organ__in=Body.objects.visible_to(actor).filter(slug=asked.organ))
    return records.order_by(*ORDERS[asked.sort])


@router.get("/instruments/{slug:key}", response=InstrumentWhole, summary="One instrument with its paragraphs")
def instrument(request: HttpRequest, key: str) -> Instrument:
    """By its key, as in its address."""
    return found(_instruments(actor_of(request)).filter(slug=key).prefetch_related("provisions"))
