"""One document in words: what it is, its revisions, what it hangs together with, how it is cited."""

from __future__ import annotations

from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from documents.enums import DocumentRelationKind
from documents.models import Document, Revision
from documents.pages.lists import reason, title_of, versions
from documents.permissions import can_read
from groups.pages.dates import capitalized, on
from groups.pages.header import crumbs
from portal.actors import Actor
from portal.templatetags.plenary import language_name, text


def document_page(actor: Actor, document: Document, *, marked: str = "") -> dict[str, Any]:
    """Context of a document's page; `marked` is the key of the revision that was asked for."""
    readable = can_read(actor, document)
    revisions = list(document.revisions.all())
    return {
        "section": "groups",
        "crumbs": crumbs(actor, document.body, itself=True),
        "kicker": capitalized(document.get_kind_display()),
        "title": title_of(document),
        "subtitle": document.subtitle,
        "symbol": document.symbol,
        "readable": readable,
        "reason": "" if readable else reason(document),
        "facts": _facts(document, readable=readable),
        "revisions": [_revision(document, revision, marked) for revision in revisions],
        "relations": _relations(document),
        "cite_as": cite_as(document, revisions, marked) if readable else "",
    }


def _facts(document: Document, *, readable: bool) -> list[dict[str, Any]]:
    body = document.body
    printed = document.distribution_printed
    facts = [
        {"label": _("Body"), "value": body.name, "url": body.get_absolute_url()},
        {"label": _("Distribution"), "value": capitalized(document.get_distribution_display()) if printed else ""},
    ]
    if not readable:
        return facts
    collection = document.series.collection if document.series else ""
    language = document.original_language
    held = document.language_of_source
    return [
        {"label": _("Collection"), "value": collection},
        *facts,
        {"label": _("Date"), "value": on(document.dated, document.dated_precision)},
        {"label": _("Original language"), "value": capitalized(language_name(language)) if language else ""},
        {"label": _("Text held in"), "value": capitalized(language_name(held)) if held and held != language else ""},
        {"label": _("Job number"), "value": document.job_number},
        {"label": _("Author"), "value": document.author or _author(document)},
        {"label": _("Submitted to"), "value": document.submitted_to.name if document.submitted_to else ""},
        {"label": _("Made for"), "value": document.occasion},
        {"label": _("Place and date"), "value": document.occasion_place},
        {"label": _("Note"), "value": document.note},
    ]


def _author(document: Document) -> Any:
    if document.author_person:
        return document.author_person.name
    if document.author_body:
        return document.author_body.name
    return document.author_delegation.name if document.author_delegation else ""


def _revision(document: Document, revision: Revision, marked: str) -> dict[str, Any]:
    return {
        "symbol": revision.symbol or document.symbol,
        "label": revision_label(revision),
        "anchor": f"rev-{revision.number}-{revision.corrigendum}-{revision.addendum}",
        "current": bool(marked) and revision.symbol_key == marked,
        "state": revision.state,
        "state_label": revision.get_state_display(),
        "agreed": agreed(revision),
        "date": on(revision.dated, revision.dated_precision),
        "versions": versions(document, revision),
        "note": revision.note,
    }


def revision_label(revision: Revision) -> str:
    """“rev. 4, corr. 1”, or that it is the first issue."""
    parts = [
        pattern % {"number": number}
        for pattern, number in (
            (_("rev. %(number)s"), revision.number),
            (_("corr. %(number)s"), revision.corrigendum),
            (_("add. %(number)s"), revision.addendum),
        )
        if number
    ]
    return ", ".join(parts) or _("first issue")


def agreed(revision: Revision) -> str:
    """“agreed by consensus, 20 April 2005”."""
    how = revision.get_agreed_how_display() if revision.agreed_how else ""
    if not how and not revision.agreed_on:
        return ""
    return ", ".join(
        part for part in (f"{_('agreed')} {how}".strip(), on(revision.agreed_on, revision.agreed_precision)) if part
    )


def _relations(document: Document) -> list[dict[str, Any]]:
    done = [
        _related(DocumentRelationKind(relation.kind).label, relation.other) for relation in document.relations.all()
    ]
    suffered = [_related(_passive(relation.kind), relation.document) for relation in document.inverse_relations.all()]
    return [*done, *suffered]


def _related(words: Any, other: Document) -> dict[str, Any]:
    return {
        "words": capitalized(words),
        "symbol": other.symbol,
        "title": title_of(other),
        "url": other.get_absolute_url(),
    }


def _passive(kind: str) -> str:
    return {
        DocumentRelationKind.ANNEX_TO: _("has as annex"),
        DocumentRelationKind.BASED_ON: _("basis of"),
        DocumentRelationKind.ACCOMPANIES: _("accompanied by"),
        DocumentRelationKind.SUPERSEDES: _("superseded by"),
        DocumentRelationKind.INCLUDES: _("included in"),
        DocumentRelationKind.TRANSMITTED_WITH: _("transmits"),
    }[DocumentRelationKind(kind)]


def cite_as(document: Document, revisions: list[Revision], marked: str) -> SafeString:
    """The line to copy: body, title, symbol and date of the revision asked for, else of the latest."""
    chosen = next((revision for revision in revisions if marked and revision.symbol_key == marked), None)
    chosen = chosen or next(iter(revisions), None)
    symbol = (chosen.symbol if chosen else "") or document.symbol
    dated = on(chosen.dated, chosen.dated_precision) if chosen and chosen.dated else ""
    dated = dated or on(document.dated, document.dated_precision)
    body = text(document.body.name, tag=False)
    title = format_html("“{}”", text(title_of(document), tag=False))
    parts = [body, title, symbol, dated]
    return format_html_join(", ", "{}", ((part,) for part in parts if part))
