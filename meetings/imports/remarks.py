"""The sentences that warn of what was read, each with the line of the source."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _


def remark(code: str, line: int, **said: Any) -> dict[str, str]:
    """One warning: its code, and a sentence that begins with the line it is about."""
    sentence = _sentences()[said.pop("about", code)] % said
    text = _("Line %(line)s: %(sentence)s") % {"line": line, "sentence": sentence} if line else sentence
    return {"code": code, "text": text}


def _sentences() -> dict[str, str]:
    """By code, in the language that is active."""
    return {
        "weekday": _("%(printed)s is printed, but %(date)s is a %(actual)s."),
        "range": _("the heading says “%(span)s”, but this row is on %(date)s."),
        "backwards": _("“%(text)s” ends before it begins."),
        "noon": _("“%(text)s” may mean noon or midnight; it is read as %(hour)s."),
        "hours": _("“%(text)s” does not say whether it is before or after noon; it is read as %(hour)s."),
        "year": _("“%(text)s” has no year, and none can be inferred."),
        "year_inferred": _("“%(text)s” has no year; it is read as %(date)s."),
        "order": _("“%(text)s” may be read as day and month or month and day; it is read as %(date)s."),
        "date": _("there is no such day as “%(text)s”."),
        "undated": _("the row has no date."),
        "duplicate": _("another row says the same of the same day (line %(other)s)."),
        "differs": _("another row says the same with another date (line %(other)s)."),
        "room": _("“%(text)s” is a place, not a room."),
        "daypart": _("“%(text)s” gives no hour."),
        "unread": _("“%(text)s” is not understood and is kept as text."),
        "languages": _("beside the mandate it says “%(text)s”."),
        "mandate": _("beside the mandate it says “%(text)s”, which is kept here alone."),
        "status": _("the row says “%(text)s”."),
        "many": _("the schedule has more than %(limit)s rows; the rest is left out."),
        "nothing": _("no row with a date was found."),
    }
