"""The page of one deadline: when, how it is counted, what became of its date, and who owes it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups.models import Delegation, Post
from meetings.deadlines.reading import is_closed
from meetings.deadlines.words import counted_words, told_anchor
from meetings.models import Deadline, DeadlineRule, Extension, Schedule, Silence
from meetings.notices.wording import city_words, clock_words, due_words
from meetings.pages.hours import Reader
from meetings.queries.deadlines import Counted
from meetings.queries.owing import Debtor, Debts, Key
from portal.lib.dates import format_date, format_hour, format_second
from portal.lib.deadlines import Due
from portal.lib.multilingual import Multilingual
from portal.lib.punctuation import unbroken
from portal.models import User


def deadline_page(counted: Counted, reader: Reader, now: dt.datetime) -> dict[str, Any]:
    """What everybody sees who sees the deadline."""
    deadline, due = counted.deadline, counted.due
    entry = deadline.entry
    return {
        "deadline": deadline,
        "heading": entry.text,
        "due": said_due(deadline, due, reader) if due else "",
        "wording": deadline.wording or entry.wording,
        "left": left_words(due, reader, now) if due else "",
        "late": bool(due and due.is_late(now)),
        "closed": is_closed(deadline, now),
        "extensions": _extensions(deadline, reader),
        "schedule_url": f"{entry.schedule.get_absolute_url()}#{entry.key}",
        "facts": _facts(deadline, reader),
    }


def _extensions(deadline: Deadline, reader: Reader) -> list[dict[str, Any]]:
    """In order; the last one may be taken back while its date stands."""
    rows = [extension_row(each, deadline, reader) for each in deadline.extensions.all()]
    if last := standing_extension(deadline):
        rows[-1]["take_back_url"] = reverse("meetings:deadline_extension_take_back", args=[deadline.pk, last.pk])
    return rows


def standing_extension(deadline: Deadline) -> Extension | None:
    """The last one, as long as its date stands. Reads what was read along."""
    last = next(iter(list(deadline.extensions.all())[::-1]), None)
    return last if last and (deadline.entry.end, deadline.at) == (last.new_day, last.new_hour) else None


def extended_words(deadline: Deadline, reader: Reader) -> str:
    """“extended from 4 December 2026, 6:00 p.m.”; empty where no extension's date stands."""
    given = standing_extension(deadline)
    if given is None:
        return ""
    if given.old_day is None:
        return _("extended")
    return _("extended from %(date)s") % {"date": _day(given.old_day, given.old_hour, reader)}


def _facts(deadline: Deadline, reader: Reader) -> list[dict[str, Any]]:
    document = deadline.document
    kind = deadline.get_kind_display()
    anchor = told_anchor(deadline)
    return [
        {
            "label": _("How it was counted") if deadline.fixed else _("How it is counted"),
            "value": how_counted(deadline, reader),
            "url": anchor.get_absolute_url() if anchor else "",
        },
        {"label": _("Fixed"), "value": _("by a decision: it does not move") if deadline.fixed else ""},
        {"label": _("Kind"), "value": kind[:1].upper() + kind[1:]},
        {"label": _("Who owes it"), "value": deadline.addressees},
        {
            "label": _("Document"),
            "symbol": document.symbol if document else "",
            "value": document.title if document else "",
            "url": document.get_absolute_url() if document else "",
        },
    ]


def how_counted(deadline: Deadline, reader: Reader, rule: DeadlineRule | None = None) -> str:
    """How it hangs on what it is counted from, by its own count or by `rule`; no line breaks within the date."""
    words, anchor = counted_words(deadline, reader.language, rule), deadline.anchor_entry
    if anchor is None or anchor.start is None:
        return words
    date = format_date(anchor.start, reader.language)
    return words.replace(date, unbroken(date))


def said_due(deadline: Deadline, due: Due, reader: Reader) -> str:
    """The date with its hour in the venue's zone and the reader's; no line breaks within the date."""
    words, day = due_words(due, reader, city_words(deadline.entry.schedule, due.zone, reader.language)), due.day
    date = format_date(day, reader.language)
    return words.replace(date, unbroken(date))


def left_words(due: Due, reader: Reader, now: dt.datetime) -> str:
    """“3 days left”, “today”, “passed”."""
    if due.is_late(now):
        return _("The date has passed.")
    left = due.days_left(now, reader.zone)
    if left == 0:
        return _("Due today.")
    return ngettext("%(number)s day left.", "%(number)s days left.", left) % {"number": left}


def extension_row(given: Extension, deadline: Deadline, reader: Reader) -> dict[str, Any]:
    """Old and new date, who decided and why."""
    return {
        "old": _day(given.old_day, given.old_hour, reader) if given.old_day else "",
        "new": _day(given.new_day, given.new_hour, reader),
        "by": given.decided_by,
        "meeting_url": given.decided_at.get_absolute_url() if given.decided_at else "",
        "reason": given.reason,
    }


def _day(day: dt.date, at: dt.time | None, reader: Reader) -> str:
    words = unbroken(format_date(day, reader.language))
    return f"{words}, {unbroken(format_hour(at, reader.language, closing=True))}" if at else words


def count_words(debts: Debts, now: dt.datetime) -> str:
    """“31 of 34 still owe.”; “31 of 34 gave no answer.” where nothing is accepted any more."""
    if not debts.everyone:
        return ""
    total, owing = len(debts.everyone), len(debts.owing)
    if not owing:
        return ngettext("%(total)s has answered.", "All %(total)s have answered.", total) % {"total": total}
    if is_closed(debts.deadline, now):
        words = ngettext("%(owing)s of %(total)s gave no answer.", "%(owing)s of %(total)s gave no answer.", owing)
    else:
        words = ngettext("%(owing)s of %(total)s still owes.", "%(owing)s of %(total)s still owe.", owing)
    return words % {"owing": owing, "total": total}


def debtor_row(
    debtor: Debtor,
    deadline: Deadline,
    reader: Reader,
    people: Mapping[Key, list[User]],
    reminded: Mapping[int, dt.date],
) -> dict[str, Any]:
    """One delegation or post with its answer; `people` are those who would be reminded, `reminded` the next days."""
    answer = debtor.answer
    zone = deadline.zone or deadline.entry.schedule.term.body.venue_zone
    return {
        "name": name_of(debtor.of),
        "key": f"{debtor.key[0]}-{debtor.key[1]}",
        "at": moment_words(answer.at, deadline.entry.schedule, zone, reader) if answer else "",
        "late": debtor.late,
        "by_staff": bool(answer and answer.by_staff),
        "note": answer.note if answer else "",
        "people": [_person(user, reminded.get(user.pk), reader) for user in people.get(debtor.key, [])],
        "take_back_url": reverse("meetings:deadline_take_back", args=[deadline.pk, answer.pk]) if answer else "",
    }


def _person(user: User, day: dt.date | None, reader: Reader) -> str:
    if day is None:
        return str(user)
    return _("%(name)s, next reminder %(day)s") % {"name": user, "day": unbroken(format_date(day, reader.language))}


def name_of(of: Delegation | Post) -> Multilingual | str:
    """A delegation's name; a post's title or role."""
    if isinstance(of, Delegation):
        return of.name
    return of.title or of.get_role_display()


def moment_words(moment: dt.datetime, schedule: Schedule | Silence, zone: str, reader: Reader) -> str:
    """An instant to the second on the clock of `zone`, which is named: at a deadline every second counts."""
    there = moment.astimezone(ZoneInfo(zone))
    clock = clock_words(moment, zone, city_words(schedule, zone, reader.language))
    return f"{format_date(there.date(), reader.language)}, {format_second(there.time(), reader.language)}, {clock}"
