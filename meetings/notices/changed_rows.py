"""What an amended plan changed, in words: rows moved, added and withdrawn, and what others say otherwise."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from meetings.drafts.difference import RowDifference
from meetings.models import Entry, Schedule
from meetings.notices.facts import Facts, facts_of
from meetings.notices.message import Line, Part
from meetings.notices.of_meetings import lines_of
from meetings.notices.wording import date_words, inner_date, plain_words
from meetings.pages.differences import ASPECTS, HOW, way_words
from meetings.pages.hours import Reader
from meetings.pages.rows import date_text, heading, no_date
from meetings.queries.versions import changes_told
from portal.actors import Actor
from portal.lib.punctuation import colon, parted

MOST_ROWS = 40
SHOWN = {"date", "hours", "room", "mode"}
"""What is told with what it was; of the rest only that it is otherwise."""


def changed_parts(schedule: Schedule, after: dict[str, Any], reader: Reader, actor: Actor) -> tuple[Part, ...]:
    """One part for each way of changing, with the rows that `actor` may see; as they are now where nothing is kept."""
    visible = Entry.objects.visible_to(actor).filter(schedule=schedule, key__in=after.get("keys", []))
    related = visible.select_related("schedule__term__body__organization", "meeting__room")
    rows = list(related.prefetch_related("meeting__items").order_by("start", "position", "pk"))
    entries = {entry.key: entry for entry in rows}
    changes = [row for row in changes_told(schedule.pk, after).rows if row.key in entries][:MOST_ROWS]
    if not changes:
        said = tuple(_as_it_is(entry, reader.language) for entry in rows[:MOST_ROWS])
        return (Part(_("Rows added, changed or withdrawn"), said),) if said else ()
    found = ((how, [row for row in changes if row.how == how]) for how in HOW)
    return tuple(
        Part(way_words(how, len(some)), tuple(_row(row, entries[row.key], reader) for row in some))
        for how, some in found
        if some
    )


def _row(row: RowDifference, entry: Entry, reader: Reader) -> str:
    old, new = facts_of(row.old or {}), facts_of(row.new or {})
    if row.how in ("added", "withdrawn"):
        return _words(new if row.how == "added" else old, entry, reader.language)
    lines = [line for line in _lines(entry, old, new, reader) if line.was]
    told = [_line(line) for line in lines if line.label != _("Date")]
    told += [str(ASPECTS[aspect]) for aspect in row.aspects if aspect not in SHOWN]
    words = _words(new, entry, reader.language)
    if any(line.label == _("Date") for line in lines):
        words = _("%(new)s (formerly: %(old)s)") % {"new": words, "old": inner_date(old, reader.language)}
    return parted(reader.language).join((words, *told))


def _lines(entry: Entry, old: Facts, new: Facts, reader: Reader) -> list[Line]:
    if hasattr(entry, "meeting"):
        return lines_of(entry, old | _kept(new), new, reader)
    was, now = date_words(old, reader.language), date_words(new, reader.language)
    return [Line(_("Date"), now, was if was != now else "")]


def _kept(new: Facts) -> Facts:
    """A version keeps no interpretation: what is no part of the plan has not changed with it."""
    return {"interpretation": new.get("interpretation")}


def _line(line: Line) -> str:
    text = _("%(label)s: %(value)s") % {"label": line.label, "value": line.value}
    return _("%(new)s (formerly: %(old)s)") % {"new": text, "old": line.was}


def _words(facts: Facts, entry: Entry, language: str) -> str:
    return f"{date_words(facts, language) or no_date(entry)}{colon(language)} {_matter(entry, language)}"


def _as_it_is(entry: Entry, language: str) -> str:
    status = "" if entry.status == "scheduled" else f" ({entry.get_status_display()})"
    return f"{date_text(entry, language) or no_date(entry)}{colon(language)} {_matter(entry, language)}{status}"


def _matter(entry: Entry, language: str) -> str:
    title: Any = heading(entry, entry.meeting, language)[0] if hasattr(entry, "meeting") else entry.text
    return plain_words(title, language)
