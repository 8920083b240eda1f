"""Documents with revisions and languages, as their pages and lists show them."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from documents.models import Document, DocumentRelation, Revision, Statement
from groups.models import Term
from portal.actors import Actor
from portal.folding import folded
from portal.lib import symbols
from portal.prefetching import Prefetch


def documents_of(actor: Actor, term: Term) -> list[Document]:
    """The papers of a term that `actor` may know of, those of its body without a term included."""
    return list(_with_revisions(actor, documents_in(actor, term)))


def newest_of(actor: Actor, term: Term, most: int) -> list[Document]:
    """The first few of these, in their order."""
    return list(_with_revisions(actor, documents_in(actor, term))[:most])


def documents_in(actor: Actor, term: Term) -> QuerySet[Document]:
    """The same as a bare query set, to count or to exclude."""
    return Document.objects.known_to(actor).filter(Q(term=term.pk) | Q(body=term.body_id, term=None))


def documents_among(actor: Actor, chosen: QuerySet[Document]) -> list[Document]:
    """Documents of `chosen` that `actor` may know of, with what a list shows."""
    return list(_with_revisions(actor, Document.objects.known_to(actor).filter(pk__in=chosen.values("pk"))))


def _with_revisions(actor: Actor, documents: QuerySet[Document]) -> QuerySet[Document]:
    return documents.select_related("body").prefetch_related(
        Prefetch("revisions", queryset=with_versions(revisions_seen(actor)))
    )


def with_versions(revisions: QuerySet[Revision]) -> QuerySet[Revision]:
    """Revisions with their languages."""
    return folded(revisions, "versions")


def revisions_seen(actor: Actor) -> QuerySet[Revision]:
    """The revisions that `actor` may see, the latest first."""
    return Revision.objects.visible_to(actor).order_by("-number", "-corrigendum", "-addendum")


def document_at(actor: Actor, key: str) -> Document | None:
    """The document whose address is `key`, known to `actor`, with all that its page shows."""
    known = Document.objects.known_to(actor)
    relations = DocumentRelation.objects.filter(document__in=known, other__in=known).select_related("document", "other")
    return (
        known.filter(slug=key)
        .select_related(
            "body__organization", "term", "series", "author_body", "author_delegation", "author_person", "submitted_to"
        )
        .prefetch_related(
            Prefetch("revisions", queryset=with_versions(revisions_seen(actor))),
            Prefetch("relations", queryset=relations),
            Prefetch("inverse_relations", queryset=relations),
        )
        .first()
    )


def document_called(actor: Actor, key: str) -> tuple[str, str] | None:
    """The address of the document that a key names otherwise, and the key of the revision it names (or nothing)."""
    wanted = {key, symbols.normalise(key)}
    revision = revisions_seen(actor).filter(symbol_key__in=wanted).values_list("document__slug", "symbol_key").first()
    if revision:
        return revision[0], revision[1] or ""
    slug = Document.objects.known_to(actor).filter(symbol_key__in=wanted).values_list("slug", flat=True).first()
    return (slug, "") if slug else None


def statements_on(actor: Actor, document: Document) -> list[Statement]:
    """Statements for the record in it, or on a revision of it."""
    return list(_statements(actor).filter(Q(report=document) | Q(on_revision__document=document)))


def statements_of(actor: Actor, term: Term) -> list[Statement]:
    """Statements for the record of a term."""
    return list(_statements(actor).filter(term=term))


def _statements(actor: Actor) -> QuerySet[Statement]:
    """Each says in `revision_known` whether the revision it is on may be named."""
    known = Document.objects.known_to(actor).filter(pk=OuterRef("on_revision__document"))
    return (
        Statement.objects.visible_to(actor)
        .select_related("delegation", "on_revision__document", "term__body")
        .annotate(revision_known=Exists(known))
    )
