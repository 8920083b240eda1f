"""What would leave once something is saved, a notice and reminders: shown, and sealed as it was seen."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups.models import Term
from meetings.deadlines.reading import due_of
from meetings.deadlines.words import ROLES
from meetings.enums import NoticeKind
from meetings.models import Announcement, Deadline, DeadlineRule, Notice
from meetings.operations.rehearsing import Ahead, Rehearsed
from meetings.pages.deadline import name_of, said_due
from meetings.pages.hours import Reader
from meetings.pages.leaving import reminder_rows
from meetings.pages.notices import previews
from meetings.queries.notices import Recipient
from meetings.queries.owing import owing, people_of
from meetings.queries.rules import who_owes


def seen_rows(found: Ahead, now: dt.datetime, reader: Reader, *, with_emails: bool = True) -> list[dict[str, Any]]:
    """Each deadline with the reminders that would leave, and who would be told of its date, reminded of another before.

    One whose date is past already is said to be so. `with_emails`: addresses stand beside the names of who is told by a
    notice.
    """
    return [_row(each, now, reader, with_emails=with_emails) for each in found]


def _row(found: Rehearsed, now: dt.datetime, reader: Reader, *, with_emails: bool) -> dict[str, Any]:
    deadline, due = found.deadline, due_of(found.deadline)
    late = bool(due and due.is_late(now))
    return {
        "text": deadline.entry.text,
        "due": said_due(deadline, due, reader) if due else "",
        "undated": due is None,
        "late": late,
        "told": ", ".join(sorted(str(each.user) for each in _told(deadline, now))),
        "previews": _previews(found, now, with_emails=with_emails),
        "count": len(found.recipients),
        "ahead": reminder_rows(found.reminders, now, reader),
        "unreached": "" if due is None or late else _unreached(deadline, now, reader),
    }


def _previews(found: Rehearsed, now: dt.datetime, *, with_emails: bool) -> list[dict[str, Any]]:
    if not found.notice or not found.recipients:
        return []
    shown = previews(found.notice, found.recipients, now)
    if not with_emails:
        for each in shown:
            each["recipients"] = [{**recipient, "email": ""} for recipient in each["recipients"]]
    return shown


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
        f"{each.deadline.entry.key} {leaving.day} {leaving.days} {sorted(user.pk for user in leaving.users)}"
        for each in found
        for leaving in each.reminders
    ]
    told = [(each.deadline.entry.key, [notice.user_id for notice in _told(each.deadline, now)]) for each in found]
    lines += [f"{key} told {users}" for key, users in told if users]
    lines += [_notice_line(each.notice, each.recipients) for each in found if each.notice and each.recipients]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest() if lines else ""


def _notice_line(notice: Announcement, recipients: Iterable[Recipient]) -> str:
    said = f"{notice.event} {notice.before} {notice.after} {notice.reason}"
    return f"{said} {sorted(each.user.pk for each in recipients)}"
