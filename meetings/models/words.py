"""What rows of a schedule and what hangs on them are called: by their dates and matters, in the reader's language."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.lib.dates import Precision, Span, format_date, format_hours, format_span

if TYPE_CHECKING:
    from meetings.models.entries import Entry


def page_language() -> str:
    """The language of the page, without a region."""
    return (get_language() or settings.LANGUAGE_CODE)[:2]


def row_words(entry: Entry, title: object = "") -> str:
    """“4 December 2026, Third reading”; what the row is, where it says no more than that."""
    said = str(title) or str(entry.text)
    if not said:
        kind = str(entry.get_kind_display())
        said = kind[:1].upper() + kind[1:]
    return ", ".join(filter(None, [date_words(entry), said]))


def date_words(entry: Entry) -> str:
    """The date of a row with its year, as far as it is known; else as the source words it."""
    if entry.start is None or entry.end is None:
        return str(entry.wording)
    return format_span(Span(entry.start, entry.end, Precision(entry.precision or "day")), page_language())


def sitting_words(on: dt.date, start: dt.time | None, end: dt.time | None) -> str:
    """“12 March 2026, 10:00 a.m. – 1:00 p.m.”"""
    hours = format_hours(start, end, page_language()) if start else ""
    return ", ".join(filter(None, [format_date(on, page_language()), hours]))


def sitting_of(words: str) -> str:
    """The same with what it is."""
    return _("Sitting of %(when)s") % {"when": words}
