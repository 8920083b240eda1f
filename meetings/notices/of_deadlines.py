"""Notices of deadlines: set, drawing near, past, moved, extended."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from documents.models import Document
from meetings.deadlines.reading import due_of, is_closed
from meetings.deadlines.words import held_words, told_text, worded
from meetings.enums import Gone
from meetings.feeds.events import taken_away
from meetings.models import Deadline, Extension
from meetings.notices.figures import deadline_figures
from meetings.notices.message import Line, Message, UntoldError
from meetings.notices.reasons import Untold
from meetings.notices.wording import body_words, city_words, due_words
from meetings.pages.hours import Reader
from meetings.pages.rows import date_text
from portal.actors import Actor
from portal.lib.dates import format_date
from portal.lib.deadlines import Due


def deadline_message(
    event: str,
    deadline: Deadline,
    reader: Reader,
    actor: Actor,
    now: dt.datetime,
    old: Due | None = None,
    reason: str = "",
) -> Message:
    """`event`: set, reminder, changed, extended or taken_back; `old` is the date that the reader was told before.

    `actor` is the reader, whose rights decide whether the document is named.
    """
    entry, due = deadline.entry, due_of(deadline)
    if due is None or entry.withdrawn_in is not None:
        raise UntoldError(Untold.DEADLINE_GONE)
    extension = _extension(deadline, due) if event in ("changed", "extended") else None
    lines = _lines(event, deadline, due, old, extension, reader, _known(deadline, actor))
    if reason and event in ("changed", "taken_back") and extension is None:
        lines.append(Line(_("Reason"), reason))
    return Message(
        headline=_headline(event, deadline, due, reader, now),
        opening=_opening(event, deadline, now),
        url=reverse("meetings:deadline", args=[deadline.pk]),
        link=_("The deadline’s page") if is_closed(deadline, now) else _("See the deadline and record your answer"),
        lines=tuple(lines),
        closing=_("Once your answer is recorded, no more reminders come.") if event == "reminder" else "",
        rows=(entry,) if event != "reminder" else (),
        figures=deadline_figures(entry.schedule, due, reader, now),
    )


def gone_message(
    gone: Gone, deadline: Deadline, reader: Reader, actor: Actor, old: Due | None, noted: Due | None
) -> Message:
    """That there is no date to work to; `old` is what the reader was told before, None where that was no date either.

    `noted`: the date that stands in their calendar, to be taken out of it.
    """
    entry, language = deadline.entry, reader.language
    what = {"what": entry.text.pick(language).text}
    if gone == Gone.UNDATED:
        headline = _("No date for now: %(what)s") % what
        opening = _("The date that you were told does not stand any more. You will be told once there is a new one.")
    else:
        headline, opening = _("Called off: %(what)s") % what, _("Nothing is due any more.")
    page = reverse("meetings:deadline", args=[deadline.pk]) if entry.withdrawn_in is None else entry.get_absolute_url()
    was = due_words(old, reader, city_words(entry.schedule, old.zone, language)) if old else ""
    due = Line(pgettext("date", "Due"), _wording(deadline, gone, language), was)
    lines = [due, *_facts(deadline, reader, _known(deadline, actor))]
    return Message(
        headline=headline,
        opening=opening,
        url=page,
        link=_("The deadline’s page") if entry.withdrawn_in is None else _("The schedule"),
        lines=tuple(line for line in lines if line.value),
        events=(taken_away(entry, noted.day, actor, language),) if noted else (),
    )


def _wording(deadline: Deadline, gone: Gone, language: str) -> str:
    """What is known of the date: as adopted, to the month, or nothing."""
    entry = deadline.entry
    if gone == Gone.CALLED_OFF:
        return _("No date any more")
    if entry.is_off:
        return str(gone.label)
    return (deadline.wording or entry.wording).pick(language).text or date_text(entry, language) or str(gone.label)


def _opening(event: str, deadline: Deadline, now: dt.datetime) -> str:
    due = due_of(deadline)
    if event == "taken_back":
        return _opening_back(deadline, now)
    if event == "reminder" and due and due.is_late(now):
        return _("The date has passed, and we have no answer from you yet. An answer is still accepted.")
    if event == "set" and is_closed(deadline, now):
        return _("This was due from you. The date has passed, and nothing is accepted any more.")
    if event == "set" and due and due.is_late(now):
        return _("This was due from you. The date has passed; your answer is still accepted.")
    return {
        "set": _("This is due from you."),
        "reminder": _("We have no answer from you yet."),
        "changed": _("The date has changed."),
        "extended": _("You have more time than you were told."),
    }[event]


def _opening_back(deadline: Deadline, now: dt.datetime) -> str:
    due = due_of(deadline)
    if is_closed(deadline, now):
        return _(
            "An extension of this deadline was withdrawn. The date before it holds again: it has passed, and nothing "
            "is accepted any more."
        )
    if due and due.is_late(now):
        return _(
            "An extension of this deadline was withdrawn. The date before it holds again: it has passed, but your "
            "answer is still accepted."
        )
    return _("An extension of this deadline was withdrawn. The date before it holds again.")


def _headline(event: str, deadline: Deadline, due: Due, reader: Reader, now: dt.datetime) -> str:
    what = deadline.entry.text.pick(reader.language).text
    said = {"what": what, "date": format_date(due.day, reader.language), "number": 0}
    if event == "extended":
        return _("Extended to %(date)s: %(what)s") % said
    if event == "taken_back" and due.is_late(now):
        return _("Extension withdrawn, was due %(date)s: %(what)s") % said
    if event == "taken_back":
        return _("Extension withdrawn, due %(date)s again: %(what)s") % said
    if event == "changed":
        return _("New date, %(date)s: %(what)s") % said
    if event == "set" and due.is_late(now):
        return _("Overdue since %(date)s: %(what)s") % said
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
    event: str,
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
    if event == "changed" and old is None:
        was = str(Gone.UNDATED.label)
    lines = [
        Line(pgettext("date", "Due"), due_words(due, reader, city), was),
        Line(_("Wording as adopted"), told_text(worded(deadline), language)),
        *_facts(deadline, reader, document),
    ]
    if extension:
        lines += [
            Line(_("Decided by"), extension.decided_by),
            Line(_("Reason"), told_text(extension.reason, language)),
        ]
    return [line for line in lines if line.value]


def _facts(deadline: Deadline, reader: Reader, document: Document | None) -> list[Line]:
    language = reader.language
    return [
        Line(_("Group"), body_words(deadline.entry.schedule, language)),
        Line(_("How it is counted"), held_words(deadline, language)),
        Line(_("Who owes it"), deadline.addressees.pick(language).text),
        Line(_("Document"), (document.symbol or document.title.pick(language).text) if document else ""),
    ]


def _known(deadline: Deadline, actor: Actor) -> Document | None:
    return Document.objects.known_to(actor).filter(pk=deadline.document_id).first() if deadline.document_id else None


def _extension(deadline: Deadline, due: Due) -> Extension | None:
    """The extension that gave the deadline its present date."""
    given = [each for each in deadline.extensions.all() if (each.new_day, each.new_hour) == (due.day, due.at)]
    return given[-1] if given else None
