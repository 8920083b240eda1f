"""The conflicts of a schedule's rows as a list, for who edits it."""

from __future__ import annotations

from typing import Any

from django.db.models import prefetch_related_objects

from meetings.conflicts import Conflict, House, board_of, placement_of_entry, read_house
from meetings.models import Entry
from meetings.pages.rows import date_text
from meetings.permissions import may_draft
from meetings.queries.schedules import ScheduleRecord
from portal.actors import Actor

SAID_BY_THE_RECORD = frozenset({"weekday", "year", "term", "range", "deadline"})
"""What the remarks on the record say already, to every reader."""


def house_to_draft(actor: Actor, record: ScheduleRecord) -> House | None:
    """The house of a schedule for who drafts it; None for others."""
    schedule = record.schedule
    if schedule is None or not may_draft(actor, schedule):
        return None
    schedule.term = record.term
    return read_house(schedule)


def conflicts_listed(
    actor: Actor, record: ScheduleRecord, house: House | None, language: str, *, place: str = ""
) -> list[dict[str, Any]]:
    """Clashes first, then warnings, by date; one that concerns two rows once.

    `house`: as `house_to_draft` gives it; without one there is nothing.

    Each is {text, row, key, place, url}: the row's date for a link to it at `place` (empty: on the page itself), and
    the address of the other meeting.
    """
    schedule = record.schedule
    if schedule is None or house is None:
        return []
    entries = {entry.key: entry for entry in record.entries if entry.listed}
    meetings = [entry.meeting for entry in entries.values() if hasattr(entry, "meeting")]
    prefetch_related_objects(meetings, "joint_with")
    board = board_of(actor, schedule, house, [placement_of_entry(entry, house) for entry in entries.values()])
    found: dict[tuple[str, frozenset[str], str], Conflict] = {}
    for conflicts in board.conflicts().values():
        for conflict in conflicts:
            several = len(conflict.keys) > 1
            found.setdefault((conflict.code, frozenset(conflict.keys), "" if several else conflict.sentence), conflict)
    chosen = [conflict for conflict in found.values() if conflict.code not in SAID_BY_THE_RECORD]
    return [_item(conflict, entries, language, place) for conflict in sorted(chosen, key=lambda each: not each.holds)]


def _item(conflict: Conflict, entries: dict[str, Entry], language: str, place: str) -> dict[str, Any]:
    key = conflict.keys[0]
    return {
        "text": conflict.sentence,
        "key": key,
        "place": place,
        "row": date_text(entries[key], language) or key,
        "url": conflict.url,
        "clash": conflict.holds,
    }
