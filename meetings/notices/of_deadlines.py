"""Notices of deadlines: set, drawing near, past, moved, extended."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from documents.models import Document
from meetings.deadlines.reading import due_of
from meetings.deadlines.words import counted_words
from meetings.models import Deadline, Extension
from meetings.notices.figures import deadline_figures
from meetings.notices.message import Line, Message
from meetings.notices.wording import body_words, city_words, due_words
from meetings.pages.hours import Reader
from portal.actors import Actor
from portal.lib.dates import format_date
from portal.lib.deadlines import Due


def deadline_message(
    event: str, deadline: Deadline, reader: Reader, actor: Actor, now: dt.datetime, old: Due | None = None
) -> Message:
    """`event`: set, reminder, changed or extended; `old` is the date that the reader was told before.

    `actor` is the reader, whose rights decide whether the document is named.
    """
    entry, due = deadline.entry, due_of(deadline)
    assert due is not None
    extension = _extension(deadline, due) if event in ("changed", "extended") else None
    return Message(
        headline=_headline(event, deadline, due, reader, now),
        opening=_opening(event),
        url=reverse("meetings:deadline", args=[deadline.pk]),
        link=_("See it, and record your answer"),
        lines=tuple(_lines(deadline, due, old, extension, reader, _known(deadline, actor))),
        closing=_("Once your answer is recorded, no more reminders come.") if event == "reminder" else "",
        rows=(entry,) if event != "reminder" else (),
        figures=deadline_figures(entry.schedule, due, reader, now),
    )


def _opening(event: str) -> str:
    return {
        "set": _("This is due from you."),
        "reminder": _("We have no answer from you yet."),
        "changed": _("The date of which you were reminded has changed."),
        "extended": _("There is more time than you were told."),
    }[event]


def _headline(event: str, deadline: Deadline, due: Due, reader: Reader, now: dt.datetime) -> str:
    what = deadline.entry.text.pick(reader.language).text
    said = {"what": what, "date": format_date(due.day, reader.language), "number": 0}
    if event == "extended":
        return _("Extended to %(date)s: %(what)s") % said
    if event == "changed":
        return _("New date, %(date)s: %(what)s") % said
    if event == "set":
        return _("Due %(date)s: %(what)s") % said
    left = due.days_left(now, reader.zone)
    if due.is_late(now):
        return _("Overdue since %(date)s: %(what)s") % said
    if left == 0:
        return _("Due today: %(what)s") % said
    words = ngettext("Due in %(number)s day: %(what)s", "Due in %(number)s days: %(what)s", left)
    return words % {**said, "number": left}


def _lines(
    deadline: Deadline,
    due: Due,
    old: Due | None,
    extension: Extension | None,
    reader: Reader,
    document: Document | None,
) -> list[Line]:
    language, schedule = reader.language, deadline.entry.schedule
    city = city_words(schedule, due.zone, language)
    was = due_words(old, reader, city_words(schedule, old.zone, language)) if old and old != due else ""
    lines = [
        Line(pgettext("date", "Due"), due_words(due, reader, city), was),
        Line(_("Group"), body_words(schedule, language)),
        Line(_("How it is counted"), counted_words(deadline, language)),
        Line(_("Who owes it"), deadline.addressees.pick(language).text),
        Line(_("Document"), (document.symbol or document.title.pick(language).text) if document else ""),
    ]
    if extension:
        lines += [
            Line(_("Decided by"), extension.decided_by),
            Line(_("Reason"), extension.reason.pick(language).text),
        ]
    return [line for line in lines if line.value]


def _known(deadline: Deadline, actor: Actor) -> Document | None:
    return Document.objects.known_to(actor).filter(pk=deadline.document_id).first() if deadline.document_id else None


def _extension(deadline: Deadline, due: Due) -> Extension | None:
    """The extension that gave the deadline its present date."""
    given = [each for each in deadline.extensions.all() if (each.new_day, each.new_hour) == (due.day, due.at)]
    return given[-1] if given else None
