"""Reading API of documents."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest
from ninja import Router, Schema
from ninja.pagination import paginate

from documents.models import Document, LanguageVersion, Revision
from portal.api_types import Multilingual, Pages, Precise

router = Router(tags=["documents"])


class VersionOut(Schema):
    language: str
    state: str
    url: str


class RevisionOut(Schema):
    symbol: str
    number: int
    corrigendum: int
    addendum: int
    state: str
    agreed_how: str
    dated: Precise | None
    versions: list[VersionOut]

    @staticmethod
    def resolve_dated(revision: Revision) -> Precise | None:
        return Precise.of(revision.dated, revision.dated_precision)

    @staticmethod
    def resolve_versions(revision: Revision) -> list[LanguageVersion]:
        return list(revision.versions.all())


class DocumentOut(Schema):
    key: str
    symbol: str
    kind: str
    title: Multilingual
    body: str
    term: str | None
    distribution: str
    original_language: str
    dated: Precise | None
    revisions: list[RevisionOut]
    url: str

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


def _documents(request: HttpRequest) -> QuerySet[Document]:
    actor = request.actor  # type: ignore[attr-defined]
    revisions = Revision.objects.visible_to(actor).prefetch_related("versions")
    visible = Document.objects.visible_to(actor).select_related("body", "term")
    return visible.prefetch_related(Prefetch("revisions", queryset=revisions))


@router.get("/documents", response=list[DocumentOut], summary="Documents that the reader may read")
@paginate(Pages)
def documents(request: HttpRequest, group: str = "", term: str = "", kind: str = "") -> QuerySet[Document]:
    """`group`, `term` (its label) and `kind` narrow the list."""
    filters = {"body__slug": group, "term__label": term, "kind": kind}
    return _documents(request).filter(**{name: value for name, value in filters.items() if value})


@router.get("/documents/{key}", response=DocumentOut, summary="One document")
def document(request: HttpRequest, key: str) -> Document:
    """By its key, as in its address."""
    found = _documents(request).filter(slug=key).first()
    if found is None:
        raise Http404
    return found
