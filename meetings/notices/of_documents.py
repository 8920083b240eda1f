"""Notices of papers: a language version of a document that is out."""

from __future__ import annotations

from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from documents.models import LanguageVersion
from meetings.notices.message import Line, Message
from meetings.pages.hours import Reader
from portal.lib.dates import format_date
from portal.lib.multilingual import LANGUAGES


def publication_message(version: LanguageVersion, reader: Reader) -> Message:
    """One line and a link: the symbol, the title, the language."""
    revision = version.revision
    document = revision.document
    title = document.title.pick(reader.language).text
    symbol = revision.symbol or document.symbol
    return Message(
        headline=_("Published: %(what)s") % {"what": symbol or title},
        opening=title,
        url=document.get_absolute_url(),
        link=_("The document’s page"),
        lines=(
            Line(_("Group"), document.body.name.pick(reader.language).text),
            Line(_("Language"), _language(version.language)),
            Line(_("Date"), format_date(version.published_on, reader.language) if version.published_on else ""),
        ),
    )


def _language(code: str) -> str:
    return str(get_language_info(code)["name_translated"]) if code in LANGUAGES else code
