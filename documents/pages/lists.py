"""Documents as lists show them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from documents.enums import RevisionState, TextState
from documents.models import Document, LanguageVersion, Revision
from documents.permissions import can_read
from groups.pages.dates import capitalized, on, page_language
from portal.actors import Actor
from portal.lib.multilingual import Text
from portal.templatetags.plenary import language_name

# Nothing needs to be said of a paper that is simply out.
ORDINARY = (RevisionState.ISSUED,)


def rows(actor: Actor, documents: Iterable[Document]) -> list[dict[str, Any]]:
    """Documents for components/document.html, with their latest revision."""
    return [row(actor, document) for document in documents]


def row(actor: Actor, document: Document) -> dict[str, Any]:
    """One document in a list; of one that may be known but not read, the title and the reason."""
    readable = can_read(actor, document)
    if not readable:
        return _unreadable(document)
    latest = next(iter(document.revisions.all()), None)
    state = latest.state if latest and latest.state not in ORDINARY else ""
    return {
        "title": title_of(document),
        "symbol": (latest.symbol if latest else "") or document.symbol,
        "url": document.get_absolute_url(),
        "kind": capitalized(document.get_kind_display()),
        "date": on(document.dated, document.dated_precision),
        "distribution": distribution(document),
        "original": original(document),
        "note": document.subtitle,
        "status": state,
        "status_label": latest.get_state_display() if latest else "",
        "versions": versions(document, latest) if latest else [],
    }


def _unreadable(document: Document) -> dict[str, Any]:
    """As much as its own page says to who cannot read it."""
    return {
        "title": title_of(document),
        "symbol": document.symbol,
        "url": document.get_absolute_url(),
        "kind": capitalized(document.get_kind_display()),
        "note": reason(document),
        "status": "closed",
        "status_label": _("not public"),
        "versions": [],
    }


def reason(document: Document) -> str:
    """Why a paper that may be known of cannot be read."""
    if document.distribution == "restricted":
        return _("This paper has restricted distribution: the members of the body and its secretariat read it.")
    return _("This paper has limited distribution: those who take part in the body and its secretariat read it.")


def title_of(document: Document) -> Text:
    """The title in the page's language, else in the document's own."""
    return document.title.pick(page_language(), document.original_language or None)


def distribution(document: Document) -> str:
    """“limited distribution”; said only where it is printed on the paper."""
    if not document.distribution_printed:
        return ""
    return _("distribution: %(distribution)s") % {"distribution": document.get_distribution_display()}


def original(document: Document) -> str:
    """“original: Spanish”."""
    if not document.original_language:
        return ""
    return _("original: %(language)s") % {"language": language_name(document.original_language)}


def versions(document: Document, revision: Revision) -> list[dict[str, str]]:
    """The languages of a revision for language_links; one without a text to open says why."""
    return [
        {"language": version.language, "url": _address(document, version), "expected": _expected(version)}
        for version in revision.versions.all()
    ]


def _address(document: Document, version: LanguageVersion) -> str:
    return version.url if version.state == TextState.AVAILABLE else ""


def _expected(version: LanguageVersion) -> str:
    if version.state == TextState.AVAILABLE:
        return ""
    if version.expected_on:
        return _("expected %(date)s") % {"date": on(version.expected_on)}
    return str(version.get_state_display())
