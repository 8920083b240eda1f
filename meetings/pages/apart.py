"""What tells deadlines of one rule apart, which are all called the same: the date, and the meeting they hang on."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import pgettext

from meetings.deadlines.words import day_words, told_anchor
from meetings.models import Deadline
from meetings.pages.rows import date_text


def hung_on(deadline: Deadline, language: str) -> str:
    """The meeting from which it is counted, with its date; empty where there is none that its own readers know of."""
    anchor = told_anchor(deadline)
    meeting = getattr(anchor, "meeting", None)
    if anchor is None or meeting is None:
        return ""
    kind = str(meeting.get_kind_display())
    name = (meeting.title or anchor.text).pick(language).text or kind[:1].upper() + kind[1:]
    return ", ".join(filter(None, (name, day_words(anchor, date_text(anchor, language)))))


def apart_words(entries: Iterable[int], language: str) -> dict[int, str]:
    """“Due 4 December 2026 · Fourth meeting, 8 December 2026”, by the deadline's row; in one query."""
    found = Deadline.objects.filter(entry__in=set(entries))
    known = found.select_related("entry__schedule__term__body", "anchor_entry__meeting")
    return {each.entry_id: _words(each, language) for each in known}


def hung_words(entries: Iterable[int], language: str) -> dict[int, str]:
    """The meeting alone, by the deadline's row; in one query."""
    found = Deadline.objects.filter(entry__in=set(entries), anchor_entry__isnull=False)
    known = found.select_related("entry__schedule__term__body", "anchor_entry__meeting")
    return {each.entry_id: hung_on(each, language) for each in known}


def _words(deadline: Deadline, language: str) -> str:
    date = date_text(deadline.entry, language)
    due = f"{pgettext('date', 'Due')} {date}" if date else ""
    return " · ".join(filter(None, (due, hung_on(deadline, language))))
