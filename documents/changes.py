"""What is told of papers: their revisions and languages, once something is issued."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from documents.enums import UNISSUED, Distribution
from documents.models import Document, LanguageVersion, Revision
from groups.changes.facts import Fact, Says, Told
from portal.enums import Audience


def told_of_document(document: Document) -> Told:
    """Its title and issued revisions with their languages; nothing while none is issued."""
    if document.pk is None:
        return Told(document.body)
    revisions = document.revisions.exclude(state__in=UNISSUED).prefetch_related("versions")
    says: Says = {
        "symbol": document.symbol,
        "title": dict(document.title),
        "original": document.original_language,
        "distribution": str(document.distribution),
    }
    for revision in revisions:
        says[f"revision {revision.number}.{revision.corrigendum}.{revision.addendum}"] = {
            "symbol": revision.symbol or document.symbol,
            "state": str(revision.state),
        }
        for version in revision.versions.all():
            name = f"language {revision.number}.{revision.corrigendum}.{revision.addendum} {version.language}"
            says[name] = {"symbol": revision.symbol or document.symbol, "state": str(version.state)}
    fact = Fact("document", document.pk, _audience(document), says)
    return Told(document.body, (fact,) if revisions else ())


def _audience(document: Document) -> str:
    """No wider than who may read it; observers, whom no audience tells from members, are told apart when it is read."""
    body = document.body
    if document.distribution == Distribution.GENERAL:
        return str(body.audience)
    if document.distribution == Distribution.LIMITED and body.limited_is_public:
        return str(body.audience)
    return str(Audience.MEMBERS)


def _of_revision(revision: Revision) -> Told:
    return told_of_document(revision.document)


def _of_version(version: LanguageVersion) -> Told:
    return told_of_document(version.revision.document)


TOLD: dict[str, Callable[[Any], Told]] = {
    "document": told_of_document,
    "revision": _of_revision,
    "languageversion": _of_version,
}
"""By kind of record."""
