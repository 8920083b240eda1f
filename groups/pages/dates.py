"""Dates and spans of records in the words and the language of the page."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from portal.lib.dates import ImpreciseDate, Precision, Span, format_date, format_span


def page_language() -> str:
    """The language of the page, without a region."""
    return (get_language() or settings.LANGUAGE_CODE).split("-")[0]


def on(day: dt.date | None, precision: str = "day") -> str:
    """A date as exactly as it is known; empty where there is none."""
    if day is None:
        return ""
    return format_date(ImpreciseDate(day, Precision(precision or "day")), page_language())


def between(
    began: dt.date | None,
    ended: dt.date | None,
    began_precision: str = "day",
    ended_precision: str = "day",
) -> str:
    """A span with one end or two: “1 – 8 October 2012”, “since September 2005”, “until 7 May 2013”."""
    if began and ended:
        if began_precision == ended_precision:
            return format_span(Span(began, ended, Precision(began_precision or "day")), page_language())
        return f"{on(began, began_precision)} – {on(ended, ended_precision)}"
    if began:
        day = began_precision in ("day", "")
        words = _("since %(date)s") if day else pgettext("month or longer", "since %(date)s")
        return words % {"date": on(began, began_precision)}
    if ended:
        day = ended_precision in ("day", "")
        words = _("until %(date)s") if day else pgettext("month or longer", "until %(date)s")
        return words % {"date": on(ended, ended_precision)}
    return ""


def capitalized(words: object) -> str:
    """The first letter raised, the others as they are."""
    text = str(words)
    return text[:1].upper() + text[1:]
