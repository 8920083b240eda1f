"""Reminders that would leave by themselves once something is saved: shown, and sealed as they were seen."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups.models import Term
from meetings.deadlines.reading import due_of
from meetings.deadlines.words import ROLES
from meetings.enums import NoticeKind
from meetings.models import Deadline, DeadlineRule, Notice
from meetings.operations.rehearsing import Ahead
from meetings.pages.deadline import name_of, said_due
from meetings.pages.hours import Reader
from meetings.pages.leaving import reminder_rows
from meetings.queries.owing import owing, people_of
from meetings.queries.rules import who_owes


def seen_rows(found: Ahead, now: dt.datetime, reader: Reader) -> list[dict[str, Any]]:
    """Each deadline with the reminders that would leave, and who would be told of its date, reminded of another before.

    One whose date is past already is said to be so.
    """
    return [
        {
            "text": deadline.entry.text,
            "due": said_due(deadline, due, reader) if (due := due_of(deadline)) else "",
            "undated": due is None,
            "late": bool(due and due.is_late(now)),
            "told": ", ".join(sorted(str(each.user) for each in _told(deadline, now))),
            "ahead": reminder_rows(leaving, now, reader),
            "unreached": "" if due is None or due.is_late(now) else _unreached(deadline, now, reader),
        }
        for deadline, leaving in found
    ]


def _unreached(deadline: Deadline, now: dt.datetime, reader: Reader) -> str:
    """Who owes it and has no account that a reminder could go to, by name."""
    debtors = owing(deadline, now.date())
    people = people_of(debtors, deadline, now.date())
    names = [name_of(each.of) for each in debtors if not people[each.key]]
    said = [each if isinstance(each, str) else each.pick(reader.language).text for each in names]
    if not said:
        return ""
    words = ngettext(
        "%(number)s has no account, so no reminder reaches them: %(names)s",
        "%(number)s have no account, so no reminder reaches them: %(names)s",
        len(said),
    )
    return words % {"number": len(said), "names": ", ".join(said)}


def nobody_words(rule: DeadlineRule, term: Term) -> str:
    """That nobody is asked as what the rule names, where the term has no such post; empty where all are there."""
    held = {post.role for post in who_owes(rule, term)[2]}
    lacking = [str(ROLES.get(each, each)) for each in rule.owing_roles.split() if each not in held]
    if not lacking:
        return ""
    return _("The rule asks %(whom)s, but this group has no such post: nobody is asked for it.") % {
        "whom": ", ".join(lacking)
    }


def _told(deadline: Deadline, now: dt.datetime) -> QuerySet[Notice]:
    """What would leave of the new date by itself."""
    planned = Notice.objects.filter(entry=deadline.entry_id, kind=NoticeKind.DEADLINE, announcement=None, at__gt=now)
    return planned.select_related("user").order_by("user")


def seal_of(found: Ahead, now: dt.datetime) -> str:
    """The same as long as the same would go to the same people on the same days; empty where nothing would."""
    lines = [
        f"{deadline.entry.key} {each.day} {each.days} {sorted(user.pk for user in each.users)}"
        for deadline, leaving in found
        for each in leaving
    ]
    told = [(deadline.entry.key, [each.user_id for each in _told(deadline, now)]) for deadline, _leaving in found]
    lines += [f"{key} told {users}" for key, users in told if users]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest() if lines else ""
