"""Reading API of documents."""

from datetime import date
from typing import Literal

from django.db.models import Exists, F, OrderBy, OuterRef, QuerySet
from django.http import HttpRequest
from ninja import Field, Query, Router, Schema
from ninja.pagination import paginate

from documents.models import Document, LanguageVersion, Revision
from portal.actors import Actor
from portal.api_types import Dated, Multilingual, Pages, Precise, Word, actor_of, found, narrowed
from portal.lib import symbols
from portal.prefetching import Prefetch

router = Router(tags=["Documents"])


class VersionOut(Schema):
    """One language of a revision."""

    language: str = Field(examples=["es"])
    state: str = Field(description="available, expected ...", examples=["available"])
    published_on: date | None
    expected_on: date | None
    url: str = Field(description="Where the text is, if it is not here.", examples=[""])


class RevisionOut(Schema):
    """A state of the text that carries its own symbol."""

    symbol: str = Field(description="As printed.", examples=["CAJP/GT/TM-24/05 rev. 7"])
    number: int = Field(description="Of the revision; 0 is the first issue.", examples=[7])
    corrigendum: int = Field(examples=[0])
    addendum: int = Field(examples=[0])
    state: str = Field(description="issued, agreed, adopted, superseded ...", examples=["agreed"])
    agreed_how: str = Field(examples=["consensus"])
    dated: Precise | None
    versions: list[VersionOut]

    @staticmethod
    def resolve_dated(revision: Revision) -> Precise | None:
        return Precise.of(revision.dated, revision.dated_precision)

    @staticmethod
    def resolve_versions(revision: Revision) -> list[LanguageVersion]:
        return list(revision.versions.all())


class DocumentOut(Schema):
    """A paper as a work: one identity for all revisions and languages."""

    key: str = Field(examples=["cajp-gt-tm-24-05"])
    symbol: str = Field(description="As printed, without suffix.", examples=["CAJP/GT/TM-24/05"])
    kind: str = Field(description="report, draft, proposal ...", examples=["draft"])
    title: Multilingual = Field(examples=[{"en": "Draft program", "es": "Proyecto de programa"}])
    body: str = Field(description="The key of its body.", examples=["gt-migrantes"])
    term: str | None = Field(description="The label of its term.", examples=["2004-2005"])
    distribution: str = Field(description="general, limited or restricted.", examples=["general"])
    original_language: str = Field(examples=["es"])
    dated: Precise | None
    revisions: list[RevisionOut] = Field(description="The latest first.")
    url: str = Field(description="The address of its page.", examples=["/documents/cajp-gt-tm-24-05/"])

    @staticmethod
    def resolve_key(document: Document) -> str:
        return document.slug

    @staticmethod
    def resolve_title(document: Document) -> dict[str, str]:
        return dict(document.title)

    @staticmethod
    def resolve_body(document: Document) -> str:
        return document.body.slug

    @staticmethod
    def resolve_term(document: Document) -> str | None:
        return document.term.label if document.term else None

    @staticmethod
    def resolve_dated(document: Document) -> Precise | None:
        return Precise.of(document.dated, document.dated_precision)

    @staticmethod
    def resolve_revisions(document: Document) -> list[Revision]:
        return list(document.revisions.all())

    @staticmethod
    def resolve_url(document: Document) -> str:
        return document.get_absolute_url()


class Documents(Dated):
    """What narrows the list of documents: `since` and `until` by the date on the paper."""

    group: Word = Field("", description="The key of a body.", examples=["gt-migrantes"])
    term: Word = Field("", description="The label of a term.", examples=["2004-2005"])
    kind: Word = Field("", description="report, draft, proposal ...", examples=["draft"])
    distribution: Word = Field("", description="general, limited or restricted.", examples=["general"])
    symbol: Word = Field("", description="Its symbol in any spelling, without suffix.", examples=["cajp/gt/tm-24/05"])
    language: Word = Field("", description="With a text in this language that is out.", examples=["es"])
    sort: Literal["position", "key", "dated", "-dated"] = Field(
        "position", description="The order; position is that of the lists on the pages, a minus turns it round."
    )


ORDERS: dict[str, tuple[str | OrderBy, ...]] = {
    "position": ("position", "slug"),
    "key": ("slug",),
    "dated": (F("dated").asc(nulls_last=True), "slug"),
    "-dated": (F("dated").desc(nulls_last=True), "slug"),
}


def _documents(actor: Actor) -> QuerySet[Document]:
    revisions = Revision.objects.visible_to(actor).prefetch_related("versions")
    visible = Document.objects.visible_to(actor).select_related("body", "term")
    return visible.prefetch_related(Prefetch("revisions", queryset=revisions))


@router.get("/documents", response=list[DocumentOut], summary="Documents")
@paginate(Pages)
def documents(request: HttpRequest, asked: Query[Documents]) -> QuerySet[Document]:
    """Documents that the reader may read, with the revisions that they may see."""
    actor = actor_of(request)
    records = narrowed(
        _documents(actor),
        body__slug=asked.group,
        term__label=asked.term,
        kind=asked.kind,
        distribution=asked.distribution,
        symbol_key=symbols.normalise(asked.symbol) if asked.symbol else "",
        dated__gte=asked.since,
        dated__lte=asked.until,
    )
    if asked.language:
        out = LanguageVersion.objects.filter(language=asked.language, state="available")
        seen = Revision.objects.visible_to(actor).filter(document=OuterRef("pk"), pk__in=out.values("revision"))
        records = records.filter(Exists(seen))
    return records.order_by(*ORDERS[asked.sort])


@router.get("/documents/{slug:key}", response=DocumentOut, summary="One document")
def document(request: HttpRequest, key: str) -> Document:
    """By its key, as in its address."""
    return found(_documents(actor_of(request)).filter(slug=key))
