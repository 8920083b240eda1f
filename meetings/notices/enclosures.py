"""The work plan that goes along with a notice of it, as PDF in the reader's language.

It is printed while the mail is composed, so outside any transaction; the press keeps it for the next reader of the
same text. A press that fails, or takes longer than a mail server likes to wait, costs nobody the notice: it goes with
a link.
"""

from __future__ import annotations

import logging
import time
from dataclasses import replace
from typing import NamedTuple

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from documents.press import PressError, desk
from meetings.enums import PaperKind
from meetings.notices.message import Message
from meetings.papers import read, write
from meetings.papers.naming import file_name
from portal import versions
from portal.actors import Actor

PDF = "application/pdf"
LARGEST = 5_000_000
"""Bytes. Many a mail server takes ten megabytes, and text of mails makes a third more of a file."""
PATIENCE = 20.0
"""Seconds. The line to the mail server is open meanwhile."""
REST = 300.0
"""Seconds for which a press that failed is not asked again for the same paper."""
MOST = 64

logger = logging.getLogger(__name__)


class Enclosure(NamedTuple):
    """A file, or why there is none."""

    name: str = ""
    data: bytes = b""
    why: str = ""


_printed: dict[tuple[object, ...], tuple[float, Enclosure]] = {}
"""By version of the records, term, language and rights: readers of the same rights get the same file."""


def with_enclosures(
    message: Message, actor: Actor, language: str
) -> tuple[Message, tuple[tuple[str, bytes, str], ...]]:
    """The message with the sentence that tells of its paper, and the file."""
    if message.plan is None:
        return message, ()
    slug, label = message.plan
    found = _found(slug, label, actor, language)
    if found.data:
        return replace(message, closing=_("The work plan is attached as PDF.")), ((found.name, found.data, PDF),)
    address = settings.SITE_URL + reverse("meetings:paper", args=[slug, label, PaperKind.WORK_PLAN])
    words = {"why": reason(found.why), "address": f"{address}?language={language}"}
    return replace(
        message, closing=_("The work plan is not attached, %(why)s. Here it is as PDF: %(address)s") % words
    ), ()


def forget() -> None:
    """Print anew what is asked for next."""
    _printed.clear()


def reason(why: str) -> str:
    """In the language of the mail."""
    return _("since it is too large for a mail") if why == "large" else _("since it could not be printed in time")


def _found(slug: str, label: str, actor: Actor, language: str) -> Enclosure:
    rights = replace(actor, user_id=None, name="", language=None, zone=None, delegations=frozenset())
    key = (versions.current().records, slug, label, language, rights)
    at, kept = _printed.get(key, (0.0, None))
    if kept is not None and (kept.data or time.monotonic() - at < REST):
        return kept
    found = _print(slug, label, actor, language)
    if len(_printed) >= MOST:
        _printed.clear()
    _printed[key] = (time.monotonic(), found)
    return found


def _print(slug: str, label: str, actor: Actor, language: str) -> Enclosure:
    record = read(actor, slug, label, PaperKind.WORK_PLAN)
    if record is None:
        return Enclosure(why="press")
    try:
        paper = write(record, language)
        data = desk.print_paper(paper, seconds=PATIENCE).read_bytes()
    except (PressError, OSError):
        logger.exception("a work plan goes without its PDF: %s %s", slug, label)
        return Enclosure(why="press")
    return Enclosure(file_name(record, paper), data) if len(data) <= LARGEST else Enclosure(why="large")
