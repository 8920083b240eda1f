"""What a row says of its own changes."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from meetings.drafts.dates import day_of
from meetings.drafts.frozen import Former
from meetings.models import Entry
from portal.lib.dates import Precision, Span, format_hours, format_span
from portal.lib.multilingual import Multilingual


def change_words(entry: Entry, former: Former | None = None, language: str = "en") -> str:
    """What became of the row, and what it was: its date, hours and room, as far as they are others now."""
    words = _change(entry)
    was = _was(entry, former, language) if words and former else ""
    return _("%(change)s: was %(was)s") % {"change": words, "was": was} if was else words


def _change(entry: Entry) -> str:
    """In which version it was withdrawn, corrected or changed; of what changed at once, that no version has it yet."""
    if entry.withdrawn_in is not None:
        return _("withdrawn in rev. %(number)s") % {"number": entry.withdrawn_in}
    if entry.changed_in is None:
        return ""
    if entry.changed_in > entry.schedule.revision:
        return _("changed since the schedule was adopted")
    if entry.corrected_in:
        return _("corrected in corr. %(number)s") % {"number": entry.corrected_in}
    return _("changed in rev. %(number)s") % {"number": entry.changed_in} if entry.changed_in else ""


def _was(entry: Entry, former: Former, language: str) -> str:
    old = former.content
    start, end = day_of(old), day_of(old, "end")
    parts = []
    if start and end and (start, end) != (entry.start, entry.end):
        parts.append(format_span(Span(start, end, Precision(old["precision"])), language))
    meeting = getattr(entry, "meeting", None)
    if meeting is not None and old.get("meeting"):
        sittings = list(meeting.sittings.all())
        before = [(_clock(each.get("start")), _clock(each.get("end"))) for each in old["meeting"].get("sittings") or []]
        if before != [(each.start, each.end) for each in sittings]:
            parts += [format_hours(begins, ends, language) for begins, ends in before if begins]
        rooms = [each.room for each in (meeting, *sittings) if each.room]
        parts += _former_rooms(former, [Multilingual(room.name) for room in rooms], language)
    return ", ".join(dict.fromkeys(parts))


def _clock(hour: str | None) -> dt.time | None:
    return dt.time.fromisoformat(hour) if hour else None


def _former_rooms(former: Former, now: list[Multilingual], language: str) -> list[str]:
    """Rooms by name that it is in no more."""
    meeting = former.content["meeting"]
    keys = [each["room"] for each in (meeting, *(meeting.get("sittings") or [])) if each.get("room")]
    names = [Multilingual(former.rooms[key]) for key in dict.fromkeys(keys) if key in former.rooms]
    return [name.pick(language).text for name in names if name not in now]
