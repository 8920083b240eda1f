"""Days, hours and names as the sentences of conflicts say them."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meetings.conflicts.placements import Placement, Stretch
from portal.lib.dates import city_of, format_date, format_hours, weekday_name
from portal.lib.multilingual import Multilingual


def language() -> str:
    """The language of the page, without a region."""
    return (get_language() or settings.LANGUAGE_CODE).split("-")[0]


def day(value: dt.date) -> str:
    """A day with its year."""
    return format_date(value, language())


def weekday(value: dt.date) -> str:
    """The day's weekday."""
    return weekday_name(value, language())


def named(name: Multilingual) -> str:
    """The words alone."""
    return name.pick(language()).text


def hours(stretch: Stretch, row: Placement, zone: str = "") -> str:
    """“3:00 p.m. – 4:00 p.m.”; with the day where the row has several or another, and the city of another zone.

    The day alone where no hour is known. The sentence stands beside the row, so that its own date need not be said.
    """
    if stretch.start is None:
        return day(stretch.on)
    words = format_hours(stretch.start, stretch.end, language())
    if zone and zone != row.zone:
        words = _("%(hours)s (%(city)s)") % {"hours": words, "city": city_of(zone, language())}
    if row.days == (stretch.on,):
        return words
    return _("%(day)s, %(hours)s") % {"day": day(stretch.on), "hours": words}


def listed(names: list[str], most: int = 3) -> str:
    """The first names, and how many more there are."""
    if len(names) <= most:
        return ", ".join(names)
    return _("%(names)s and %(count)s more") % {"names": ", ".join(names[:most]), "count": len(names) - most}
